using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Queues;

/// <summary>
/// A call that rings at agents is picked up (QUE-345): nobody else rings for it any more, and the phone of who has dialled for that is taken over from the call that it is in. Should it not come, the
/// call waits on at its place.
/// </summary>
internal sealed record TakingOver(QueueConfig Config, Arrival Arrival, IDirectory Directory, Moment At)
{
    private static readonly TimeSpan MovesWithin = TimeSpan.FromSeconds(5);

    /// <summary>The word that the phone has not come over.</summary>
    public static CallCommand.TellFloor Failed(int offer) => new(new FloorMessage.PickupFailed(offer));

    /// <summary>The floor says who picks it up.</summary>
    public Move<QueueState> Begin(QueueState.Waiting waiting, CallEvent.PickedUp pickedUp)
    {
        if (waiting.IsListening)
        {
            return new Move<QueueState>.Stay(waiting, [Failed(pickedUp.Offer)]); // it has crossed with the word that the call listens
        }

        var commands = ValueList.From(waiting.Phones.Stop().Select(command => command is CallCommand.StopRinging stop ? stop with { IsElsewhere = true } : command)).Add(new CallCommand.HoldLine(pickedUp.User));
        return new Move<QueueState>.Stay(
            new QueueState.PickedUp(waiting, pickedUp.Offer, pickedUp.User, pickedUp.Phone, At.Op(commands.Count), At.At + MovesWithin),
            commands.Add(new CallCommand.MovePhone(pickedUp.Phone, pickedUp.Connection, pickedUp.User)),
            new Because($"Extension {pickedUp.User} picks the call up.", "QUE-345"));
    }

    /// <summary>Something happened meanwhile.</summary>
    public Move<QueueState> Step(QueueState.PickedUp state, CallEvent evt) => evt switch
    {
        CallEvent.PhoneAnswered answered when answered.Of == state.Move => Connect(state),
        CallEvent.PhoneAnswered answered when answered.Phone == state.Phone => Connect(state), // the same user was rung too, and has answered there
        CallEvent.PhoneNotReached missed when missed.Of == state.Move => WaitOn(state, [Failed(state.Offer)], "The phone has not come over."),
        CallEvent.TimeReached when At.At >= state.Until && state.IsOverdue => WaitOn(state, [new CallCommand.StopRinging(state.Move), Failed(state.Offer)], "The network does not tell whether the phone has come over."),
        CallEvent.TimeReached when At.At >= state.Until => new Move<QueueState>.Stay(state with { Until = At.At + MovesWithin, IsOverdue = true }, [new CallCommand.LookWhoIsThere()]),
        CallEvent.PickedUp again when again.Offer != state.Offer => new Move<QueueState>.Stay(state, [Failed(again.Offer)]),
        CallEvent.AgentsOffered offered => new Move<QueueState>.Stay(state, WaitingTurn.Refuse(offered)),
        _ => new Move<QueueState>.Stay(state with { Before = Meanwhile(state.Before, evt) }, []),
    };

    private Move<QueueState>.Connect Connect(QueueState.PickedUp state)
    {
        ValueList<CallCommand> commands = [new CallCommand.StopSounds()];
        commands = state.Before.Keys is null ? commands : commands.Add(new CallCommand.StopHearingKeys());
        return new Move<QueueState>.Connect(
            state.Move,
            commands.Add(new CallCommand.TellFloor(new FloorMessage.Answered(state.Offer, state.User, At.At, IsPickup: true))),
            new Because($"Extension {state.User} has picked the call up.", "QUE-352"),
            Directory.Find(state.User) is { } user ? RingTarget.Of(user, Arrival)?.Rights : null);
    }

    private Move<QueueState> WaitOn(QueueState.PickedUp state, ValueList<CallCommand> given, string why) =>
        new WaitingTurn(Config, Arrival, Directory, At).GoOn(state.Before, given, new Because($"{why} The call waits on.", "QUE-345"));

    // what plays may end, and what is asked of the call is kept for when it waits on
    private QueueState.Waiting Meanwhile(QueueState.Waiting waiting, CallEvent evt) => evt switch
    {
        CallEvent.SoundEnded ended when ended.Of == waiting.Heard.Sound => waiting with { Heard = Heard.Nothing },
        CallEvent.SoundFailed failed when failed.Of == waiting.Heard.Sound => waiting with { Heard = Heard.Nothing },
        CallEvent.QueueSends sends when Config.NoAgent.Count > 0 => waiting with { Sent = sends.Why },
        CallEvent.KeyPressed pressed when pressed.Of == waiting.Keys => waiting with { Key = pressed.Key },
        _ => waiting,
    };
}
