using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.PersonalQueues;

/// <summary>A receptionist takes a call back that waits for a user (QUE-369): the receptionist's phone rings, and meanwhile the call keeps its place and is not offered to the user.</summary>
internal sealed record TakingBack(QueueConfig Config, Arrival Arrival, IDirectory Directory, Moment At)
{
    private static readonly TimeSpan RingFor = TimeSpan.FromSeconds(30);

    /// <summary>A receptionist wants the call.</summary>
    public Move<QueueState> Begin(QueueState.Waiting waiting, ExtensionNumber by)
    {
        if (Directory.Find(by) is not { } receptionist || RingTarget.Of(receptionist, Arrival) is not { } target)
        {
            return new Move<QueueState>.Stay(waiting, [], new Because($"{by} has no phone that could be rung.", "QUE-369"));
        }

        ValueList<CallCommand> commands = [Listens(true), .. waiting.Phones.Stop(), .. waiting.Rung.Select(one => NotTaken(one.Offer, one.Agent))];
        commands = waiting.Keys is null ? commands : commands.Add(new CallCommand.StopHearingKeys());
        var (phones, ring) = RingingPhones.Start([target with { Extension = by }], At.At + RingFor, $"{Arrival.Name} {Arrival.Display}", At.After(commands.Count));
        var place = waiting with { Heard = Heard.Nothing, Phones = waiting.Phones with { Phones = [] }, Rung = [], Keys = null, Look = null };
        return new Move<QueueState>.Stay(new QueueState.TakingBack(place, by, phones), commands.AddRange(ring), new Because($"{by} takes the call back and is rung.", "QUE-369"));
    }

    /// <summary>Something happened.</summary>
    public Move<QueueState> Step(QueueState.TakingBack taking, CallEvent evt)
    {
        if (evt is CallEvent.AgentsOffered offered)
        {
            return new Move<QueueState>.Stay(taking, WaitingTurn.Refuse(offered)); // it has crossed
        }

        switch (taking.Phones.Step(evt, Arrival, $"{Arrival.Name} {Arrival.Display}", At))
        {
            case RingingPhonesMove.Answered answered:
                return new Move<QueueState>.Connect(
                    answered.Ring,
                    answered.Commands.Add(new CallCommand.TellFloor(new FloorMessage.Leaves(StayEnd.PickedUp, At.At))),
                    new Because($"{taking.By} has taken the call back.", "QUE-369"),
                    answered.Who.Rights);
            case RingingPhonesMove.Goes { State.Rings: false } gone:
                return new WaitingTurn(Config, Arrival, Directory, At).GoOn(taking.Place, gone.Commands.Add(Listens(false)), new Because($"{taking.By} has not answered, and the call waits on at its place.", "QUE-369"));
            case RingingPhonesMove.Goes goes:
                return new Move<QueueState>.Stay(taking with { Phones = goes.State }, goes.Commands, goes.Because);
            case var other:
                throw new ArgumentOutOfRangeException(nameof(evt), other, "There are two moves.");
        }
    }

    private static CallCommand.TellFloor Listens(bool isListening) => new(new FloorMessage.Listens(isListening));

    private static CallCommand.TellFloor NotTaken(int offer, ExtensionNumber agent) => new(new FloorMessage.OfferFailed(offer, agent, OfferEnd.Cancelled));
}
