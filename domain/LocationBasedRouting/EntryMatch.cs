using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.LocationBasedRouting;

/// <summary>What the entries of a location-based router match: how it is typed, how it is stored, and which entry wins. All entries are gone through, which takes 10,000 of them well under a millisecond.</summary>
internal static class EntryMatch
{
    private const char To = '-';

    /// <summary>What somebody typed, as it is stored; nothing when it is none of its kind.</summary>
    public static string? Read(LocationBasis by, string typed, NationalPlan plan) => by switch
    {
        LocationBasis.AreaCode => plan.ReadAreaCode(typed),
        LocationBasis.PostalCode => PostalCodes(typed.Trim(), plan.PostalCodeLength),
        LocationBasis.CallerId => CallerMatch.Read(typed, plan),
        LocationBasis.CalledNumber => plan.Read(typed)?.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "There are four modes."),
    };

    /// <summary>The first and the last code of a range that is stored, or a single code twice.</summary>
    public static (string First, string Last) Range(string stored) => stored.IndexOf(To, StringComparison.Ordinal) is > 0 and var dash ? (stored[..dash], stored[(dash + 1)..]) : (stored, stored);

    /// <summary>The place of the entry with the longest code that a national number begins with (EXT-322).</summary>
    public static int? OfAreaCode(ValueList<RoutingEntry> entries, string national) => Longest(entries, static (match, national) => national.StartsWith(match, StringComparison.Ordinal) ? match.Length : 0, national);

    /// <summary>The place of the entry of a postal code: the code itself wins over a range (EXT-327).</summary>
    public static int? OfPostalCode(ValueList<RoutingEntry> entries, string code) => Longest(entries, static (match, code) => match == code ? 2 : IsWithin(match, code) ? 1 : 0, code);

    /// <summary>The place of the entry of a number that was called (EXT-336).</summary>
    public static int? OfCalled(ValueList<RoutingEntry> entries, PhoneNumber called) => Longest(entries, static (match, called) => match == called ? 1 : 0, called.Value);

    private static int? Longest(ValueList<RoutingEntry> entries, Func<string, string, int> match, string value)
    {
        var (place, best) = ((int?)null, 0);
        var all = entries.AsSpan();
        for (var i = 0; i < all.Length; i++)
        {
            if (match(all[i].Match, value) is var length && length > best)
            {
                (place, best) = (i, length);
            }
        }

        return place;
    }

    private static bool IsWithin(string match, string code)
    {
        var (first, last) = Range(match);
        return match.Length > code.Length && string.CompareOrdinal(first, code) <= 0 && string.CompareOrdinal(code, last) <= 0;
    }

    private static string? PostalCodes(string typed, int? length)
    {
        var parts = typed.Split(['-', '\u2013'], StringSplitOptions.TrimEntries);
        return length is not null && parts.Length <= 2 && parts.All(part => part.Length == length && !part.AsSpan().ContainsAnyExceptInRange('0', '9')) && (parts.Length == 1 || string.CompareOrdinal(parts[0], parts[1]) < 0)
            ? string.Join(To, parts)
            : null;
    }
}
