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

    private readonly PhoneNetwork network;
    private readonly InvitationRequest asked;
    private Alarm? timeout;
    private Alarm? behaviour;
    private IncomingRing? ring;

    public Invitation(PhoneNetwork network, Party party, InvitationPurpose purpose, InvitationRequest asked)
    {
        (this.network, Party, Purpose, this.asked) = (network, party, purpose, asked);
        party.Invitation = this;
    }

    public string Id { get; } = Guid.NewGuid().ToString();

    public Party Party { get; }

    public InvitationPurpose Purpose { get; }

    public bool IsPending { get; private set; } = true;

    public string? CallerId => asked.CallerId;

    /// <summary>Invites somebody into a call and lets it ring there.</summary>
    public static Invitation Send(PhoneNetwork network, Conversation call, InvitationPurpose purpose, InvitationRequest asked)
    {
        var isPublic = asked.Target.Kind == AddressKind.PhoneNumber;
        var own = network.Trunks.Owns(asked.Target);
        var shown = new CallerShown(
            asked.CallerId is { } id ? Address.OfNumber(id) : purpose == InvitationPurpose.Redirect ? call.From : null,
            isPublic ? null : asked.DisplayName ?? (purpose == InvitationPurpose.Redirect ? call.DisplayName : null));
        var party = call.AddParty(own ? new Phone(asked.Target) : network.PhoneAt(asked.Target), PartyState.Ringing, shown);
        var invitation = new Invitation(network, party, purpose, asked);
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
        if (Purpose == InvitationPurpose.Add)
        {
            Tell(NoticeType.AddParticipantFailed, outcome);
        }

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
        if (tell && Purpose == InvitationPurpose.Add)
        {
            Tell(NoticeType.AddParticipantFailed, Outcome.Cancelled(Party.Address));
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
        if (isPublic && Purpose != InvitationPurpose.Redirect)
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
        timeout = wanted < limit
            ? new Alarm(network, wanted, () => Fails(Outcome.NoAnswer(Party.Address), "no-answer"))
            : new Alarm(network, limit, () => Fails(Outcome.TimedOut(Party.Address), "no-answer"));
        var from = shown.Address ?? call.From;
        if (own)
        {
            CallsItself(from);
            return;
        }

        if (Party.Address.Kind == AddressKind.CommunicationUser)
        {
            // Event Grid tells of every ring of an identity of the resource, also when the application itself made it ring.
            ring = IncomingRing.OfInvitation(network, this, from, shown.Name, asked.Custom);
        }

        Behaves();
    }

    private void CallsItself(Address from)
    {
        var other = new Conversation(network, from, Party.Address, asked.DisplayName, asked.Custom);
        var line = other.AddParty(new Phone(from), PartyState.Calling, caller: null);
        (line.OtherEnd, Party.OtherEnd) = (Party, line);
        network.Calls.Add(other);
        IncomingRing.OfCaller(network, other);
    }

    private void PicksUp()
    {
        Party.Greets = new Sounding(new AnsweringMachine(), network.Now);
        Answered();
        _ = new Alarm(network, Behaviour.Voicemail.Greeting, () =>
        {
            Party.Greets = null;
            Party.Call.Hear();
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

    private void Tell(NoticeType type, Outcome outcome) =>
        Party.Call.Tell(type, outcome, asked.OperationContext, asked.Callback, n => n with { Participant = Party.Address });
}
