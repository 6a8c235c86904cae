using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Calls;

/// <summary>Where a party of a call is.</summary>
public enum PartyState
{
    /// <summary>It dialled and nobody has answered.</summary>
    Calling,

    /// <summary>It is rung.</summary>
    Ringing,

    Connected,

    /// <summary>It left, or never came.</summary>
    Left,
}

/// <summary>Somebody in a call: the one who dialled, or one who is or was invited.</summary>
public sealed class Party
{
    internal Party(Conversation call, Phone phone, PartyState state)
    {
        Call = call;
        Phone = phone;
        State = state;
    }

    public Address Address => Phone.Address;

    public Phone Phone { get; private set; }

    public Conversation Call { get; }

    public PartyState State { get; internal set; }

    /// <summary>How it ended, in a word: left, busy, declined, no-answer, offline, cancelled, refused, moved, transferred.</summary>
    public string? Ended { get; internal set; }

    public Hearing Hearing { get; } = new();

    /// <summary>The sound of all that it heard.</summary>
    public Track Ear { get; } = new();

    /// <summary>Whose call it is, as the phone shows it; null for who dialled.</summary>
    public CallerShown? Caller { get; internal init; }

    /// <summary>Whether it is rung to talk to somebody in place of the application.</summary>
    public bool IsTransferTarget => State == PartyState.Ringing && Invitation is { Purpose: InvitationPurpose.Transfer };

    /// <summary>
    /// The same line seen from another call: an application that adds a number of its own resource calls itself, and each of the
    /// two calls has this line as a party.
    /// </summary>
    internal Party? OtherEnd { get; set; }

    internal Invitation? Invitation { get; set; }

    /// <summary>Whether the application called it to begin the call.</summary>
    public bool WasCalled => Invitation is { Purpose: InvitationPurpose.Create };

    /// <summary>What it says: nothing, speech, or a file.</summary>
    internal Speech? Speech { get; set; }

    /// <summary>An answering machine that speaks its greeting.</summary>
    internal Sounding? Greets { get; set; }

    /// <summary>The keys that sound, or are about to.</summary>
    internal List<Sounding> Keys { get; } = [];

    /// <summary>Muted by the application or at the phone: it hears, and is not heard.</summary>
    public bool IsMuted { get; internal set; }

    /// <summary>Taken out of the call by the application: it hears music or silence, and is not heard.</summary>
    public bool IsOnHold => Hold is not null;

    /// <summary>The same person in the call into which it was moved or transferred since; itself when it was not.</summary>
    public Party Latest => MovedTo?.Latest ?? this;

    internal Holding? Hold { get; set; }

    internal Party? MovedTo { get; set; }

    /// <summary>The tones that the application sends to it.</summary>
    internal ToneSending? Sending { get; set; }

    /// <summary>Who is told of each of its keys.</summary>
    internal KeyWatch? Watch { get; set; }

    /// <summary>The number of the resource that it was rung with.</summary>
    internal string? CallerId { get; set; }

    internal bool IsHeard => !IsMuted && !IsOnHold;

    /// <summary>The application answers for this address: its phone is not in the call.</summary>
    internal void IsTakenFromPhone()
    {
        Phone.Loses(this);
        Phone = new Phone(Address);
    }

    internal Participant AsParticipant() => new(Address, IsMuted, IsOnHold);
}

/// <summary>What the display of a ringing phone shows.</summary>
public sealed record CallerShown(Address? Address, string? Name);

/// <summary>Somebody speaks: a file with its URI, or with a voice; the words are for whoever recognises speech.</summary>
internal sealed record Speech(string? File, Sounding Sounding, string? Words);
