using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;

namespace Pbx.Domain.CallRules;

/// <summary>The kinds of destinations that rules may use (EXT-406): types of extensions, and public numbers.</summary>
internal static class RuleDestinations
{
    /// <summary>Public numbers.</summary>
    public const string Number = "number";

    /// <summary>The problems of a list of kinds, with the list as the root of the pointers.</summary>
    public static IEnumerable<Problem> Check(IReadOnlyList<string> kinds)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < kinds.Count; i++)
        {
            if (kinds[i] != Number && ExtensionTypes.Find(kinds[i]) is null)
            {
                yield return new Problem($"/{i}", $"“{kinds[i]}” is no kind of destination; there are {string.Join(", ", ExtensionTypes.All.Select(type => type.Key))} and {Number}.");
            }
            else if (!seen.Add(kinds[i]))
            {
                yield return new Problem($"/{i}", $"“{kinds[i]}” is named twice.");
            }
        }
    }
}
