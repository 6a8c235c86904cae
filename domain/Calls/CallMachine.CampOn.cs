using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.PersonalQueues;
using Pbx.Domain.Queues;
using Pbx.Domain.Users;

namespace Pbx.Domain.Calls;

/// <summary>
/// Receptionists camp calls on users (QUE-363 to QUE-372). The floor moves the call from the attendant group into the personal queue in one step, or refuses; until it has, the receptionist has the call.
/// </summary>
public static partial class CallMachine
{
    private static Decision CampOnAsked(Call call, Phase.Talking talking, CallEvent.CampOnAsked asked, IConfiguration config, Moment at)
    {
        var version = config.Latest;
        if (CampOns.GroupOf(call) is not { } group || CampOns.Hindrance(call, version.Find(group)?.Extension, asked.User, version.Find(asked.User)?.Extension) is not null)
        {
            return Nothing(call);
        }

        var wish = new CampOnWish(asked.User, at.At, asked.By);
        return new Decision(
            call with { Phase = talking with { CampOn = wish } },
            [new CallCommand.TellFloor(new FloorMessage.Enters(asked.User, at.At, at.At, call.Facts.Caller, call.Facts.CallerName, Introduction: false, From: group))]);
    }

    // The call has a place in the personal queue: the receptionist need not wait.
    private static Decision CampedOn(Call call, Phase.Talking talking, CampOnWish wish, CallEvent.QueueAdmits admits, IConfiguration config, Moment at)
    {
        var version = config.Latest;
        if (version.Find(wish.User) is not ({ Config: UserConfig user } extension, { } section) || CampOns.GroupOf(call) is not { } group || CampOns.ReceptionistOf(call) is not { } receptionist)
        {
            call = call with { Phase = talking with { CampOn = wish with { Refused = StayEnd.RefusedClosed } }, Trail = call.Trail with { Queue = null } };
            return new Decision(call, [new CallCommand.TellFloor(new FloorMessage.Leaves(StayEnd.Abandoned, at.At))]);
        }

        ValueList<CallCommand> given = [new CallCommand.DropPhone(talking.Phone)];
        given = ConversationRecording.Current(call) is { } recording ? given.Add(new CallCommand.StopRecording(recording.Op)) : given;
        call = call.Noting(given, null, at);
        var settings = version.Find(group)?.Extension.Config is QueueConfig { CampOn: { } found } ? found : new CampOn();
        call = call with
        {
            Trail = call.Trail with
            {
                Legs = call.Trail.Legs.Change(leg => leg.Op == talking.Ring ? leg with { Ended = at.At } : leg),
                Queue = new QueueVisit(wish.User),
                CampOn = PersonalQueues.CampedOn.Of(wish, group, receptionist, settings, at.At),
            },
        };
        call = call.Logged(at, $"The call is camped on extension {wish.User}.", new Because($"{wish.By} asked for it.", "QUE-363"));
        var arrival = call.ArrivalAt(wish.User, extension.Name, extension.Language ?? call.Trail.Language ?? version.Account.Language, version);
        var entering = new QueueState.Entering(wish.At, wish.At, at.At, at.At);
        var inside = new Phase.InExtension(arrival, new Destination.ToExtension(wish.User), section, new ExtensionState(PersonalQueueType, entering), Entered: at.At);
        var move = PersonalQueueType.Step(entering, admits, user, arrival, new AccountDirectory(config, at.At), at.After(given.Count));
        return Take(call, inside, move, config, at, given, isEntering: true);
    }

    private static Decision CampOnRefused(Call call, Phase.Talking talking, CampOnWish wish, StayEnd why, Moment at) => Nothing(
        (call with { Phase = talking with { CampOn = wish with { Refused = why } } })
        .Logged(at, $"The call is not camped on extension {wish.User}.", new Because("All places of the personal queue are taken, and the receptionist keeps the call.", "QUE-372", "/personalQueue/size")));

    // Receptionists are told of a call that still waits, and no longer of one that does not (QUE-365 to QUE-368).
    private static Decision SettleCampOn(Decision decision, Moment at)
    {
        var call = decision.Next;
        if (call.Trail.CampOn is not { } camped)
        {
            return decision;
        }

        if (call.Phase is Phase.InExtension { State: { State: QueueState.Waiting or QueueState.TakingBack } state } inside && state.Type == PersonalQueueType && inside.Arrival.Number == camped.User)
        {
            return TellReceptionists(decision, camped, at);
        }

        var commands = camped.IsTold ? decision.Commands.Add(new CallCommand.ForgetNotifications(camped.Since)) : decision.Commands;
        var isTakenBack = call.Phase is Phase.Talking && call.Trail.Queue is null && CampOns.ReceptionistOf(call) is { } by && by != camped.User;
        var next = isTakenBack ? camped with { IsTold = false, TakenBackBy = CampOns.ReceptionistOf(call) } : null;
        return next == camped ? decision : new Decision(call with { Trail = call.Trail with { CampOn = next } }, commands);
    }

    private static Decision TellReceptionists(Decision decision, CampedOn camped, Moment at)
    {
        var commands = decision.Commands;
        if (camped.TellAt <= at.At)
        {
            commands = commands.Add(new CallCommand.TellReceptionists(camped, camped.Receptionist));
            camped = camped with { TellAt = null, IsTold = true };
        }

        if (camped.TellAllAt <= at.At)
        {
            commands = commands.Add(new CallCommand.TellReceptionists(camped, null));
            camped = camped with { TellAllAt = null, IsTold = true };
        }

        return commands.Count == decision.Commands.Count ? decision : new Decision(decision.Next with { Trail = decision.Next.Trail with { CampOn = camped } }, commands);
    }
}
