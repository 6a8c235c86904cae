using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>A function of the app, ready to be called: all that needs reflection was done when the app was built.</summary>
internal sealed class FoundFunction(string name, MethodInfo method, ITriggerAttribute trigger, ParameterInfo triggerParameter) : FunctionDefinition
{
    private readonly MethodInvoker invoker = MethodInvoker.Create(method);
    private readonly Type? declaring = method.IsStatic ? null : method.DeclaringType;
    private readonly ReturnedValue unwrap = ReturnedValues.Of(method.ReturnType);
    private Argument[] arguments = [];

    public override string Name => name;

    public MethodInfo Method => method;

    public ITriggerAttribute Trigger => trigger;

    public ParameterInfo TriggerParameter => triggerParameter;

    /// <summary>Decides where each argument comes from.</summary>
    /// <returns>What cannot be bound, as sentences.</returns>
    public IEnumerable<string> BindArguments()
    {
        var parameters = method.GetParameters();
        arguments = new Argument[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var argument = Common(parameters[i]) ?? trigger.Bind(parameters[i], this);
            if (argument is null)
            {
                yield return $"{name}: parameter '{parameters[i].Name}' of type {parameters[i].ParameterType} cannot be bound by a {trigger.Kind} trigger.";
                continue;
            }

            arguments[i] = argument;
        }
    }

    /// <summary>Calls the method, on an instance of the invocation's services unless it is static.</summary>
    public async ValueTask<object?> Call(Invocation invocation)
    {
        var values = arguments.Length == 0 ? [] : new object?[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = arguments[i](invocation);
            values[i] = value.IsCompletedSuccessfully ? value.Result : await value;
        }

        var instance = declaring is null ? null : invocation.InstanceServices.GetRequiredService(declaring);
        return await unwrap(invoker.Invoke(instance, values.AsSpan()));
    }

    private static Argument? Common(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(FunctionContext) ? static invocation => new(invocation)
        : parameter.ParameterType == typeof(CancellationToken) ? static invocation => new(invocation.CancellationToken)
        : null;
}
