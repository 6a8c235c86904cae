using Pbx.Domain.Documents;

namespace Pbx.Domain.Extensions;

/// <summary>What can be wrong with the text that receivers see before the caller (EXT-075).</summary>
internal static class PrefixCheck
{
    private const int Longest = 20;

    /// <summary>The problems, with the prefix itself as the root of the pointers.</summary>
    public static IEnumerable<Problem> Check(string prefix)
    {
        if (prefix.Length > Longest || prefix.Any(char.IsControl))
        {
            yield return new Problem("", "A prefix has at most 20 characters, which can be printed.");
        }
    }
}
