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
/// One call: its parties, who of them are still rung, the application's legs, and what is played. Parties come by dialling, by
/// answering an invitation, or from another call; they go by hanging up, by being removed, moved or transferred, or with the end
/// of the call. The application has one leg, and one more for each time it connected to the call.
/// </summary>
/// <remarks>
/// <code>
/// Ringing   --application answers------> Connected      --caller gives up, or is rejected--> Ended
/// Ringing   --somebody invited answers-> Connected      --nobody invited is left-----------> Ended
/// Connected --somebody leaves, more stay: Connected     --the last one leaves--------------> Ended
/// Connected --application leaves a group: Connected     --application leaves, or terminates> Ended
/// Connected --transferred one to one----: Connected, without the application
/// </code>
/// </remarks>
public sealed class Conversation
{
    private readonly PhoneNetwork network;
    private readonly List<Party> parties = [];
    private readonly List<AppLeg> legs = [];
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

    public string ServerCallId { get; internal init; }

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

    /// <summary>The application's first leg that is still there, else its latest; null before the answer and when it was never in the call.</summary>
    public AppLeg? App => legs.FirstOrDefault(l => l.State != AppLegState.Disconnected) ?? legs.LastOrDefault();

    /// <summary>What sounds in it.</summary>
    public CallSound Audio { get; }

    internal MediaQueue Media { get; }

    /// <summary>How the call rings at the application, while it does.</summary>
    internal IncomingRing? Ring { get; set; }

    internal AppLeg? LiveApp => App is { State: not AppLegState.Disconnected } ? App : null;

    private IEnumerable<AppLeg> LiveLegs => legs.Where(l => l.State != AppLegState.Disconnected);

    internal IEnumerable<Party> Present => parties.Where(p => p.State == PartyState.Connected);

    internal Party? PresentAt(Address address) => Present.FirstOrDefault(p => p.Address == address);

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
        var leg = new AppLeg(network, this, asked);
        legs.Add(leg);
        network.Legs[leg.Id] = leg;
        return leg;
    }

    /// <summary>The application takes part in a call that goes on already, once more or again.</summary>
    internal void AppConnects(AppLeg leg)
    {
        leg.State = AppLegState.Connected;
        Tell(NoticeType.CallConnected, Outcome.Connected, leg.Asked.OperationContext, by: leg);
        leg.Stream?.CallConnected();
        TellRoster(leg);
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
        TellConnected();
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
            TellConnected();
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
        GoesOnWithout(party, outcome, how);
    }

    /// <summary>Takes somebody over from another call, who goes on hearing and speaking here. The other call then goes on without.</summary>
    internal Party Takes(Party party, string how)
    {
        var here = new Party(this, party.Phone, PartyState.Connected)
        {
            Caller = party.Caller,
            CallerId = party.CallerId,
            IsMuted = party.IsMuted,
            Speech = party.Speech,
            Greets = party.Greets,
            OtherEnd = party.OtherEnd,
        };
        if (party.OtherEnd is { } line)
        {
            (line.OtherEnd, party.OtherEnd) = (here, null);
        }

        here.Hearing.GoesOnFrom(party.Hearing);
        here.Ear.GoesOnFrom(party.Ear, network.Now);
        here.Keys.AddRange(party.Keys);
        party.Call.Goes(party, how);
        party.MovedTo = here;
        parties.Add(here);
        party.Phone.Joins(here);
        wasGroup |= Present.Count() > 1;
        Hear();
        return here;
    }

    /// <summary>Somebody has gone: the call goes on without, or ends.</summary>
    internal void GoesOnWithout(Party party, Outcome outcome, string how)
    {
        if (Stage == CallStage.Ended)
        {
            return;
        }

        if (IsOver())
        {
            Ends(outcome, how);
            return;
        }

        foreach (var transfer in Pending.Where(i => i.Transferee == party).ToArray())
        {
            transfer.Withdrawn();
        }

        Media.Left(party);
        RosterChanged();
    }

    /// <summary>
    /// Whom somebody was transferred to has answered. One to one, the application leaves the two alone; out of a group they leave
    /// together for a call of their own.
    /// </summary>
    internal void Transfers(Party transferee, Party target)
    {
        if (Present.All(p => p == transferee))
        {
            target.State = PartyState.Connected;
            wasGroup = true;
            network.Recordings.CallEnded(this); // what the two say now is none of the application's business
            Media.CallEnded();
            CancelInvitations();
            AppGoes(Outcome.Transferred);
            Hear();
            return;
        }

        var talk = new Conversation(network, transferee.Address, target.Address, DisplayName, CustomContext.None);
        network.Calls.Add(talk);
        talk.Takes(transferee, "transferred");
        talk.Takes(target, "transferred");
        talk.Connects();
        GoesOnWithout(transferee, Outcome.Transferred, "transferred");
    }

    /// <summary>One leg of the application leaves. With the last one, two others or more go on talking, one does not.</summary>
    internal void AppLeaves(AppLeg leg, Outcome outcome)
    {
        if (LiveLegs.Any(l => l != leg))
        {
            Goes(leg, outcome, NoticeType.CallDisconnected);
            return;
        }

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
        network.Recordings.CallEnded(this);
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
        party.Watch?.Pressed(tone);
        Media.Pressed(party, tone);
        foreach (var leg in LiveLegs)
        {
            leg.Stream?.Pressed(tone);
        }

        foreach (var behind in BehindOtherLines(party))
        {
            behind.Call.Pressed(behind, tone);
        }
    }

    /// <summary>Somebody begins to speak: the recognition that runs here hears it, and whoever is behind another line.</summary>
    internal void Spoke(Party party, string? words)
    {
        Hear();
        Media.Spoke(party, words);
        foreach (var behind in BehindOtherLines(party))
        {
            behind.Call.Spoke(behind, words);
        }
    }

    internal void FellSilent(Party party)
    {
        Hear();
        Media.FellSilent(party);
        foreach (var behind in BehindOtherLines(party))
        {
            behind.Call.FellSilent(behind);
        }
    }

    internal void RosterChanged()
    {
        Hear();
        if (LiveApp is not null)
        {
            sequence++;
            foreach (var leg in LiveLegs)
            {
                TellRoster(leg);
            }
        }
    }

    /// <summary>Tells the leg that asked, or the first one, when it is still there.</summary>
    internal void Tell(NoticeType type, Outcome outcome, string? operationContext, string? callback = null, Func<Notice, Notice>? with = null, AppLeg? by = null)
    {
        if ((by ?? App) is { State: not AppLegState.Disconnected } leg)
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

        if (party.Sending?.Sound is { } tones)
        {
            return tones;
        }

        if (party.Hold is { } hold)
        {
            return hold.Sound;
        }

        if (Media.SoundFor(party) is { } played)
        {
            return played;
        }

        var others = Present.Where(p => p != party && p.IsHeard).ToArray();
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

    private Party[] BehindOtherLines(Party party) => [.. Present.Where(p => p != party).Select(p => p.OtherEnd).OfType<Party>()];

    private void Connects()
    {
        Stage = CallStage.Connected;
        Answered = network.Now;
        Ring?.Stops();
        foreach (var leg in LiveLegs)
        {
            leg.State = AppLegState.Connected;
        }

        Hear();
    }

    private void TellConnected()
    {
        foreach (var leg in LiveLegs)
        {
            Tell(NoticeType.CallConnected, Outcome.Connected, leg.Asked.OperationContext, by: leg);
            leg.Stream?.CallConnected();
        }
    }

    private void TellRoster(AppLeg leg) =>
        network.Tell(new Notice(NoticeType.ParticipantsUpdated, leg, leg.Asked.CallbackUri, OperationContext: null, Outcome.Done, network.Now)
        {
            Roster = [.. Present.Select(p => p.AsParticipant())],
            SequenceNumber = sequence,
        });

    private void Goes(Party party, string how)
    {
        party.State = PartyState.Left;
        party.Ended ??= how;
        party.Speech = null;
        party.Invitation?.Stops();
        party.Sending?.Ends();
        party.Hold?.Ends();
        party.Hold = null;
        party.Watch = null;
        party.Hearing.Ends(network.Now);
        Audio.Update();
        if (party.OtherEnd is { State: not PartyState.Left } otherEnd)
        {
            otherEnd.Call.LineLost(otherEnd, EndReason);
        }
    }

    // The other end of a line from this network to itself has gone.
    private void LineLost(Party party, string? why)
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
            Leaves(party, Outcome.RemoteHungUp(party.Address));
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
        foreach (var leg in LiveLegs.ToArray())
        {
            Goes(leg, outcome, told);
        }

        // Nobody is left who could take them back.
        foreach (var held in Present.Where(p => p.IsOnHold).ToArray())
        {
            held.Hold?.Ends();
            held.Hold = null;
        }
    }

    private void Goes(AppLeg leg, Outcome outcome, NoticeType told)
    {
        leg.Stream?.CallEnded();
        Tell(told, outcome, leg.Asked.OperationContext, by: leg);
        leg.State = AppLegState.Disconnected;
        network.Legs.Remove(leg.Id);
    }
}
