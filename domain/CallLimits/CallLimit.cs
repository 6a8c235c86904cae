using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Forwards;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.CallLimits;

/// <summary>
/// Splits traffic at a number of simultaneous calls (EXT-029, EXT-356 to EXT-364). A call takes a place before it is routed, and has it until it ends; the places are counted by the engine, exactly.
/// </summary>
public sealed class CallLimit : IExtensionType<CallLimitConfig, CallLimitState>
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(10);

    private CallLimit()
    {
    }

    /// <inheritdoc/>
    public static string Key => "call-limit";

    /// <inheritdoc/>
    public static bool Answers => false;

    /// <inheritdoc/>
    public static CallLimitConfig Sample { get; } = new(3, new Destination.ToExtension(ExtensionNumber.Parse("201")), Destination.Read("202"));

    /// <inheritdoc/>
    public static Move<CallLimitState> Enter(CallLimitConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        return config.Limit == 0 || arrival.Number is not { } own
            ? Above(config, "The limit is 0.")
            : new Move<CallLimitState>.Stay(new CallLimitState(at.Op(0), at.At + AnswersWithin), [new CallCommand.TakePlace(own, config.Limit)]);
    }

    /// <inheritdoc/>
    public static Move<CallLimitState> Step(CallLimitState state, CallEvent evt, CallLimitConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(config);
        return evt switch
        {
            CallEvent.PlaceTaken { HasPlace: true } taken when taken.Of == state.Question =>
                new Move<CallLimitState>.GoTo(config.Within, [], new Because($"The call is number {taken.InUse} of at most {config.Limit}.", "EXT-358", "/within"), Shown: config.Shown),
            CallEvent.PlaceTaken full when full.Of == state.Question => Above(config, $"All {config.Limit} places are taken."),
            CallEvent.CommandRefused refused when refused.Of == state.Question => Above(config, "The places could not be counted."),
            CallEvent.TimeReached when at.At >= state.Until => Above(config, "The places could not be counted in time."),
            _ => new Move<CallLimitState>.Stay(state, []),
        };
    }

    /// <inheritdoc/>
    public static DateTimeOffset? Due(CallLimitState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(CallLimitConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var within = config.Limit == 0 ? [] : new[] { new Way(config.Within, "/within", $"up to {config.Limit} calls") };
        return config.Above is { } above ? within.Append(new Way(above, "/above", config.Limit == 0 ? "always" : $"more than {config.Limit} calls")) : within;
    }

    /// <inheritdoc/>
    public static bool Takes(CallLimitConfig config) => false;

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(CallLimitConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        if (config.Limit is < 0 or > CallLimitConfig.Most)
        {
            yield return new Problem("/limit", $"The limit is a number of calls from 0 to {CallLimitConfig.Most}.");
        }

        foreach (var problem in DestinationCheck.Check(config.Within, plan, isRequired: true))
        {
            yield return problem.Under("/within");
        }

        foreach (var problem in DestinationCheck.Check(config.Above, plan, isRequired: !config.BusyAbove))
        {
            yield return problem.Under("/above");
        }

        if (config is { BusyAbove: true, Above: not null })
        {
            yield return new Problem("/above", "Calls above the limit hear busy: take one of the two away.");
        }

        foreach (var problem in config.Shown.Check(plan))
        {
            yield return problem;
        }
    }

    private static Move<CallLimitState> Above(CallLimitConfig config, string why) => config.Above is { } to
        ? new Move<CallLimitState>.GoTo(to, [], new Because(why, "EXT-358", "/above"), Shown: config.Shown)
        : new Move<CallLimitState>.End(EndReason.Busy, [], new Because(why, "EXT-362", "/busyAbove"));
}

/// <summary>A limit of simultaneous calls (EXT-351 to EXT-355).</summary>
/// <param name="Limit">0 to 999; with 0 every call goes to the above-limit side (EXT-352).</param>
/// <param name="Within">Where calls within the limit go (EXT-354).</param>
/// <param name="Above">Where the others go; none: they hear busy (EXT-355).</param>
/// <param name="BusyAbove">Whether calls above the limit hear busy.</param>
/// <param name="CallerId">Which number public numbers are shown (EXT-353, EXT-363).</param>
/// <param name="ChosenNumber">Which number of the account, when one is chosen.</param>
public sealed record CallLimitConfig(
    [property: Description("How many calls there are at most at the destination: 0 to 999; with 0 every call is above the limit."), Range(0, CallLimitConfig.Most)] int Limit,
    [property: Description("Where calls within the limit go.")] Destination Within,
    [property: Description("Where calls above the limit go.")] Destination? Above = null,
    [property: Description("Whether calls above the limit hear busy.")] bool BusyAbove = false,
    [property: Description("Which number public numbers are shown.")] ForwardCallerId CallerId = ForwardCallerId.Calling,
    [property: Description("The number of the account that is shown, when one is chosen.")] PhoneNumber? ChosenNumber = null)
{
    /// <summary>The highest limit (EXT-352).</summary>
    public const int Most = 999;

    internal ShownNumber Shown => new(CallerId, ChosenNumber);
}

/// <summary>A call that waits to know whether it has a place.</summary>
public sealed record CallLimitState(OpId Question, DateTimeOffset Until);

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(CallLimitConfig))]
[JsonSerializable(typeof(CallLimitState))]
public sealed partial class CallLimitJson : JsonSerializerContext;
