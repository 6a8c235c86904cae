using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;

namespace Pbx.Domain.SystemExtensions;

/// <summary>
/// Takes a call of a queue that rings at agents (QUE-345, CFT-101): the first in the queue that is dialled behind the code, or of all queues the one that rings longest. The floor decides; the call that
/// is picked up takes the phone over, and this one ends. Whoever picks up nothing hears so.
/// </summary>
public sealed class PickupNumber : IExtensionType<PickupConfig, PickupState>
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(40); // longer than the floor keeps a call for who picks it up

    private PickupNumber()
    {
    }

    /// <inheritdoc/>
    public static string Key => "pickup";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static PickupConfig Sample { get; } = new();

    /// <inheritdoc/>
    public static Move<PickupState> Enter(PickupConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(directory);
        if (arrival is not { CallerExtension: { } user, Connection: { } connection })
        {
            return new Move<PickupState>.End(EndReason.NotAuthorised, [], new Because("No user is signed in at the phone.", "QUE-346"));
        }

        ExtensionNumber? queue = null;
        if (arrival.Keys is { Length: > 0 } keys)
        {
            if (!ExtensionNumber.TryParse(keys, out var number) || directory.Find(number)?.Config is not QueueConfig)
            {
                return Close($"{keys} is no queue, and nothing else is picked up from.", "CFT-108", arrival, at);
            }

            queue = number;
        }

        return new Move<PickupState>.Stay(
            new PickupState.Asking(at.Op(0), at.At + AnswerWithin),
            [new CallCommand.TellFloor(new FloorMessage.PicksUp(at.Op(0), user, queue, arrival.Caller, connection))],
            new Because($"Extension {user} wants a call that rings {(queue is { } one ? $"in queue {one}" : "in any queue")}.", queue is null ? "CFT-098" : "QUE-345"));
    }

    /// <inheritdoc/>
    public static Move<PickupState> Step(PickupState state, CallEvent evt, PickupConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        return (state, evt) switch
        {
            (PickupState.Asking asking, CallEvent.PickupEnded { End: PickupEnd.Done } ended) when ended.Of == asking.Op => new Move<PickupState>.End(EndReason.Completed, [], new Because("The phone is in the call that was picked up.", "QUE-345"), IsSaid: true),
            (PickupState.Asking asking, CallEvent.PickupEnded ended) when ended.Of == asking.Op => Close(Words(ended.End, arrival), ended.End == PickupEnd.NoMember ? "QUE-347" : "QUE-349", arrival, at),
            (PickupState.Asking asking, CallEvent.CommandRefused refused) when refused.Of == asking.Op => Close("The floor could not be told.", "QUE-349", arrival, at),
            (PickupState.Asking asking, CallEvent.TimeReached) when at.At >= asking.Until => Close("The floor did not answer in time.", "QUE-349", arrival, at),
            (PickupState.Closing closing, CallEvent.SoundEnded ended) when ended.Of == closing.Op => End(closing),
            (PickupState.Closing closing, CallEvent.SoundFailed failed) when failed.Of == closing.Op => End(closing),
            (PickupState.Closing closing, CallEvent.TimeReached) when at.At >= closing.Until => End(closing),
            _ => new Move<PickupState>.Stay(state, []),
        };
    }

    /// <inheritdoc/>
    public static DateTimeOffset? Due(PickupState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(PickupConfig config) => [];

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(PickupConfig config, IDialPlan plan) => [];

    private static string Words(PickupEnd end, Arrival arrival) => end switch
    {
        PickupEnd.NoMember => $"The queue is closed, and extension {arrival.CallerExtension} is no member of it.",
        PickupEnd.NoQueue => "There is no such queue.",
        PickupEnd.Failed => "The call could not be picked up any more.",
        _ => "No call rings that could be picked up.",
    };

    private static Move<PickupState>.Stay Close(string why, string rule, Arrival arrival, Moment at)
    {
        var sound = Catalogue.Say(Prompt.NoCallToPickUp, arrival.Spoken);
        return new(new PickupState.Closing(at.Op(0), EndReason.Unavailable, at.At + SoundLength.AtMost(sound)), [new CallCommand.Play([sound])], new Because(why, rule));
    }

    private static Move<PickupState>.End End(PickupState.Closing closing) => new(closing.Reason, [], new Because("The user has heard that there is nothing to pick up."), IsSaid: true);
}
