using Pbx.Domain.CallFlows;
using Pbx.Domain.CallRules;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Time;

namespace Pbx.Domain.RuleBasedNumbers;

/// <summary>A number whose handling is an ordered list of rules (EXT-033, EXT-392 to EXT-406); users' rules do not touch it.</summary>
public sealed class RuleBasedNumber : IExtensionType<RuleBasedNumberConfig, RuleState>
{
    private const string Rules = "/rules"; // the setting
    private const string Fallback = "/fallback"; // the setting

    private RuleBasedNumber()
    {
    }

    /// <inheritdoc/>
    public static string Key => "rule-based";

    /// <inheritdoc/>
    public static bool Answers => false;

    /// <inheritdoc/>
    public static RuleBasedNumberConfig Sample { get; } = new(
        [
            new CallRule("Weekend", new RuleAction(RuleDo.Message, Message: "We are open again on Monday."), new RuleConditions(Time: new TimeCondition([new RulePeriod([Weekday.Saturday, Weekday.Sunday])]), Caller: new CallerCondition(["+4930*"]))),
            new CallRule("Desk", new RuleAction(RuleDo.Ring, [new RungDestination(Destination.Parse("201")), new RungDestination(Destination.Parse("202"), TimeSpan.FromSeconds(10))], TimeSpan.FromSeconds(20))),
        ],
        new RuleAction(RuleDo.Forward, Destination: Destination.Parse("600")));

    /// <inheritdoc/>
    public static Move<RuleState> Enter(RuleBasedNumberConfig config, Arrival arrival, IDirectory directory, Moment at) => Run(config, arrival, directory).Enter(at);

    /// <inheritdoc/>
    public static Move<RuleState> Step(RuleState state, CallEvent evt, RuleBasedNumberConfig config, Arrival arrival, IDirectory directory, Moment at) => Run(config, arrival, directory).Step(state, evt, at);

    /// <inheritdoc/>
    public static DateTimeOffset? Due(RuleState state) => state?.Due;

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(RuleBasedNumberConfig config) => RuleWays.Of(Tried(config), config.Last, Fallback);

    /// <inheritdoc/>
    public static bool Takes(RuleBasedNumberConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.Last.Do == RuleDo.Message || config.Rules.Any(rule => rule.Then.Do == RuleDo.Message);
    }

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(RuleBasedNumberConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        return RuleCheck.Rules(config.Rules, RuleUse.Number, plan).Select(problem => problem.Under(Rules))
            .Concat(config.Fallback is { } fallback ? RuleCheck.Action(fallback, RuleUse.Number, plan).Select(problem => problem.Under(Fallback)) : [])
            .Concat(Own(config))
            .Concat(NameCheck.CheckAll(config.BarringGroups).Select(problem => problem.Under("/barringGroups")));
    }

    private static IEnumerable<Problem> Own(RuleBasedNumberConfig config)
    {
        if (config.Last.Do == RuleDo.Unavailable && !(config.Rules.Count > 0 && config.Rules[^1] is { IsAlways: true, Then.IsFinal: true }))
        {
            yield return new Problem(Fallback, "Callers whom no rule takes hear that nobody is available.", IsWarning: true);
        }

        if (config.Information.Length > 40)
        {
            yield return new Problem("/information", "A text for the receiver has at most 40 characters.");
        }

        if (config.BillingId is { Length: 0 or > 64 })
        {
            yield return new Problem("/billingId", "A text for billing has 1 to 64 characters.");
        }
    }

    private static List<RuleInTurn> Tried(RuleBasedNumberConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return [.. RuleInTurn.Of(config.Rules, "Rule", Rules)];
    }

    private static RuleRun<RuleState> Run(RuleBasedNumberConfig config, Arrival arrival, IDirectory directory) => new(Tried(config), config.Last, Fallback, arrival, directory, state => state);
}
