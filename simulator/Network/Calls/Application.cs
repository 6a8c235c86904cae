using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Recordings;

namespace Pbx.Simulator.Network.Calls;

/// <summary>
/// What the application asks the network for. Whatever the network would not do is refused with
/// <see cref="CallRefusedException"/>; what it tries and what then fails is told later.
/// </summary>
public sealed class Application
{
    private readonly PhoneNetwork network;

    internal Application(PhoneNetwork network)
    {
        this.network = network;
        Floor = new Floor(network);
        Transfers = new Transfers(network);
        Keys = new Keys(network);
        Streams = new Streams(network);
        Recorder = new Recorder(network);
    }

    /// <summary>Who is heard in a call.</summary>
    public Floor Floor { get; }

    /// <summary>Who goes from one call to another.</summary>
    public Transfers Transfers { get; }

    /// <summary>Which keys are told and sent.</summary>
    public Keys Keys { get; }

    /// <summary>The sound of calls on its way to the application.</summary>
    public Streams Streams { get; }

    /// <summary>What is recorded.</summary>
    public Recorder Recorder { get; }

    /// <summary>Takes a call that rings. Its context is good for one use and only as long as it rings.</summary>
    public AppLeg Answer(string context, AppLegRequest asked) => network.Do(() =>
    {
        if (Ringing(context).Invitation is { } invitation)
        {
            return invitation.AnsweredByApplication(asked);
        }

        var ring = Take(context);
        var leg = ring.Call.AppJoins(asked);
        if (network.Races.CallerLeavesOnAnswer > 0)
        {
            network.Races = network.Races with { CallerLeavesOnAnswer = network.Races.CallerLeavesOnAnswer - 1 };
            ring.Call.Ends(Outcome.CallerCancelled, "gave-up", NoticeType.AnswerFailed);
        }
        else
        {
            ring.Call.AppAnswered();
        }

        return leg;
    });

    /// <summary>Refuses a call that rings; the caller hears busy or that it was declined.</summary>
    public void Reject(string context, bool busy) => network.Do(() =>
    {
        var ring = Ringing(context);
        if (ring.Invitation is { } invitation)
        {
            var who = invitation.Party.Address;
            invitation.Fails(busy ? Outcome.Busy(who) : Outcome.Declined(who), busy ? "busy" : "declined");
        }
        else
        {
            ring.Stops();
            ring.Call.Ends(Outcome.Declined(ring.Call.From), busy ? "busy" : "declined");
        }
    });

    /// <summary>Sends a call that rings to somebody else; the application hears no more of it.</summary>
    public void Redirect(string context, Address target) => network.Do(() =>
    {
        Possible.MustBeRingable(target);
        if (Ringing(context).Invitation is not null)
        {
            throw new CallRefusedException(Refusal.NotSimulated, "The simulator does not redirect a leg that the application made itself.");
        }

        var call = Take(context).Call;
        if (network.Trunks.Owns(target))
        {
            call.To = target;
            IncomingRing.OfCaller(network, call);
        }
        else
        {
            Invitation.Send(network, call, InvitationPurpose.Redirect, new InvitationRequest(target));
        }
    });

    /// <summary>Calls one or several; whoever answers first makes it a call, the others may join.</summary>
    public AppLeg Create(IReadOnlyList<InvitationRequest> targets, Address source, AppLegRequest asked) => network.Do(() =>
    {
        if (targets.Count == 0)
        {
            throw new CallRefusedException(Refusal.Invalid, "A call needs at least one target.");
        }

        foreach (var target in targets)
        {
            Possible.MustBeRingable(target);
        }

        if (targets.DistinctBy(t => t.Target).Count() < targets.Count)
        {
            throw new CallRefusedException(Refusal.Invalid, "A target is named twice.");
        }

        var call = new Conversation(network, source, targets[0].Target, targets[0].DisplayName, targets[0].Custom);
        network.Calls.Add(call);
        var leg = call.AppJoins(asked);
        call.Calls(targets);
        return leg;
    });

    /// <summary>Takes part in a call that goes on, by its serverCallId; for a call that is not there (none, or null) the leg fails at once.</summary>
    public AppLeg Connect(string? serverCallId, Address source, AppLegRequest asked) => network.Do(() =>
    {
        if (network.Calls.All.LastOrDefault(c => c.Stage == CallStage.Connected && string.Equals(c.ServerCallId, serverCallId, StringComparison.Ordinal)) is { } call)
        {
            var leg = call.AppJoins(asked);
            call.AppConnects(leg);
            return leg;
        }

        var nowhere = new Conversation(network, source, source, displayName: null, CustomContext.None) { WasDialled = false };
        var lost = nowhere.AppJoins(asked);
        nowhere.Ends(Outcome.NoSuchCall, "not-found", NoticeType.ConnectFailed);
        return lost;
    });

    /// <summary>The application's leg of a call that has not ended.</summary>
    public AppLeg Find(string legId) => network.Read(_ => network.Leg(legId));

    /// <summary>Who is in the call now.</summary>
    public IReadOnlyList<Participant> Participants(string legId) => network.Read(_ => (IReadOnlyList<Participant>)[.. network.Leg(legId).Call.Present.Select(p => p.AsParticipant())]);

    /// <summary>The application leaves; with a single other party the call ends.</summary>
    public void HangUp(string legId) => network.Do(() =>
    {
        var leg = network.Leg(legId);
        leg.Call.AppLeaves(leg, leg.Call.Stage == CallStage.Ringing ? Outcome.CallerCancelled : Outcome.HungUp);
    });

    /// <summary>Ends the call for everybody.</summary>
    public void Terminate(string legId) => network.Do(() => network.Leg(legId).Call.Ends(Outcome.Terminated, "terminated"));

    /// <summary>Rings somebody to join; returns the id of the invitation.</summary>
    public string Add(string legId, InvitationRequest asked) => network.Do(() =>
    {
        var leg = network.ConnectedLeg(legId);
        var call = leg.Call;
        Possible.MustBeRingable(asked);
        Possible.MustNotBeIn(call, asked.Target);

        return Invitation.Send(network, call, InvitationPurpose.Add, asked with { By = leg }).Id;
    });

    /// <summary>Takes an invitation back; whether that came in time is told later.</summary>
    public void CancelAdd(string legId, string invitationId, string? operationContext, string? callback) => network.Do(() =>
    {
        var leg = network.ConnectedLeg(legId);
        var call = leg.Call;
        var pending = call.Pending.FirstOrDefault(i => string.Equals(i.Id, invitationId, StringComparison.OrdinalIgnoreCase));
        if (pending is not null && network.Races.AnswerOnCancel.Contains(pending.Party.Address))
        {
            network.Races = network.Races with { AnswerOnCancel = [.. network.Races.AnswerOnCancel.Where(a => a != pending.Party.Address)] };
            pending.Answered();
        }

        var inTime = pending is { IsPending: true };
        pending?.Withdrawn(tell: network.Races.CancelAlsoFails);
        call.Tell(
            inTime ? NoticeType.CancelAddParticipantSucceeded : NoticeType.CancelAddParticipantFailed,
            inTime ? Outcome.Done : Outcome.NotPending,
            operationContext,
            callback,
            n => n with { InvitationId = invitationId },
            leg);
    });

    /// <summary>Puts somebody out of the call; whether they were in it is told later.</summary>
    public void Remove(string legId, Address who, string? operationContext, string? callback) => network.Do(() =>
    {
        var leg = network.ConnectedLeg(legId);
        var call = leg.Call;
        var party = call.PresentAt(who);
        call.Tell(
            party is null ? NoticeType.RemoveParticipantFailed : NoticeType.RemoveParticipantSucceeded,
            party is null ? Outcome.NotInCall : Outcome.Done,
            operationContext,
            callback,
            n => n with { Participant = who },
            leg);
        if (party is not null)
        {
            call.Leaves(party, Outcome.Removed, "removed");
        }
    });

    public void Play(string legId, PlayRequest asked) => network.Do(() =>
    {
        var leg = network.ConnectedLeg(legId);
        Possible.MustBeAbleToSpeak(leg, asked.Sources);
        foreach (var to in asked.To)
        {
            Possible.MustBeIn(leg.Call, to);
        }

        leg.Call.Media.Play(asked with { By = leg });
    });

    public void Recognize(string legId, RecognizeRequest asked) => network.Do(() =>
    {
        var leg = network.ConnectedLeg(legId);
        Possible.MustBeAbleToSpeak(leg, asked.Prompts);
        Possible.MustBeAbleToHear(leg, asked.Input);
        Possible.MustBeIn(leg.Call, asked.Target);
        leg.Call.Media.Recognize(asked with { By = leg });
    });

    public void CancelMedia(string legId) => network.Do(() => network.ConnectedLeg(legId).Call.Media.CancelAll());

    private IncomingRing Ringing(string context)
    {
        if (!network.Rings.TryGetValue(context, out var ring))
        {
            throw new CallRefusedException(Refusal.Invalid, "The incomingCallContext is not one of this resource.");
        }

        return ring.IsOver
            ? throw new CallRefusedException(Refusal.NotThere, "The call does not ring any more: it was answered, redirected or rejected, or the caller has gone.")
            : ring;
    }

    private IncomingRing Take(string context)
    {
        var ring = Ringing(context);
        ring.Stops();
        return ring;
    }
}
