using NodaTime;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>Finds when what a scheme's clock answers can change, and when it does.</summary>
internal static class Changes
{
    /// <summary>The first instant after another at which an answer has another plan; nothing when there is none, or none until a limit (included).</summary>
    public static DateTimeOffset? Next(Scheme scheme, DateTimeZone zone, DateTimeOffset at, DateTimeOffset? limit, Func<DateTimeOffset, ActivePlan> answer)
    {
        var was = answer(at).Plan?.Number;
        if (scheme.Temporary is { Until: null } open)
        {
            // once it has begun, nothing changes any more by itself
            if (open.From <= at)
            {
                return null;
            }

            limit = limit < open.From ? limit : open.From;
        }

        return Of(scheme, zone).Next(at, limit, instant => answer(instant).Plan?.Number != was);
    }

    /// <summary>The instants after one and up to another at which something starts or ends, in order.</summary>
    public static IReadOnlyList<DateTimeOffset> Boundaries(Scheme scheme, DateTimeZone zone, DateTimeOffset after, DateTimeOffset upTo) => Of(scheme, zone).Boundaries(after, upTo);

    private static WallChanges Of(Scheme scheme, DateTimeZone zone) => new(zone, [.. (scheme.Weekly ?? []).Select(entry => (entry.From, entry.Length))], Single(scheme, zone));

    // single dates: holidays and the temporary override
    private static List<(DateTimeOffset From, DateTimeOffset To)> Single(Scheme scheme, DateTimeZone zone)
    {
        var all = scheme.Holidays.Select(holiday => (Zones.At(holiday.Start, zone).ToDateTimeOffset(), Zones.At(holiday.End, zone).ToDateTimeOffset())).ToList();
        if (scheme.Temporary is { } temporary)
        {
            all.Add((temporary.From, temporary.Until ?? DateTimeOffset.MaxValue));
        }

        return all;
    }
}
