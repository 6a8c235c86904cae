using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Time;

namespace Pbx.Simulator.Network.Calls;

/// <summary>What somebody is invited for.</summary>
internal enum InvitationPurpose
{
    /// <summary>To join a call; its outcome is an event of its own.</summary>
    Add,

    /// <summary>To be called by the application.</summary>
    Create,

    /// <summary>To take a call instead of the application, which hears no more of it.</summary>
    Redirect,

    /// <summary>To talk to somebody in place of the application.</summary>
    Transfer,
}

/// <summary>What the application says about whom it invites and how it shall look there.</summary>
public sealed record InvitationRequest(Address Target)
{
    /// <summary>The number to show; needed to ring a phone number.</summary>
    public string? CallerId { get; init; }

    /// <summary>Shown on phones that are not in the public network.</summary>
    public string? DisplayName { get; init; }

    /// <summary>How long to ring; none or zero: 60 s, or 115 s for a phone number.</summary>
    public TimeSpan? Timeout { get; init; }

    public string? OperationContext { get; init; }

    /// <summary>Where the outcome is told instead of the call's callback.</summary>
    public string? Callback { get; init; }

    public CustomContext Custom { get; init; } = CustomContext.None;

    /// <summary>The leg that asked, which is told.</summary>
    internal AppLeg? By { get; init; }
}

/// <summary>
/// A phone is rung to come into a call, until it answers, declines, is not reached, or time runs out. The outcome comes once.
/// </summary>
/// <remarks>
/// A number that the resource owns is not rung: the application calls itself, and the answer is what it does with that call.
/// </remarks>
internal sealed class Invitation
{
    private static readonly TimeSpan PlatformLimit = TimeSpan.FromSeconds(85);
    private static readonly TimeSpan PublicNetworkLimit = TimeSpan.FromSeconds(115);
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TransferLimit = TimeSpan.FromSeconds(60);

    private readonly PhoneNetwork network;
    private readonly InvitationRequest asked;
    private Alarm? timeout;
    private Alarm? behaviour;
    private IncomingRing? ring;

    private Invitation(PhoneNetwork network, Party party, InvitationPurpose purpose, InvitationRequest asked, Party? transferee)
    {
        (this.network, Party, Purpose, this.asked, Transferee) = (network, party, purpose, asked, transferee);
        party.Invitation = this;
        party.CallerId = asked.CallerId;
    }

    public string Id { get; } = Guid.NewGuid().ToString();

    public Party Party { get; }

    public InvitationPurpose Purpose { get; }

    /// <summary>Of a transfer: who is to talk to whom is rung.</summary>
    public Party? Transferee { get; }

    public bool IsPending { get; private set; } = true;

    /// <summary>Invites somebody into a call and lets it ring there.</summary>
    public static Invitation Send(PhoneNetwork network, Conversation call, InvitationPurpose purpose, InvitationRequest asked, Party? transferee = null)
    {
        var isPublic = asked.Target.Kind == AddressKind.PhoneNumber;
        var own = network.Trunks.Owns(asked.Target);
        var passedOn = purpose switch
        {
            InvitationPurpose.Redirect => (call.From, call.DisplayName),
            InvitationPurpose.Transfer when transferee is not null => (transferee.Address, call.WasDialled && transferee == call.Person ? call.DisplayName : null),
            _ => ((Address?)null, null),
        };
        var shown = new CallerShown(asked.CallerId is { } id ? Address.OfNumber(id) : passedOn.Item1, isPublic ? null : asked.DisplayName ?? passedOn.Item2);
        var party = call.AddParty(own ? new Phone(asked.Target) : network.PhoneAt(asked.Target), PartyState.Ringing, shown);
        var invitation = new Invitation(network, party, purpose, asked, transferee);
        invitation.Starts(shown, own);
        return invitation;
    }

    /// <summary>Does what the phone is told to do; again, when that changes while it rings.</summary>
    public void Behaves()
    {
        behaviour?.Cancel();
        switch (Party.Phone.Behaviour)
        {
            case Behaviour.Busy:
                Fails(Outcome.Busy(Party.Address), "busy");
                break;
            case Behaviour.Offline:
                Fails(Outcome.Offline(Party.Address), "offline");
                break;
            case Behaviour.Decline(var after):
                After(after, Declined);
                break;
            case Behaviour.Answer(var after):
                After(after, Answered);
                break;
            case Behaviour.Voicemail(var after):
                After(after, PicksUp);
                break;
            default:
                break;
        }
    }

    public void Answered()
    {
        if (!IsPending)
        {
            return;
        }

        Stops();
        var call = Party.Call;
        if (Transferee is { } transferee)
        {
            TellTransfer(NoticeType.CallTransferAccepted, Outcome.TransferDone, n => n with { Transfer = (Party.Address, transferee.Address) });
            call.Transfers(transferee, Party);
            return;
        }

        call.Joins(Party);
        switch (Purpose)
        {
            case InvitationPurpose.Add:
                Tell(NoticeType.AddParticipantSucceeded, Outcome.Done);
                break;
            case InvitationPurpose.Redirect:
                call.Person.State = PartyState.Connected;
                break;
            default:
                break;
        }

        call.RosterChanged();
        network.AnswerTogetherWith(Party);
        if (Purpose == InvitationPurpose.Add)
        {
            network.CallerMayLeaveNow(call);
        }
    }

    public void Declined() => Fails(Outcome.Declined(Party.Address), "declined");

    public void Fails(Outcome outcome, string how)
    {
        if (!IsPending)
        {
            return;
        }

        Stops();
        TellFailure(outcome);
        Party.Call.DoesNotCome(Party, outcome, how);
    }

    /// <summary>The application takes the invitation back, or its call ends; the first tells nothing about the invitation itself.</summary>
    public void Withdrawn(bool tell = true)
    {
        if (!IsPending)
        {
            return;
        }

        Stops();
        if (tell)
        {
            TellFailure(Outcome.Cancelled(Party.Address));
        }

        Party.Call.DoesNotCome(Party, Outcome.Cancelled(Party.Address), "cancelled");
    }

    public void Stops()
    {
        IsPending = false;
        timeout?.Cancel();
        behaviour?.Cancel();
        ring?.Stops();
    }

    private void Starts(CallerShown shown, bool own)
    {
        var call = Party.Call;
        var isPublic = Party.Address.Kind == AddressKind.PhoneNumber;
        if (isPublic && (asked.CallerId is not null || Purpose is not (InvitationPurpose.Redirect or InvitationPurpose.Transfer)))
        {
            if (asked.CallerId is not { } callerId || !network.Trunks.Owns(Address.OfNumber(callerId)))
            {
                Fails(Outcome.CallerIdRefused(Party.Address), "refused");
                return;
            }

            if (network.CallsWith(callerId) > network.Settings.ConcurrentCallsPerNumber)
            {
                Fails(Outcome.TooManyCalls(Party.Address), "refused");
                return;
            }
        }

        var limit = isPublic ? PublicNetworkLimit : PlatformLimit;
        var wanted = asked.Timeout is { } given && given > TimeSpan.Zero ? given : isPublic ? PublicNetworkLimit : UsualTimeout;
        timeout = Purpose == InvitationPurpose.Transfer
            ? new Alarm(network, TransferLimit, () => Fails(Outcome.NoAnswer(Party.Address), "no-answer"))
            : wanted < limit
            ? new Alarm(network, wanted, () => Fails(Outcome.NoAnswer(Party.Address), "no-answer"))
            : new Alarm(network, limit, () => Fails(Outcome.TimedOut(Party.Address), "no-answer"));
        var from = shown.Address ?? call.From;
        if (own)
        {
            IncomingRing.OfCaller(network, CallOfItself(from));
            return;
        }

        if (Party.Address.Kind == AddressKind.CommunicationUser)
        {
            // Event Grid tells of every ring of an identity of the resource, also when the application itself made it ring.
            ring = IncomingRing.OfInvitation(network, this, from, shown.Name, asked.Custom);
        }

        Behaves();
    }

    /// <summary>The application answers for the identity that is rung, and so calls itself. The phones of that identity stop ringing.</summary>
    public AppLeg AnsweredByApplication(AppLegRequest by)
    {
        behaviour?.Cancel();
        Party.IsTakenFromPhone();
        var other = CallOfItself(Party.Caller?.Address ?? Party.Call.From);
        var leg = other.AppJoins(by);
        other.AppAnswered();
        return leg;
    }

    // The other end is a call of its own: somebody dials the number or identity that is rung here.
    private Conversation CallOfItself(Address from)
    {
        var other = new Conversation(network, from, Party.Address, asked.DisplayName, asked.Custom);
        var line = other.AddParty(new Phone(from), PartyState.Calling, caller: null);
        (line.OtherEnd, Party.OtherEnd) = (Party, line);
        network.Calls.Add(other);
        return other;
    }

    private void PicksUp()
    {
        Party.Greets = new Sounding(new AnsweringMachine(), network.Now);
        Answered();
        _ = new Alarm(network, Behaviour.Voicemail.Greeting, () =>
        {
            Party.Latest.Greets = null;
            Party.Latest.Call.Hear();
        });
    }

    private void After(TimeSpan time, Action act)
    {
        if (time <= TimeSpan.Zero)
        {
            act();
        }
        else
        {
            behaviour = new Alarm(network, time, act);
        }
    }

    private void TellFailure(Outcome outcome)
    {
        switch (Purpose)
        {
            case InvitationPurpose.Add:
                Tell(NoticeType.AddParticipantFailed, outcome);
                break;
            case InvitationPurpose.Transfer:
                TellTransfer(NoticeType.CallTransferFailed, outcome);
                break;
            default:
                break;
        }
    }

    private void Tell(NoticeType type, Outcome outcome) =>
        Party.Call.Tell(type, outcome, asked.OperationContext, asked.Callback, n => n with { Participant = Party.Address }, asked.By);

    private void TellTransfer(NoticeType type, Outcome outcome, Func<Notice, Notice>? with = null) =>
        Party.Call.Tell(type, outcome, asked.OperationContext, asked.Callback, with, asked.By);
}
