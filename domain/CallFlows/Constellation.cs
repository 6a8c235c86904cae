using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Time;

namespace Pbx.Domain.CallFlows;

/// <summary>Plans of all schemes that are in force together at some time, and so where each number leads then.</summary>
internal sealed class Constellation
{
    // a week of winter and a week of summer, in which no clock is moved: how the zones of schemes differ then is how they nearly always do
    private static readonly DateTimeOffset[] Weeks = [new(2026, 1, 12, 0, 0, 0, TimeSpan.Zero), new(2026, 7, 13, 0, 0, 0, TimeSpan.Zero)];

    private readonly Dictionary<PhoneNumber, ExtensionNumber> leads = [];

    private Constellation(AccountDocument document, IReadOnlyList<int?> plans, string when)
    {
        When = when;
        var fallback = document.Schemes.FirstOrDefault(scheme => scheme.Number == Scheme.Main)?.DefaultDestination;
        for (var i = 0; i < plans.Count; i++)
        {
            var active = plans[i] is { } number ? document.Schemes[i].Find(number) : null;
            foreach (var link in document.Schemes[i].Plans.SelectMany(plan => plan.Links))
            {
                if (fallback is { } otherwise)
                {
                    leads.TryAdd(link.Number, otherwise);
                }
            }

            foreach (var link in active?.Links ?? [])
            {
                leads[link.Number] = link.Extension;
            }
        }
    }

    /// <summary>A time at which they are, in words.</summary>
    public string When { get; }

    /// <summary>The extensions that a destination leads to: none, or one.</summary>
    public IEnumerable<ExtensionNumber> Behind(Destination to) => to switch
    {
        Destination.ToExtension extension => [extension.Extension],
        Destination.ToNumber number when leads.TryGetValue(number.Number, out var there) => [there],
        _ => [],
    };

    /// <summary>Every one that the schedules and overrides of a document bring about, each once.</summary>
    public static IEnumerable<Constellation> Of(AccountDocument document)
    {
        var zone = document.Account.TimeZone;
        var scheduled = document.Schemes.Select(Overrides.Lift).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, schemes, when) in Times(document, scheduled, zone))
        {
            List<int?> plans = [.. schemes.Select(scheme => SchemeClock.Active(scheme, zone, at).Plan?.Number)];
            if (seen.Add(string.Join(',', plans)))
            {
                yield return new Constellation(document, plans, when);
            }
        }
    }

    private static IEnumerable<(DateTimeOffset At, IReadOnlyList<Scheme> Schemes, string When)> Times(AccountDocument document, List<Scheme> scheduled, string zone)
    {
        var weekly = scheduled.Select(scheme => scheme with { Holidays = [] }).ToList();
        foreach (var week in Weeks)
        {
            foreach (var at in Boundaries(weekly, zone, week, week.AddDays(7)))
            {
                yield return (at, weekly, $"on {Zones.WeekdayOf(Zones.Local(at, Zones.Of(zone)).Date)}s at {Zones.Local(at, Zones.Of(zone)).TimeOfDay:HH':'mm}");
            }
        }

        for (var i = 0; i < scheduled.Count; i++)
        {
            var its = SchemeClock.Zone(scheduled[i], zone);
            foreach (var holiday in scheduled[i].Holidays)
            {
                var (from, to) = (Zones.At(holiday.Start, its).ToDateTimeOffset(), Zones.At(holiday.End, its).ToDateTimeOffset());
                foreach (var at in Boundaries(scheduled, zone, from, to <= from.AddDays(8) ? to : from.AddDays(8)))
                {
                    yield return (at, scheduled, $"at the holiday “{holiday.Description}”");
                }
            }
        }

        if (document.Schemes.Any(scheme => scheme.Manual is not null || scheme.Temporary is not null))
        {
            var now = document.Schemes.Select(scheme => scheme.Temporary?.From).Max() ?? Weeks[0];
            foreach (var at in Boundaries(document.Schemes, zone, now, now.AddDays(7)))
            {
                yield return (at, document.Schemes, "while an override is set");
            }
        }
    }

    private static IEnumerable<DateTimeOffset> Boundaries(IReadOnlyList<Scheme> schemes, string zone, DateTimeOffset from, DateTimeOffset to) =>
        schemes.SelectMany(scheme => SchemeClock.Stretches(scheme, zone, from, to).Select(stretch => stretch.From)).Distinct().Order();
}
