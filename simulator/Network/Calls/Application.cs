using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Network.Calls;

/// <summary>
/// What the application asks the network for. Whatever the network would not do is refused with
/// <see cref="CallRefusedException"/>; what it tries and what then fails is told later.
/// </summary>
public sealed class Application
{
    private readonly PhoneNetwork network;

    internal Application(PhoneNetwork network) => this.network = network;

    /// <summary>Takes a call that rings. Its context is good for one use and only as long as it rings.</summary>
    public AppLeg Answer(string context, AppLegRequest asked) => network.Do(() =>
    {
        var ring = Take(context, "answered");
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
        MustBeRingable(target);
        var call = Take(context, "redirected").Call;
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
            MustBeRingable(target);
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

    /// <summary>The application's leg of a call that has not ended.</summary>
    public AppLeg Find(string legId) => network.Read(_ => Leg(legId));

    /// <summary>Who is in the call now.</summary>
    public IReadOnlyList<Address> Participants(string legId) => network.Read(_ => (IReadOnlyList<Address>)[.. Leg(legId).Call.Present.Select(p => p.Address)]);

    /// <summary>The application leaves; with a single other party the call ends.</summary>
    public void HangUp(string legId) => network.Do(() =>
    {
        var call = Leg(legId).Call;
        call.AppLeaves(call.Stage == CallStage.Ringing ? Outcome.CallerCancelled : Outcome.HungUp);
    });

    /// <summary>Ends the call for everybody.</summary>
    public void Terminate(string legId) => network.Do(() => Leg(legId).Call.Ends(Outcome.Terminated, "terminated"));

    /// <summary>Rings somebody to join; returns the id of the invitation.</summary>
    public string Add(string legId, InvitationRequest asked) => network.Do(() =>
    {
        var call = ConnectedLeg(legId).Call;
        MustBeRingable(asked);
        if (call.Parties.Any(p => p.Address == asked.Target && p.State != PartyState.Left))
        {
            throw new CallRefusedException(Refusal.Invalid, $"{asked.Target} is in the call or being invited already.");
        }

        return Invitation.Send(network, call, InvitationPurpose.Add, asked).Id;
    });

    /// <summary>Takes an invitation back; whether that came in time is told later.</summary>
    public void CancelAdd(string legId, string invitationId, string? operationContext, string? callback) => network.Do(() =>
    {
        var call = ConnectedLeg(legId).Call;
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
            n => n with { InvitationId = invitationId });
    });

    /// <summary>Puts somebody out of the call; whether they were in it is told later.</summary>
    public void Remove(string legId, Address who, string? operationContext, string? callback) => network.Do(() =>
    {
        var call = ConnectedLeg(legId).Call;
        var party = call.Present.FirstOrDefault(p => p.Address == who);
        call.Tell(
            party is null ? NoticeType.RemoveParticipantFailed : NoticeType.RemoveParticipantSucceeded,
            party is null ? Outcome.NotInCall : Outcome.Done,
            operationContext,
            callback,
            n => n with { Participant = who });
        if (party is not null)
        {
            call.Leaves(party, Outcome.Removed, "removed");
        }
    });

    public void Play(string legId, PlayRequest asked) => network.Do(() =>
    {
        var leg = ConnectedLeg(legId);
        MustBeAbleToSpeak(leg, asked.Sources);
        foreach (var to in asked.To)
        {
            MustBeIn(leg.Call, to);
        }

        leg.Call.Media.Play(asked);
    });

    public void Recognize(string legId, RecognizeRequest asked) => network.Do(() =>
    {
        var leg = ConnectedLeg(legId);
        MustBeAbleToSpeak(leg, asked.Prompts);
        MustBeIn(leg.Call, asked.Target);
        leg.Call.Media.Recognize(asked);
    });

    public void CancelMedia(string legId) => network.Do(() => ConnectedLeg(legId).Call.Media.CancelAll());

    private AppLeg Leg(string legId) => network.Legs.TryGetValue(legId, out var leg)
        ? leg
        : throw new CallRefusedException(Refusal.NotThere, $"Call not found, key: {legId}.");

    private AppLeg ConnectedLeg(string legId)
    {
        var leg = Leg(legId);
        return leg.State == AppLegState.Connected
            ? leg
            : throw new CallRefusedException(Refusal.NotNow, "The action is not valid while the call is connecting.");
    }

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

    private IncomingRing Take(string context, string what)
    {
        var ring = Ringing(context);
        if (ring.Invitation is not null)
        {
            throw new CallRefusedException(Refusal.Invalid, $"The simulator does not let a leg that the application made itself be {what}.");
        }

        ring.Stops();
        return ring;
    }

    private static void MustBeRingable(InvitationRequest asked)
    {
        MustBeRingable(asked.Target);
        if (asked is { Target.Kind: AddressKind.PhoneNumber, CallerId: null })
        {
            throw new CallRefusedException(Refusal.Invalid, "sourceCallerIdNumber is required to call a phone number.");
        }
    }

    private static void MustBeRingable(Address target)
    {
        if (target.Kind == AddressKind.Unknown)
        {
            throw new CallRefusedException(Refusal.Invalid, $"'{target}' is not an identifier that can be called.");
        }

        if (target.Kind == AddressKind.PhoneNumber && !target.IsDiallableNumber)
        {
            throw new CallRefusedException(Refusal.Invalid, $"'{target.Number}' is not a phone number in E.164 format.");
        }
    }

    private static void MustBeIn(Conversation call, Address who)
    {
        if (!call.Present.Any(p => p.Address == who))
        {
            throw new CallRefusedException(Refusal.NotThere, $"{who} is not in the call.");
        }
    }

    private static void MustBeAbleToSpeak(AppLeg leg, IReadOnlyList<PlaySource> sources)
    {
        if (!leg.Asked.CanSpeak && sources.Any(s => s.IsSpoken))
        {
            throw new CallRefusedException(Refusal.Invalid, "Text and SSML need callIntelligenceOptions.cognitiveServicesEndpoint when the call is created or answered.");
        }
    }
}
