using System.Text.Json.Serialization;
using Pbx.Domain.Bots;
using Pbx.Domain.Extensions;
using Pbx.Domain.HuntGroups;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Calls;

/// <summary>What came of one command.</summary>
public sealed record CommandDone(OpId Op, Outcome Outcome);

/// <summary>What the network said when a command was given to it. The effect itself comes as an event of its own.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "outcome")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Answering), "answering")]
[JsonDerivedType(typeof(Ringing), "ringing")]
[JsonDerivedType(typeof(Recording), "recording")]
[JsonDerivedType(typeof(Messages), "messages")]
[JsonDerivedType(typeof(FoundBox), "found-box")]
[JsonDerivedType(typeof(Box), "box")]
[JsonDerivedType(typeof(Greeting), "greeting")]
[JsonDerivedType(typeof(BoxChanged), "box-changed")]
[JsonDerivedType(typeof(PinLock), "pin-lock")]
[JsonDerivedType(typeof(Schemes), "schemes")]
[JsonDerivedType(typeof(Switched), "switched")]
[JsonDerivedType(typeof(Offers), "offers")]
[JsonDerivedType(typeof(Place), "place")]
[JsonDerivedType(typeof(Engaged), "engaged")]
[JsonDerivedType(typeof(Queue), "queue")]
[JsonDerivedType(typeof(Bot), "bot")]
[JsonDerivedType(typeof(Roster), "roster")]
[JsonDerivedType(typeof(CallGone), "call-gone")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Taken.</summary>
    public sealed record Accepted : Outcome;

    /// <summary>The call is being answered; the connection is how the network names our leg.</summary>
    public sealed record Answering(string Connection) : Outcome;

    /// <summary>The phone is being rung; the invitation is what takes it back.</summary>
    public sealed record Ringing(string Invitation) : Outcome;

    /// <summary>It is being recorded; the id is how the network names the recording.</summary>
    public sealed record Recording(string Id) : Outcome;

    /// <summary>What a mailbox holds.</summary>
    public sealed record Messages(int Count, long Bytes) : Outcome;

    /// <summary>The mailbox that has a code; nothing: none has it.</summary>
    public sealed record FoundBox(ExtensionNumber? Number) : Outcome;

    /// <summary>What is in a mailbox; nothing: there is no such mailbox.</summary>
    public sealed record Box(BoxView? View) : Outcome;

    /// <summary>The copy of a greeting that was kept; nothing: its file is not there yet, or, if it is lost, never will be.</summary>
    public sealed record Greeting(AudioFile? File, bool IsLost = false) : Outcome;

    /// <summary>Whether a mailbox was changed.</summary>
    public sealed record BoxChanged(bool IsDone) : Outcome;

    /// <summary>Whether too many PINs from the caller's number were wrong.</summary>
    public sealed record PinLock(bool IsLocked) : Outcome;

    /// <summary>Which schemes a user may switch.</summary>
    public sealed record Schemes(SwitchableSchemes Switchable) : Outcome;

    /// <summary>What became of the wish to switch a scheme.</summary>
    public sealed record Switched(SwitchResult Result) : Outcome;

    /// <summary>When the members of a hunt group were last offered a call.</summary>
    public sealed record Offers(ValueList<LastOffer> Last) : Outcome;

    /// <summary>Whether the call has a place of a call limit, and how many are taken.</summary>
    public sealed record Place(bool IsTaken, int InUse) : Outcome;

    /// <summary>The phone was not rung: its user handles as many calls as the line takes (EXT-114).</summary>
    public sealed record Engaged : Outcome;

    /// <summary>Where the call stands in a queue.</summary>
    /// <param name="Position">From 1; 0: it has none.</param>
    /// <param name="AverageWait">Of the calls answered in the last 30 minutes; none: there were none.</param>
    public sealed record Queue(int Position, TimeSpan? AverageWait) : Outcome;

    /// <summary>What a bot says.</summary>
    public sealed record Bot(BotReply Reply) : Outcome;

    /// <summary>The call stands, and these are in it.</summary>
    public sealed record Roster(ValueList<PhoneAddress> Present) : Outcome;

    /// <summary>There is no such call any more.</summary>
    public sealed record CallGone : Outcome;

    /// <summary>Not taken, and trying again will not help.</summary>
    public sealed record Refused(string Why) : Outcome;
}
