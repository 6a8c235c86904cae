using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Pbx.Functions.Access;

/// <summary>Who may call each function, by its name; functions that are not reached over HTTP are not in it.</summary>
internal sealed class Requirements
{
    private readonly FrozenDictionary<string, RequiresAttribute> required;

    private Requirements(IEnumerable<KeyValuePair<string, RequiresAttribute>> all) => required = all.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of the functions.</summary>
    public IEnumerable<string> Functions => required.Keys;

    /// <summary>What one requires.</summary>
    public RequiresAttribute this[string function] => required[function];

    /// <summary>Reads them from the functions themselves.</summary>
    /// <exception cref="InvalidOperationException">A function does not say who may call it, or not of which account its caller has to be.</exception>
    public static Requirements Of(Assembly assembly)
    {
        var all = (
            from type in assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            let http = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null)
            where http is not null
            select (function.Name, http.Route, Requires: method.GetCustomAttribute<RequiresAttribute>())).ToList();
        Refuse("These functions do not say who may call them", all.Where(one => one.Requires is null).Select(one => one.Name));
        Refuse(
            "These functions are for people of an account, and their routes name none",
            all.Where(one => one.Requires is { Caller: not (Caller.Anyone or Caller.Network or Caller.EventDelivery) } && !NamesAccount(one.Route)).Select(one => one.Name));
        return new Requirements(all.SelectMany(one => one.Requires is { } requires ? [KeyValuePair.Create(one.Name, requires)] : Array.Empty<KeyValuePair<string, RequiresAttribute>>()));
    }

    private static bool NamesAccount(string? route) => route?.Contains("/{account}/", StringComparison.Ordinal) == true || route?.EndsWith("/{account}", StringComparison.Ordinal) == true;

    private static void Refuse(string what, IEnumerable<string> functions)
    {
        var names = string.Join(", ", functions);
        if (names.Length > 0)
        {
            throw new InvalidOperationException($"{what}: {names}.");
        }
    }
}
