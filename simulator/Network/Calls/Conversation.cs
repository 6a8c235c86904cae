using System.Text;
using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Calls;

/// <summary>Where a call is.</summary>
public enum CallStage
{
    /// <summary>Somebody dialled, or the application calls out; nobody has answered.</summary>
    Ringing,

    Connected,

    Ended,
}

/// <summary>
/// One call: its parties, who of them are still rung, the application's leg, and what is played. Parties come by dialling, by
/// answering an invitation; they go by hanging up, by being removed, or with the end of the call.
/// </summary>
/// <remarks>
/// <code>
/// Ringing   --application answers------> Connected      --caller gives up, or is rejected--> Ended
/// Ringing   --somebody invited answers-> Connected      --nobody invited is left-----------> Ended
/// Connected --somebody leaves, more stay: Connected     --the last one leaves--------------> Ended
/// Connected --application leaves a group: Connected     --application leaves, or terminates> Ended
/// </code>
/// </remarks>
public sealed class Conversation
{
    private readonly PhoneNetwork network;
    private readonly List<Party> parties = [];
    private int sequence;
    private bool wasGroup;
    private bool inviting;
    private Outcome? lastFailure;

    internal Conversation(PhoneNetwork network, Address from, Address to, string? displayName, CustomContext custom)
    {
        this.network = network;
        (From, To, DisplayName, Custom) = (from, to, displayName, custom);
        Started = network.Now;
        Media = new MediaQueue(network, this);
        Audio = new CallSound(network, this);
        ServerCallId = Convert.ToBase64String(Encoding.UTF8.GetBytes($"https://conv.simulator.invalid/conv/{Id}"));
    }

    public string Id { get; } = Guid.NewGuid().ToString();

    public string ServerCallId { get; }

    public string CorrelationId { get; } = Guid.NewGuid().ToString();

    public Address From { get; }

    public Address To { get; internal set; }

    public string? DisplayName { get; }

    public CustomContext Custom { get; }

    public CallStage Stage { get; private set; } = CallStage.Ringing;

    public DateTimeOffset Started { get; }

    public DateTimeOffset? Answered { get; private set; }

    public DateTimeOffset? Ended { get; private set; }

    /// <summary>Why it ended, in a few words.</summary>
    public string? EndReason { get; private set; }

    /// <summary>Everybody who is or was in the call or was rung for it, in the order in which they came.</summary>
    public IReadOnlyList<Party> Parties => parties;

    /// <summary>Who dialled; in a call that the application made, who was called first.</summary>
    public Party Person => parties[0];

    /// <summary>Whether somebody dialled, and not the application.</summary>
    public bool WasDialled { get; internal set; } = true;

    /// <summary>The application's leg; null before the answer and when it was never in the call.</summary>
    public AppLeg? App { get; private set; }

    /// <summary>What sounds in it.</summary>
    public CallSound Audio { get; }

    internal MediaQueue Media { get; }

    /// <summary>How the call rings at the application, while it does.</summary>
    internal IncomingRing? Ring { get; set; }

    internal AppLeg? LiveApp => App is { State: not AppLegState.Disconnected } ? App : null;

    internal IEnumerable<Party> Present => parties.Where(p => p.State == PartyState.Connected);

    internal IEnumerable<Invitation> Pending =>
        parties.Where(p => p.State == PartyState.Ringing).Select(p => p.Invitation).OfType<Invitation>();

    internal Party AddParty(Phone phone, PartyState state, CallerShown? caller)
    {
        var party = new Party(this, phone, state) { Caller = caller };
        parties.Add(party);
        phone.Joins(party);
        Hear();
        return party;
    }

    /// <summary>The application takes part: at once connected when it answers, connecting when it calls out.</summary>
    internal AppLeg AppJoins(AppLegRequest asked)
    {
        App = new AppLeg(this, asked);
        network.Legs[App.Id] = App;
        return App;
    }

    /// <summary>The application calls them. Who is busy at once must not end a call of which others are still to be rung.</summary>
    internal void Calls(IReadOnlyList<InvitationRequest> targets)
    {
        WasDialled = false;
        inviting = true;
        foreach (var target in targets)
        {
            Invitation.Send(network, this, InvitationPurpose.Create, target);
        }

        inviting = false;
        if (Stage == CallStage.Ringing && IsOver())
        {
            Ends(lastFailure ?? Outcome.CallerCancelled, parties[^1].Ended ?? "not-answered", NoticeType.CreateCallFailed);
        }
    }

    /// <summary>The application answered who dialled.</summary>
    internal void AppAnswered()
    {
        Person.State = PartyState.Connected;
        Connects();
        Tell(NoticeType.CallConnected, Outcome.Connected, LiveApp?.Asked.OperationContext);
        RosterChanged();
        Person.OtherEnd?.Invitation?.Answered();
    }

    /// <summary>Somebody who was invited has answered.</summary>
    internal void Joins(Party party)
    {
        party.State = PartyState.Connected;
        if (Stage == CallStage.Ringing)
        {
            Connects();
            Tell(NoticeType.CallConnected, Outcome.Connected, LiveApp?.Asked.OperationContext);
        }

        wasGroup |= Present.Count() > 1;
        Hear();
    }

    /// <summary>Somebody who was invited does not come: the call goes on without, or was for nobody else.</summary>
    internal void DoesNotCome(Party party, Outcome outcome, string how)
    {
        Goes(party, how);
        lastFailure = outcome;
        if (Stage == CallStage.Ringing && !inviting && IsOver())
        {
            Ends(outcome, how, NoticeType.CreateCallFailed);
        }
    }

    /// <summary>Somebody leaves a call, or gives up one that rings. With the last one the call ends.</summary>
    internal void Leaves(Party party, Outcome outcome, string how = "left")
    {
        if (party.State is PartyState.Left)
        {
            return;
        }

        Goes(party, how);
        if (Stage == CallStage.Ended)
        {
            return;
        }

        if (IsOver())
        {
            Ends(outcome, how);
            return;
        }

        Media.Left(party);
        RosterChanged();
    }

    /// <summary>The application leaves. Two others or more go on talking, one does not.</summary>
    internal void AppLeaves(Outcome outcome)
    {
        if (Present.Count() < 2)
        {
            Ends(outcome, "hung-up-by-application");
            return;
        }

        Media.CallEnded();
        CancelInvitations();
        AppGoes(outcome);
        Hear();
    }

    /// <summary>The end for everybody.</summary>
    internal void Ends(Outcome outcome, string why, NoticeType told = NoticeType.CallDisconnected)
    {
        if (Stage == CallStage.Ended)
        {
            return;
        }

        Stage = CallStage.Ended;
        Ended = network.Now;
        EndReason = why;
        Ring?.Stops();
        Media.CallEnded();
        CancelInvitations();
        foreach (var party in parties.Where(p => p.State != PartyState.Left).ToArray())
        {
            Goes(party, "left");
        }

        AppGoes(outcome, told);
    }

    /// <summary>A key is pressed: it reaches the recognition that runs here, and whoever is behind another line.</summary>
    internal void Pressed(Party party, Tone tone)
    {
        Audio.Pressed(party, tone);
        Media.Pressed(party, tone);
        foreach (var other in Present.Where(p => p != party).ToArray())
        {
            other.OtherEnd?.Call.Pressed(other.OtherEnd, tone);
        }
    }

    internal void RosterChanged()
    {
        Hear();
        if (LiveApp is { } leg)
        {
            sequence++;
            network.Tell(new Notice(NoticeType.ParticipantsUpdated, leg, leg.Asked.CallbackUri, OperationContext: null, Outcome.Done, network.Now)
            {
                Roster = [.. Present.Select(p => p.Address)],
                SequenceNumber = sequence,
            });
        }
    }

    internal void Tell(NoticeType type, Outcome outcome, string? operationContext, string? callback = null, Func<Notice, Notice>? with = null)
    {
        if (LiveApp is { } leg)
        {
            var notice = new Notice(type, leg, callback ?? leg.Asked.CallbackUri, operationContext, outcome, network.Now);
            network.Tell(with is null ? notice : with(notice));
        }
    }

    /// <summary>Works out what everybody hears now.</summary>
    internal void Hear()
    {
        foreach (var party in parties)
        {
            if (party.State != PartyState.Left && party.Hearing.Hears(network.Now, SoundFor(party)))
            {
                // What is heard at the other end of the line is heard by those here.
                party.OtherEnd?.Call.Hear();
            }
        }

        Audio.Update();
    }

    private Sound SoundFor(Party party)
    {
        if (party.State is PartyState.Calling or PartyState.Ringing)
        {
            return Sound.Ring;
        }

        if (Media.SoundFor(party) is { } played)
        {
            return played;
        }

        var others = Present.Where(p => p != party).ToArray();
        if (others.Any(p => p.Greets is not null))
        {
            return Sound.Tone;
        }

        if (others.Select(p => p.Speech is null ? p.OtherEnd?.Hearing.Current : null).FirstOrDefault(s => s is { Kind: SoundKind.File or SoundKind.Text or SoundKind.RecordedTone }) is { } behind)
        {
            return behind;
        }

        var speaking = others.Where(p => p.Speech is not null).ToArray();
        var heard = speaking.Length > 0 ? speaking : others;
        return heard.Length == 0
            ? Sound.Nothing
            : new Sound(SoundKind.Party)
            {
                Who = string.Join(", ", heard.Select(p => p.Address.RawId)),
                Speaking = speaking.Length > 0,
                Uri = speaking.Select(p => p.Speech?.File).FirstOrDefault(f => f is not null),
            };
    }

    private void Connects()
    {
        Stage = CallStage.Connected;
        Answered = network.Now;
        Ring?.Stops();
        if (LiveApp is { } leg)
        {
            leg.State = AppLegState.Connected;
        }

        Hear();
    }

    private void Goes(Party party, string how)
    {
        party.State = PartyState.Left;
        party.Ended ??= how;
        party.Speech = null;
        party.Invitation?.Stops();
        party.Hearing.Ends(network.Now);
        Audio.Update();
        if (party.OtherEnd is { State: not PartyState.Left } otherEnd)
        {
            otherEnd.Call.LineLost(otherEnd, party.Address, EndReason);
        }
    }

    // The other end of a line from this network to itself has gone.
    private void LineLost(Party party, Address who, string? why)
    {
        if (party.Invitation is { IsPending: true } pending)
        {
            pending.Fails(why switch
            {
                "busy" => Outcome.Busy(party.Address),
                "not-answered" => Outcome.NoAnswer(party.Address),
                _ => Outcome.Declined(party.Address),
            }, why ?? "declined");
        }
        else
        {
            Leaves(party, Outcome.RemoteHungUp(who));
        }
    }

    private bool IsOver()
    {
        var left = Present.Count();
        if (LiveApp is null)
        {
            // It rings at the application or, redirected, at a phone; or two who were left alone talk.
            return Stage == CallStage.Connected ? left < 2 : Ring is not { IsOver: false } && !Pending.Any() || Person.State == PartyState.Left;
        }

        return Stage == CallStage.Connected
            ? left == 0 && !(wasGroup && network.Races.GroupLingers)
            : !Pending.Any();
    }

    private void CancelInvitations()
    {
        foreach (var invitation in Pending.ToArray())
        {
            invitation.Withdrawn();
        }
    }

    private void AppGoes(Outcome outcome, NoticeType told = NoticeType.CallDisconnected)
    {
        if (LiveApp is not { } leg)
        {
            return;
        }

        Tell(told, outcome, leg.Asked.OperationContext);
        leg.State = AppLegState.Disconnected;
        network.Legs.Remove(leg.Id);
    }
}
