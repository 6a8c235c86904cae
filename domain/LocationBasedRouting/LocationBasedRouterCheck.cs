using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.LocationBasedRouting;

/// <summary>What can be wrong with a location-based router.</summary>
internal static class LocationBasedRouterCheck
{
    public static IEnumerable<Problem> Check(LocationBasedRouterConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        var country = NationalPlan.Of(plan.Account.Country);
        return Offered(config, country)
            .Concat(OfOtherModes(config))
            .Concat(To(config.Fallback, config.Prefix, "/fallback", "/prefix", plan, isRequired: true))
            .Concat(To(config.BlockedFallback, config.BlockedPrefix, "/blockedFallback", "/blockedPrefix", plan))
            .Concat(To(config.MobileFallback, config.MobilePrefix, "/mobileFallback", "/mobilePrefix", plan))
            .Concat(Announcement.Check("welcome", config.Welcome, config.WelcomePrompt, plan))
            .Concat(Entries(config, country, plan))
            .Concat(config.By == LocationBasis.PostalCode ? Overlaps(config, country) : []);
    }

    // EXT-320, EXT-326
    private static IEnumerable<Problem> Offered(LocationBasedRouterConfig config, NationalPlan country)
    {
        if (config.By == LocationBasis.AreaCode && !country.HasAreaCodes)
        {
            yield return new Problem("/by", "Numbers of the account's country have no area codes.");
        }

        if (config.By == LocationBasis.PostalCode && country.PostalCodeLength is null)
        {
            yield return new Problem("/by", "Postal codes of the account's country have letters, which cannot be keyed.");
        }
    }

    // a form shows the fields of the chosen type only (EXT-312)
    private static IEnumerable<Problem> OfOtherModes(LocationBasedRouterConfig config)
    {
        (string Pointer, bool IsSet, bool IsItsOwn)[] fields =
        [
            ("/blockedFallback", config.BlockedFallback is not null, config.By is LocationBasis.AreaCode or LocationBasis.CallerId),
            ("/blockedPrefix", config.BlockedPrefix.Length > 0, config.By is LocationBasis.AreaCode or LocationBasis.CallerId),
            ("/mobileFallback", config.MobileFallback is not null, config.By is LocationBasis.AreaCode),
            ("/mobilePrefix", config.MobilePrefix.Length > 0, config.By is LocationBasis.AreaCode),
            ("/welcome", config.Welcome is not null, config.By is LocationBasis.PostalCode),
            ("/welcomePrompt", config.WelcomePrompt is not null, config.By is LocationBasis.PostalCode),
        ];
        return fields.Where(field => field is { IsSet: true, IsItsOwn: false }).Select(field => new Problem(field.Pointer, "Routing by what is chosen here does not have this: leave it out."));
    }

    private static IEnumerable<Problem> To(Destination? destination, string prefix, string at, string prefixAt, IDialPlan plan, bool isRequired = false) =>
        DestinationCheck.Check(destination, plan, isRequired).Select(problem => problem.Under(at)).Concat(PrefixCheck.Check(prefix).Select(problem => problem.Under(prefixAt)));

    private static IEnumerable<Problem> Entries(LocationBasedRouterConfig config, NationalPlan country, IDialPlan plan)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < config.Entries.Count; i++)
        {
            var entry = config.Entries[i];
            var match = EntryMatch.Read(config.By, entry.Match, country);
            if (match is null)
            {
                yield return new Problem($"/entries/{i}/match", Expected(config.By, country));
            }
            else if (!seen.Add(match))
            {
                yield return new Problem($"/entries/{i}/match", $"{match} has an entry already.");
            }
            else if (config.By == LocationBasis.CalledNumber && PhoneNumber.TryParse(match, out var called) && !plan.Owns(called))
            {
                yield return new Problem($"/entries/{i}/match", $"{match} is not a number of this account.");
            }

            foreach (var problem in To(entry.Destination, entry.Prefix ?? "", "/destination", "/prefix", plan, isRequired: true))
            {
                yield return problem.Under($"/entries/{i}");
            }
        }
    }

    private static string Expected(LocationBasis by, NationalPlan country) => by switch
    {
        LocationBasis.AreaCode => "An area code of the account's country is expected here, with or without the national 0.",
        LocationBasis.PostalCode => $"A postal code of {country.PostalCodeLength ?? 0} digits is expected here, or a range such as {Example(country, 1)}-{Example(country, 9)}.",
        LocationBasis.CallerId => CallerMatch.Expected,
        _ => "A number of the account is expected here, in national or international form.",
    };

    private static string Example(NationalPlan country, int last) => $"{new string('1', (country.PostalCodeLength ?? 1) - 1)}{last}";

    // EXT-327: in the order of their first codes, a range ends before the next begins
    private static IEnumerable<Problem> Overlaps(LocationBasedRouterConfig config, NationalPlan country)
    {
        var ranges = config.Entries.Select((entry, place) => (Place: place, entry.Match, Codes: EntryMatch.Range(entry.Match))).Where(one => one.Codes.First != one.Codes.Last && EntryMatch.Read(config.By, one.Match, country) is not null);
        (int Place, string Match, (string First, string Last) Codes)? before = null;
        foreach (var range in ranges.OrderBy(one => one.Codes.First, StringComparer.Ordinal).ThenBy(one => one.Place))
        {
            if (before is { } other && string.CompareOrdinal(range.Codes.First, other.Codes.Last) <= 0 && range.Match != other.Match)
            {
                var (later, earlier) = range.Place > other.Place ? (range, other) : (other, range);
                yield return new Problem($"/entries/{later.Place}/match", $"It overlaps with {earlier.Match}; ranges do not.");
            }

            before = before is { } known && string.CompareOrdinal(known.Codes.Last, range.Codes.Last) > 0 ? known : range;
        }
    }
}
