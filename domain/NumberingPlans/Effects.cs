using NodaTime;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>
/// What a change of an account does to the callers of its public numbers, in words with times. The ordinary week is compared minute by minute, and so are the dates of the coming 366 days at
/// which a holiday or an override deviates from it; numbers that change alike are told together.
/// </summary>
public static class Effects
{
    private const int MostDates = 5; // told in one sentence
    private const int MostNumbers = 2; // named in one sentence

    /// <summary>What changes, number by number in the order of the newer version; nothing where every caller gets where he got before.</summary>
    /// <param name="was">The account before.</param>
    /// <param name="now">The account after; it can be saved.</param>
    /// <param name="from">When the change happens.</param>
    public static IReadOnlyList<Effect> Between(AccountDocument was, AccountDocument now, DateTimeOffset from)
    {
        ArgumentNullException.ThrowIfNull(was);
        ArgumentNullException.ThrowIfNull(now);
        var (before, after) = (new Side(was), new Side(now));
        var turns = new Dictionary<(int? Was, int? Now), PlanTurns>();
        var alike = new Dictionary<(PlanTurns Turns, ValueList<Way> Ways), List<PhoneNumber>>();
        foreach (var number in now.Account.Numbers.Concat(was.Account.Numbers.Except(now.Account.Numbers)).Distinct())
        {
            var (linksBefore, linksAfter) = (before.Links(number), after.Links(number));
            var key = (linksBefore.Scheme?.Number, linksAfter.Scheme?.Number);
            if (!turns.TryGetValue(key, out var both))
            {
                turns[key] = both = PlanTurns.Of(linksBefore.Scheme, was.Account.TimeZone, linksAfter.Scheme, now.Account.TimeZone, from);
            }

            var ways = ValueList.From(both.All.Select(turn => new Way(turn, before.Of(linksBefore, turn.Was), after.Of(linksAfter, turn.Now))).Where(way => way.Was != way.Now));
            if (ways.Count > 0)
            {
                (alike.TryGetValue((both, ways), out var numbers) ? numbers : alike[(both, ways)] = []).Add(number);
            }
        }

        return [.. alike.Select(group => new Effect(ValueList.From(group.Value), Text(group.Value, group.Key.Turns, group.Key.Ways, before, after)))];
    }

    private static string Text(List<PhoneNumber> numbers, PlanTurns turns, ValueList<Way> ways, Side before, Side after)
    {
        var clauses = ways.GroupBy(way => (way.Was, way.Now)).Select(alike => $"{Times(turns, [.. alike.Select(way => way.Turn)])} {Words(numbers.Count > 1, alike.Key.Was, alike.Key.Now, before, after)}");
        var who = numbers.Count switch
        {
            1 => $"{numbers[0]}",
            <= MostNumbers => $"These {numbers.Count} numbers change, {string.Join(" and ", numbers)}",
            _ => $"These {numbers.Count} numbers change, {numbers[0]} and {numbers.Count - 1} more",
        };
        return $"{who}: {string.Join("; ", clauses)}{(turns.IsSetByHand ? ", until the override is switched off" : "")}.";
    }

    private static string Words(bool areSeveral, ExtensionNumber? was, ExtensionNumber? now, Side before, Side after)
    {
        var (they, go, went, are, were) = areSeveral ? ("they", "go", "they went", "are", "they were") : ("it", "goes", "it went", "is", "it was");
        return (was, now) switch
        {
            ({ } old, { } own) => $"{they} {go} to {after.Name(own)} instead of {before.Name(old)}",
            (null, { } own) => $"{they} {go} to {after.Name(own)}; {were} not in service",
            ({ } old, null) => $"{they} {are} not in service any more; {went} to {before.Name(old)}",
            _ => $"{they} {are} not in service",
        };
    }

    private static string Times(PlanTurns turns, HashSet<PlanTurn> alike)
    {
        var week = WeekTable.Runs(minute => alike.Contains(turns.At(minute)));
        var dates = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var date in turns.Dates.Where(date => alike.Contains(date.Turn)))
        {
            if (dates.Count > 0 && dates[^1].To == date.From)
            {
                dates[^1] = (dates[^1].From, date.To);
            }
            else
            {
                dates.Add((date.From, date.To));
            }
        }

        var words = dates.Take(MostDates).Select(date => Words(date.From, date.To, turns.Zone)).ToList();
        if (dates.Count > MostDates)
        {
            words.Add($"{dates.Count - MostDates} more times until {Zones.Local(dates[^1].To, turns.Zone).Date:uuuu-MM-dd}");
        }

        return string.Join(", and ", (string[])[.. week.Count > 0 ? [WeekTable.Words(week)] : Array.Empty<string>(), .. words.Count > 0 ? [string.Join(", ", words)] : Array.Empty<string>()]);
    }

    private static string Words(DateTimeOffset from, DateTimeOffset to, DateTimeZone zone)
    {
        var (start, end) = (Zones.Local(from, zone), Zones.Local(to, zone));
        var last = end.TimeOfDay == LocalTime.Midnight ? end.Date.PlusDays(-1) : end.Date; // an end at midnight is 24:00 of the day before
        var until = end.TimeOfDay == LocalTime.Midnight ? ClockTime.EndOfDay.Value : $"{end.TimeOfDay:HH:mm}";
        var isWhole = start.TimeOfDay == LocalTime.Midnight && until == ClockTime.EndOfDay.Value;
        return (isWhole, start.Date == last) switch
        {
            (true, true) => $"on {start.Date:uuuu-MM-dd}",
            (true, false) => $"from {start.Date:uuuu-MM-dd} to {last:uuuu-MM-dd}",
            (false, true) => $"on {start.Date:uuuu-MM-dd} {start.TimeOfDay:HH:mm}–{until}",
            (false, false) => $"from {start.Date:uuuu-MM-dd} {start.TimeOfDay:HH:mm} to {last:uuuu-MM-dd} {until}",
        };
    }

    private readonly record struct Way(PlanTurn Turn, ExtensionNumber? Was, ExtensionNumber? Now);

    private sealed record NumberLinks(Scheme? Scheme, IReadOnlyList<PlacedLink> Links, bool IsOwn);

    private sealed class Side(AccountDocument document)
    {
        private readonly DocumentConfiguration version = new(document);
        private readonly ExtensionNumber? fallback = document.Schemes.FirstOrDefault(scheme => scheme.Number == Scheme.Main)?.DefaultDestination;

        public NumberLinks Links(PhoneNumber number)
        {
            var links = version.LinksOf(number);
            return new NumberLinks(links.Count == 0 ? null : version.Scheme(links[0].Scheme), links, version.Owns(number));
        }

        // as Dialling decides it: the link in the plan, else the default destination, else nowhere
        public ExtensionNumber? Of(NumberLinks number, int? plan)
        {
            var linked = plan is null ? null : number.Links.FirstOrDefault(link => link.Plan == plan && link.Scheme == number.Scheme?.Number)?.Link.Extension;
            return !number.IsOwn ? null : Known(linked) ?? Known(fallback);
        }

        public string Name(ExtensionNumber extension) => version.Find(extension) is var (found, _) ? $"extension {extension} ({found.Name})" : $"extension {extension}";

        private ExtensionNumber? Known(ExtensionNumber? extension) => extension is { } wanted && version.Find(wanted) is not null ? extension : null;
    }
}

/// <summary>What changes for the callers of some numbers, all of them alike.</summary>
/// <param name="Text">In a sentence, with times.</param>
public sealed record Effect(ValueList<PhoneNumber> Numbers, string Text);
