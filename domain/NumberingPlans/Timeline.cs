using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.NumberingPlans;

/// <summary>What is active when for a number: which scheme and plan decide, why, and where a call would go. The same functions decide as for a call.</summary>
public static class Timeline
{
    /// <summary>The longest time that is drawn at once.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(400);

    /// <summary>From an instant to another, in order and without a gap.</summary>
    public static IReadOnlyList<TimelineStretch> Of(PhoneNumber number, IAccountVersion version, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(version);
        var links = version.LinksOf(number);
        return links.Count > 0 && version.Scheme(links[0].Scheme) is { } scheme
            ? [.. SchemeClock.Stretches(scheme, version.Account.TimeZone, from, to).Select(stretch => Led(number, version, scheme, stretch))]
            : [Led(number, version, null, new Stretch(from, to, new ActivePlan(null, ActiveBy.Nothing)))];
    }

    private static TimelineStretch Led(PhoneNumber number, IAccountVersion version, Scheme? scheme, Stretch stretch)
    {
        var dialled = Dialling.Find(number, version, stretch.From);
        var extension = dialled.To is Destination.ToExtension to ? version.Find(to.Extension)?.Extension : null;
        return new TimelineStretch(stretch.From, stretch.To, scheme, stretch.Active, extension, dialled);
    }
}

/// <summary>A time during which a number leads to the same place for the same reason.</summary>
/// <param name="To">Not part of it.</param>
/// <param name="Scheme">The scheme of the number; none: it is in no scheme.</param>
/// <param name="Extension">Where calls go; none: nowhere, the number is not in service.</param>
public sealed record TimelineStretch(DateTimeOffset From, DateTimeOffset To, Scheme? Scheme, ActivePlan Active, Extension? Extension, Dialled Dialled);
