using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker.Host;

namespace Microsoft.Azure.Functions.Worker.HttpBinding;

/// <summary>What can be wrong with an HTTP trigger.</summary>
internal static partial class HttpTriggerCheck
{
    private static readonly HashSet<string> Verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE",
    };

    /// <summary>Everything that is wrong, in sentences.</summary>
    public static IEnumerable<string> Of(HttpTriggerAttribute trigger, FoundFunction function)
    {
        if (function.TriggerParameter.ParameterType != typeof(HttpRequest))
        {
            yield return $"{function.Name}: the HTTP trigger stands on a parameter that is not an HttpRequest.";
        }

        if (Malformed(trigger.RouteOf(function)) is { } malformed)
        {
            yield return $"{function.Name}: the route '{trigger.Route}' is malformed: {malformed}";
        }

        foreach (var verb in trigger.Methods.Where(verb => !Verbs.Contains(verb)))
        {
            yield return $"{function.Name}: '{verb}' is no HTTP verb.";
        }
    }

    /// <summary>Functions that would answer the same requests.</summary>
    public static IEnumerable<string> Collisions(IReadOnlyList<FoundFunction> functions) => functions
        .SelectMany(f => f.Trigger is HttpTriggerAttribute trigger
            ? VerbsOf(trigger).Select(verb => (Function: f, Place: $"{verb} /{Unnamed(trigger.RouteOf(f))}"))
            : [])
        .GroupBy(f => f.Place, StringComparer.OrdinalIgnoreCase)
        .Where(same => same.Count() > 1)
        .Select(same => $"{string.Join(" and ", same.Select(f => f.Function.Name))} would all answer {same.Key}.");

    private static IEnumerable<string> VerbsOf(HttpTriggerAttribute trigger) =>
        trigger.Methods.Length == 0 ? ["any verb"] : trigger.Methods.Select(verb => verb.ToUpperInvariant()).Distinct(StringComparer.Ordinal);

    // The names of route parameters do not tell requests apart; their constraints do.
    private static string Unnamed(string route) => ParameterName().Replace(route, "");

    [GeneratedRegex(@"(?<=\{\**)\w+", RegexOptions.CultureInvariant)]
    private static partial Regex ParameterName();

    private static string? Malformed(string route)
    {
        try
        {
            RoutePatternFactory.Parse(route);
            return null;
        }
        catch (RoutePatternException e)
        {
            return e.Message;
        }
    }
}
