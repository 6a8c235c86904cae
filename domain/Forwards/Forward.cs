using System.ComponentModel;
using System.Text.Json.Serialization;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Forwards;

/// <summary>Connects the caller to a public number (EXT-030, EXT-365 to EXT-372).</summary>
public sealed class Forward : IExtensionType<ForwardConfig, ForwardState>
{
    private Forward()
    {
    }

    /// <inheritdoc/>
    public static string Key => "forward";

    /// <inheritdoc/>
    public static bool Answers => false;

    /// <inheritdoc/>
    public static ForwardConfig Sample { get; } = new(PhoneNumber.Parse("+31612345678"), ForwardCallerId.Called);

    /// <inheritdoc/>
    public static Move<ForwardState> Enter(ForwardConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        if (arrival.MainNumber is null)
        {
            return new Move<ForwardState>.End(EndReason.Unavailable, [], new Because("The account has no main number, so it cannot place calls.", "EXT-414"));
        }

        if (PhoneAddress.Of(config.To) == arrival.Caller)
        {
            return new Move<ForwardState>.End(EndReason.Busy, [], new Because($"{config.To} is who calls, so it is engaged.", "EXT-370", "/to"));
        }

        // nothing else is set for a forward that is not answered, so it may ring on up to the limit (EXT-066)
        var outside = arrival with { Display = arrival.CallerName ?? arrival.Caller.Value }; // prefixes stay inside (EXT-076)
        var (ringing, commands) = RingingPhone.Start(PhoneAddress.Of(config.To), RingingPhone.Longest, CallerId(config, arrival), outside, at);
        return new Move<ForwardState>.Stay(new ForwardState(ringing), commands, new Because($"The call is placed to {config.To}.", "EXT-368", "/to"));
    }

    /// <inheritdoc/>
    public static Move<ForwardState> Step(ForwardState state, CallEvent evt, ForwardConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        return state.Phone.Step(evt, arrival, at) switch
        {
            RingingMove.Goes goes => new Move<ForwardState>.Stay(new ForwardState(goes.State), goes.Commands, goes.Because),
            RingingMove.Answered answered => new Move<ForwardState>.Connect(state.Phone.Ring, answered.Commands, new Because($"{config.To} answered.", "EXT-372")),
            RingingMove.NotReached missed => new Move<ForwardState>.End(Cause(missed.Why), missed.Commands, new Because($"{config.To} was not reached: {Words(missed.Why)}.", "EXT-370")),
            var other => throw new ArgumentOutOfRangeException(nameof(evt), other, "There are three moves."),
        };
    }

    /// <inheritdoc/>
    public static DateTimeOffset? Due(ForwardState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Phone.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(ForwardConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return [new Way(new Destination.ToNumber(config.To), "/to", "always")];
    }

    /// <inheritdoc/>
    public static bool Takes(ForwardConfig config) => false;

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(ForwardConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        return new ShownNumber(config.CallerId, config.ChosenNumber).Check(plan);
    }

    /// <inheritdoc/>
    public static bool RingsOnePhone => true;

    /// <inheritdoc/>
    public static RingTarget? Phone(ForwardConfig config, Arrival arrival)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        return arrival.MainNumber is null ? null : new RingTarget(PhoneAddress.Of(config.To), arrival.Number, CallerId(config, arrival));
    }

    private static PhoneNumber? CallerId(ForwardConfig config, Arrival arrival) => config.CallerId switch
    {
        ForwardCallerId.Calling => arrival.CallerId,
        ForwardCallerId.Chosen => config.ChosenNumber ?? arrival.Own,
        _ => arrival.Own,
    };

    private static EndReason Cause(NotReached why) => why switch
    {
        NotReached.Busy or NotReached.Declined => EndReason.Busy,
        NotReached.NoAnswer or NotReached.Withdrawn => EndReason.NoAnswer,
        NotReached.Unassigned => EndReason.Unassigned,
        _ => EndReason.Unavailable,
    };

    private static string Words(NotReached why) => why switch
    {
        NotReached.Busy => "engaged",
        NotReached.Declined => "the call was rejected",
        NotReached.NoAnswer or NotReached.Withdrawn => "no answer",
        NotReached.Unassigned => "the number does not exist",
        NotReached.CallerIdRefused => "the carrier does not show this caller",
        _ => "the network has no way to it",
    };
}

/// <summary>Where calls are forwarded to.</summary>
/// <param name="To">A public number; extensions are not accepted (EXT-366).</param>
/// <param name="CallerId">The number that the forwarded call shows (EXT-367).</param>
/// <param name="ChosenNumber">Which number of the account, when one is chosen.</param>
public sealed record ForwardConfig(
    [property: Description("The public number that calls go to.")] PhoneNumber To,
    [property: Description("Which number the forwarded call shows.")] ForwardCallerId CallerId = ForwardCallerId.Calling,
    [property: Description("The number of the account that is shown, when one is chosen.")] PhoneNumber? ChosenNumber = null);

/// <summary>The number that a call shows which goes on to a public number.</summary>
/// <param name="By">Which.</param>
/// <param name="Chosen">The number of the account, when one is chosen.</param>
public sealed record ShownNumber(ForwardCallerId By, PhoneNumber? Chosen = null)
{
    /// <summary>What is wrong with it, with pointers into a configuration whose member for the chosen number is <c>chosenNumber</c>.</summary>
    public IEnumerable<Problem> Check(IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (By == ForwardCallerId.Chosen && Chosen is null)
        {
            yield return new Problem("/chosenNumber", "Name the number that forwarded calls show.");
        }

        if (Chosen is { } chosen && !plan.Owns(chosen))
        {
            yield return new Problem("/chosenNumber", $"{chosen} is not a number of this account.");
        }
    }
}

/// <summary>Which number a forwarded call shows (EXT-367).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ForwardCallerId>))]
public enum ForwardCallerId
{
    /// <summary>The caller's.</summary>
    [JsonStringEnumMemberName("calling")]
    Calling,

    /// <summary>The number that the caller dialled.</summary>
    [JsonStringEnumMemberName("called")]
    Called,

    /// <summary>A number of the account.</summary>
    [JsonStringEnumMemberName("chosen")]
    Chosen,
}

/// <summary>A call that rings a public number.</summary>
public sealed record ForwardState(RingingPhone Phone);

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(ForwardConfig))]
[JsonSerializable(typeof(ForwardState))]
public sealed partial class ForwardJson : JsonSerializerContext;
