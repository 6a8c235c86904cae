using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;

namespace Pbx.Domain.TimeBasedRouting;

/// <summary>Where calls go at which times of the week.</summary>
/// <param name="Failover">For calls outside every period, and for those whose destination cannot be entered (EXT-063, EXT-339).</param>
/// <param name="Periods">Up to 200. Of several that cover a time the shortest wins, and of equally long ones the one that began later (EXT-347).</param>
[DisplayName("Time-based routing")]
public sealed record TimeBasedRouterConfig(
    [property: Description("Where calls go outside every period.")] Destination Failover,
    [property: Description("Where calls go at some times of the week. Of several that cover a time the shortest wins.")] [property: Length(0, 200)] ValueList<RoutingPeriod> Periods = default)
{
    /// <summary>The periods as entries of a week; in place of a plan each has the place of its period in the list.</summary>
    [JsonIgnore]
    internal WeeklyEntry[] Entries => [.. Periods.Select((period, i) => new WeeklyEntry(period.StartDay, period.Start, period.End, i, period.EndDay))];
}

/// <summary>
/// One unbroken stretch of every week, on the wall clock of the account's zone: the start is included, the end is not, and one that ends earlier in the week than it starts runs over Sunday midnight
/// (EXT-346).
/// </summary>
/// <param name="StartDay">On which it starts (EXT-340).</param>
/// <param name="Start">00:00 to 23:59 (EXT-341).</param>
/// <param name="EndDay">On which it ends (EXT-340).</param>
/// <param name="End">24:00 is the end of the day (EXT-341).</param>
/// <param name="Destination">Where calls go (EXT-342).</param>
/// <param name="Description">For administrators only (EXT-343).</param>
[DisplayName("Period")]
[Called("{StartDay} {start}–{EndDay} {end}")]
public sealed record RoutingPeriod(
    [property: Key, Description("The day on which it starts.")] Weekday StartDay,
    [property: Key, Description("When it starts.")] ClockTime Start,
    [property: Key, Description("The day on which it ends.")] Weekday EndDay,
    [property: Key, Description("When it ends; that minute is no longer part of it.")] ClockTime End,
    [property: Description("Where calls go.")] Destination Destination,
    [property: Description("For administrators only.")] string Description = "");

/// <summary>Where a call in a time-based router is: never, because it is sent on as it enters.</summary>
public sealed record TimeBasedRouterState;

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(TimeBasedRouterConfig))]
[JsonSerializable(typeof(RoutingPeriod))]
[JsonSerializable(typeof(TimeBasedRouterState))]
public sealed partial class TimeBasedRouterJson : JsonSerializerContext;
