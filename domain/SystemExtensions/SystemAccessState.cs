using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Secrets;
using Pbx.Domain.VoicemailNumbers;

namespace Pbx.Domain.SystemExtensions;

/// <summary>Where a call in a system extension is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "in")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(Refusing), "refusing")]
[JsonDerivedType(typeof(Opening), "opening")]
[JsonDerivedType(typeof(Switching), "switching")]
[JsonDerivedType(typeof(Closing), "closing")]
[JsonDerivedType(typeof(InMailbox), "in-mailbox")]
public abstract record SystemAccessState : IAsksForPin, IAsksForNewPin
{
    private SystemAccessState()
    {
    }

    /// <summary>By when the network, or the store, should long have told us what came of the last command.</summary>
    public abstract DateTimeOffset Until { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public OpId? PinQuestion => this switch
    {
        Asking { Question: Question.Pin } asking => asking.Op,
        InMailbox mailbox => mailbox.Inner.PinQuestion,
        _ => null,
    };

    /// <inheritdoc/>
    [JsonIgnore]
    public ExtensionNumber? PinOwner => this is InMailbox mailbox ? mailbox.Inner.PinOwner : ((this as Asking)?.Question as Question.Pin)?.Owner;

    /// <inheritdoc/>
    [JsonIgnore]
    public bool OfMailbox => this is InMailbox;

    /// <inheritdoc/>
    [JsonIgnore]
    public OpId? NewPinQuestion => (this as InMailbox)?.Inner.NewPinQuestion;

    /// <inheritdoc/>
    [JsonIgnore]
    public bool IsRepeated => this is InMailbox { Inner.IsRepeated: true };

    /// <summary>A question is asked, and keys are waited for.</summary>
    /// <param name="Session">Who has logged in; nobody yet while the log-in itself is asked for.</param>
    /// <param name="Failures">Wrong or missing inputs in a row (NPL-124).</param>
    public sealed record Asking(OpId Op, Question Question, Session? Session, int Failures, DateTimeOffset Until) : SystemAccessState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller hears that an input is not valid; keys pressed meanwhile do not count (EXT-089). Then a question is asked.</summary>
    public sealed record Refusing(OpId Op, Question Question, Session? Session, int Failures, DateTimeOffset Until) : SystemAccessState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>What the user may switch is looked up.</summary>
    public sealed record Opening(OpId Op, ExtensionNumber User, DateTimeOffset Until) : SystemAccessState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>A scheme is being switched.</summary>
    public sealed record Switching(OpId Op, Session Session, Wish Wish, int Failures, DateTimeOffset Until) : SystemAccessState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The dialogue is the one for mailboxes (EXT-306).</summary>
    public sealed record InMailbox(VoicemailNumberState Inner) : SystemAccessState
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override DateTimeOffset Until
        {
            get => Inner.Until;
            init => Inner = Inner with { Until = value };
        }
    }

    /// <summary>The caller hears how it ended.</summary>
    public sealed record Closing(OpId Op, EndReason Reason, string Why, string Rule, DateTimeOffset Until) : SystemAccessState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }
}

/// <summary>What the caller is asked.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "for")]
[JsonDerivedType(typeof(User), "extension")]
[JsonDerivedType(typeof(Pin), "pin")]
[JsonDerivedType(typeof(Menu), "menu")]
[JsonDerivedType(typeof(Scheme), "scheme")]
[JsonDerivedType(typeof(Plan), "plan")]
public abstract record Question
{
    private Question()
    {
    }

    /// <summary>Whose rights are wanted (EXT-307). Wrong log-ins so far.</summary>
    public sealed record User(int Wrong) : Question;

    /// <summary>That user's PIN. The owner is nothing when what was keyed can be no extension: the PIN is asked for all the same.</summary>
    public sealed record Pin(ExtensionNumber? Owner, int Wrong) : Question;

    /// <summary>What to do (NPL-132).</summary>
    public sealed record Menu : Question;

    /// <summary>Which scheme (NPL-133).</summary>
    public sealed record Scheme(SwitchMode Mode) : Question;

    /// <summary>Which plan of a scheme (NPL-134).</summary>
    public sealed record Plan(SwitchMode Mode, int Number) : Question;
}

/// <summary>Who talks to us, and what may be switched.</summary>
/// <param name="HasSwitched">Whether something was switched in this call (NPL-127).</param>
public sealed record Session(ExtensionNumber User, SwitchableSchemes Switchable, bool HasSwitched = false);

/// <summary>What the caller wants: a scheme to be switched, and to which plan.</summary>
public sealed record Wish(SwitchMode Mode, int Scheme, int? Plan);
