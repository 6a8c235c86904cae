using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Pbx.Functions.Access;

namespace Pbx.EndToEnd.Access;

/// <summary>Every route of the product, as its functions declare them: what is added there is asked here.</summary>
internal static partial class RouteTable
{
    public static IReadOnlyList<Route> All { get; } =
    [
        .. from type in typeof(RequiresAttribute).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           let http = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null)
           where function is not null && http is not null
           from verb in http.Methods ?? ["get"]
           orderby http.Route, verb
           select new Route(new HttpMethod(verb.ToUpperInvariant()), http.Route ?? function.Name, method.GetCustomAttribute<RequiresAttribute>()!),
    ];

    /// <summary>Those that people and programs of an account call.</summary>
    public static IEnumerable<Route> OfPeople => All.Where(route => route.Requires.Caller is not (Caller.Anyone or Caller.Network or Caller.EventDelivery));

    /// <summary>Those that machines call: the network, and Event Grid.</summary>
    public static IEnumerable<Route> OfMachines => All.Where(route => route.Requires.Caller is Caller.Network or Caller.EventDelivery);

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture)]
    internal static partial Regex Parameter();
}

/// <summary>One verb of one function.</summary>
internal sealed record Route(HttpMethod Method, string Template, RequiresAttribute Requires)
{
    /// <summary>The address with its parameters filled in.</summary>
    public string Path(Func<string, string> value) => "api/" + RouteTable.Parameter().Replace(Template, parameter => Uri.EscapeDataString(value(parameter.Groups["name"].Value)));

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Template}";
}
