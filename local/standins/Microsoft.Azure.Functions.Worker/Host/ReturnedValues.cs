using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>Waits for what a method returned, and gives the value inside.</summary>
internal delegate ValueTask<object?> ReturnedValue(object? returned);

/// <summary>Task, ValueTask, their generic forms, a plain value, or nothing: each has its own way to the value.</summary>
internal static class ReturnedValues
{
    /// <summary>The way for a return type.</summary>
    public static ReturnedValue Of(Type type)
    {
        if (type == typeof(Task))
        {
            return static async returned =>
            {
                await Expected<Task>(returned);
                return null;
            };
        }

        if (type == typeof(ValueTask))
        {
            return static async returned =>
            {
                await Expected<ValueTask>(returned);
                return null;
            };
        }

        return Inside(type) is { } inner ? Generic(type, inner) : static returned => new(returned);
    }

    /// <summary>The type of the value inside a generic task, or null for every other type.</summary>
    public static Type? Inside(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : null;

    private static ReturnedValue Generic(Type type, Type inner)
    {
        var name = type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(OfTask) : nameof(OfValueTask);
        var method = typeof(ReturnedValues).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)
            ?? throw new MissingMethodException(nameof(ReturnedValues), name);
        return method.MakeGenericMethod(inner).CreateDelegate<ReturnedValue>();
    }

    private static async ValueTask<object?> OfTask<T>(object? returned) => await Expected<Task<T>>(returned);

    private static async ValueTask<object?> OfValueTask<T>(object? returned) => await Expected<ValueTask<T>>(returned);

    private static T Expected<T>(object? returned) =>
        returned is T task ? task : throw new InvalidOperationException("A function returned null where a task was expected.");
}
