using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.PersonalQueues;
using Pbx.Domain.Queues;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Calls;

/// <summary>Calls that we begin: an agent is rung, and once the agent has answered, the queue rings who wanted to be called back (QUE-317, QUE-318).</summary>
public static partial class CallMachine
{
    private static readonly TimeSpan TellsWithin = TimeSpan.FromSeconds(10);

    private static Decision CallBack(CallEvent.CallbackDue due, IConfiguration config, Moment at)
    {
        var version = config.Latest;
        var (agent, visit) = (due.Agent.Agent, new QueueVisit(due.Queue, Callback: new CallbackVisit(due.Wish, due.Offer, due.Agent.Agent)));
        var dialled = due.Number.Number is { } number ? DialledNumber.FromPhoneNumber(number) : default;
        var facts = new CallFacts(PhoneAddress.Anonymous, null, dialled, at.At, Language: version.Account.Language);
        var call = new Call(facts, new Phase.Ended(EndReason.Unavailable, at.At), new Trail(Queue: visit));
        if (version.Find(due.Queue) is not ({ } extension, { } section) || PersonalQueue.QueueOf(extension) is not { } queue || version.Find(agent) is not ({ } user, _))
        {
            return End(call, EndReason.Unavailable, "The queue or its agent is not there any more.", at);
        }

        var arrival = call.ArrivalAt(due.Queue, extension.Name, extension.Language ?? version.Account.Language, version) with
        {
            Caller = due.Number,
            CallerName = due.Name,
            Dialled = (due.Shown ?? version.Account.MainNumber) is { } own ? DialledNumber.FromPhoneNumber(own) : default,
            Display = Display.Of([], due.Name, due.Number),
        };
        if (RingTarget.Of(user, arrival) is not { } target)
        {
            return End(call, EndReason.Unavailable, $"{agent} has no phone.", at);
        }

        var line = target.Line is { } one ? one with { Calls = due.Agent.IsSecond ? 2 : queue.IsPersonal ? 1 : one.Calls } : null;
        facts = facts with { Caller = target.Phone, CallerName = user.Name, CallerExtension = line?.User, Language = user.Language ?? version.Account.Language };
        call = call with
        {
            Facts = facts,
            Phase = new Phase.Calling(at.Op(0), at.At + due.Agent.RingFor, arrival, section),
            Trail = call.Trail with
            {
                Legs = [new Leg(at.Op(0), target.Phone, LegDirection.Outgoing, agent, at.At)],
                Steps = [new LoggedStep(at.At, $"{user.Name} is rung to call {due.Number} back.", $"A caller of “{extension.Name}” wanted that.", "QUE-317", due.Queue, TypeOf(queue).Key)],
            },
        };
        var display = queue.Callback is { Metadata.Length: > 0 } callback ? $"{callback.Metadata} {arrival.Display}" : queue.DisplayFor(arrival);
        var command = new CallCommand.CallPhone(target.Phone, target.Phone.Number is null ? null : arrival.Own, display, line);
        return new Decision(line is null ? call : call.WithLine(new HeldLine(at.Op(0), line.User)), [command]);
    }

    // The agent has answered: what the network calls the caller is the agent's phone.
    private static Decision Reached(Call call, Phase.Calling calling, string connection, IConfiguration config, Moment at)
    {
        var legs = call.Trail.Legs.Change(leg => leg.Op == calling.Ring ? leg with { Answered = at.At } : leg);
        call = call with { Facts = call.Facts with { Connection = connection }, Trail = call.Trail with { Legs = legs, Answered = at.At } };
        if (PersonalQueue.QueueOf(config.Extension(calling.Section)) is not { } queue || call.Trail.Queue?.Callback is not { } visit)
        {
            throw new InvalidOperationException("Only agents of queues call back.");
        }

        var move = new CallingBack(queue, calling.Arrival, new AccountDirectory(config, at.At), at).Begin(visit);
        var inside = new Phase.InExtension(calling.Arrival, new Destination.ToExtension(call.Trail.Queue.Queue), calling.Section, new ExtensionState(TypeOf(queue), NotEntered), Entered: at.At);
        return Take(call, inside, new Move<object>.Stay(move.State, move.Commands, move.Because), config, at, [], isEntering: true);
    }

    private static Decision Overdue(Call call, Phase.Calling calling, Moment at) => calling.IsOverdue || call.Facts.Connection is null
        ? Unreached(call, Calls.NotReached.NoAnswer, at, isThere: true)
        : new Decision(call with { Phase = calling with { Until = at.At + TellsWithin, IsOverdue = true } }, [new CallCommand.LookWhoIsThere()]);

    // The agent cannot be rung, or has not answered.
    private static Decision Unreached(Call call, NotReached why, Moment at, bool isThere = false)
    {
        var end = why switch
        {
            NotReached.NoAnswer => OfferEnd.Missed,
            NotReached.Declined => OfferEnd.Rejected,
            _ => OfferEnd.Failed,
        };
        var legs = call.Trail.Legs.Change(leg => leg.Ended is null ? leg with { Ended = at.At, Failed = why } : leg);
        call = call with { Trail = call.Trail with { Legs = legs } };
        ValueList<CallCommand> told = call.Trail.Queue?.Callback is { } visit ? [new CallCommand.TellFloor(new FloorMessage.OfferFailed(visit.Offer, visit.Agent, end), visit.Wish)] : [];
        call = call with { Trail = call.Trail with { Queue = null } };
        if (isThere)
        {
            return HangUp(call.Logged(at, "The call is given up.", new Because("The agent has not answered.", "QUE-159")), EndReason.NoAnswer, at, told);
        }

        var ended = End(call, EndReason.NoAnswer, "The agent was not reached.", at);
        return ended with { Commands = told.AddRange(ended.Commands) };
    }

    private static Decision TakenBack(Call call, Moment at) => HangUp(call.Logged(at, "The ringing is taken back.", new Because("Nobody need be called back by this agent any more.", "QUE-077")), EndReason.NoAnswer, at);

    private static ExtensionType TypeOf(QueueConfig queue) => queue.IsPersonal ? PersonalQueueType : QueueType;

    private static ExtensionType PersonalQueueType { get; } = ExtensionTypes.FindOfCall(PersonalQueue.Key) ?? throw new InvalidOperationException("A personal queue is a type of calls.");

    private static ExtensionType QueueType { get; } = ExtensionTypes.Find(Queue.Key) ?? throw new InvalidOperationException("Queue is a type.");
}
