using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;

namespace Pbx.Domain.TimeBasedRouting;

/// <summary>
/// Time-based routing (EXT-028, EXT-338 to EXT-350): sends a call on by the day of the week and the time, on the wall clock of the account's zone (EXT-081). The choice is made once, when a call
/// enters (EXT-350); holidays and what is set by hand for numbering plans say nothing here (EXT-348).
/// </summary>
public sealed class TimeBasedRouter : IExtensionType<TimeBasedRouterConfig, TimeBasedRouterState>
{
    private const string Failover = "/failover"; // the setting

    private TimeBasedRouter()
    {
    }

    /// <inheritdoc/>
    public static string Key => "tbr";

    /// <inheritdoc/>
    public static bool Answers => false;

    /// <inheritdoc/>
    public static TimeBasedRouterConfig Sample { get; } = new(
        Destination.Parse("200"),
        [new RoutingPeriod(Weekday.Monday, ClockTime.At(9, 0), Weekday.Friday, ClockTime.At(17, 0), Destination.Parse("201"), "Working week")]);

    /// <inheritdoc/>
    public static Move<TimeBasedRouterState> Enter(TimeBasedRouterConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(directory);
        var entries = config.Entries;
        if (SchemeClock.WeeklyAt(entries, new WallNow(at.At, Zones.Of(directory.Account.TimeZone))) is not { } entry)
        {
            return new Move<TimeBasedRouterState>.GoTo(config.Failover, [], new Because($"No period covers the time: to {config.Failover}.", "EXT-345", Failover));
        }

        var (place, to) = (entry.Plan, config.Periods[entry.Plan].Destination);
        return new Move<TimeBasedRouterState>.GoTo(to, [], new Because($"{entry} covers the time: to {to}.", "EXT-345", $"/periods/{place}"), Otherwise: config.Failover);
    }

    /// <inheritdoc/>
    public static Move<TimeBasedRouterState> Step(TimeBasedRouterState state, CallEvent evt, TimeBasedRouterConfig config, Arrival arrival, IDirectory directory, Moment at) =>
        new Move<TimeBasedRouterState>.Stay(state, []);

    /// <inheritdoc/>
    public static DateTimeOffset? Due(TimeBasedRouterState state) => null;

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(TimeBasedRouterConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var entries = config.Entries;
        var week = WeekTable.Of(entries);
        var ways = config.Periods.Select((period, i) => new Way(period.Destination, $"/periods/{i}/destination", Words(week.Of(i)), ByTime: week.Of(i) is not [{ Length: Week.MinutesOfWeek }]));
        var otherwise = new Way(config.Failover, Failover, config.Periods.Count == 0 ? "at any time" : "outside every period", ByTime: config.Periods.Count > 0);
        return ways.Append(otherwise);

        static string Words(IReadOnlyList<WeekStretch> times) => times.Count == 0 ? "never" : WeekTable.Words(times);
    }

    /// <inheritdoc/>
    public static bool Takes(TimeBasedRouterConfig config) => false;

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(TimeBasedRouterConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        var failover = DestinationCheck.Check(config.Failover, plan, isRequired: true).Select(problem => problem.Under(Failover));
        var destinations = config.Periods.SelectMany((period, i) => DestinationCheck.Check(period.Destination, plan, isRequired: true).Select(problem => problem.Under($"/periods/{i}/destination")));
        var overlaps = WeeklyCheck.Overlaps(config.Entries, (one, other) => To(one) == To(other), winner => $"calls go to {To(winner)}");
        return [.. failover, .. destinations, .. WeeklyCheck.Times(config.Entries).Concat(overlaps).Select(problem => problem.Under("/periods"))];

        Destination To(WeeklyEntry entry) => config.Periods[entry.Plan].Destination;
    }
}
