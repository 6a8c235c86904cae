using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Secrets;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.VoicemailNumbers;

/// <summary>Where a caller is who looks after a mailbox.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "in")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(Refusing), "refusing")]
[JsonDerivedType(typeof(Finding), "finding")]
[JsonDerivedType(typeof(Looking), "looking")]
[JsonDerivedType(typeof(Hearing), "hearing")]
[JsonDerivedType(typeof(Preparing), "preparing")]
[JsonDerivedType(typeof(Speaking), "speaking")]
[JsonDerivedType(typeof(Fetching), "fetching")]
[JsonDerivedType(typeof(Saving), "saving")]
[JsonDerivedType(typeof(Closing), "closing")]
public abstract record VoicemailNumberState : IAsksForPin, IAsksForNewPin
{
    private VoicemailNumberState()
    {
    }

    /// <summary>By when the network, or the store, should long have told us what came of the last command.</summary>
    public abstract DateTimeOffset Until { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public OpId? PinQuestion => this is Asking { Question: Question.Pin } asking ? asking.Op : null;

    /// <inheritdoc/>
    [JsonIgnore]
    public ExtensionNumber? PinOwner => ((this as Asking)?.Question as Question.Pin)?.Owner;

    /// <inheritdoc/>
    [JsonIgnore]
    public bool OfMailbox => true;

    /// <inheritdoc/>
    [JsonIgnore]
    public OpId? NewPinQuestion => this is Asking { Question: Question.NewPin or Question.NewPinAgain } asking ? asking.Op : null;

    /// <inheritdoc/>
    [JsonIgnore]
    public bool IsRepeated => this is Asking { Question: Question.NewPinAgain };

    /// <summary>The mailbox that is open; nothing while nobody has logged in.</summary>
    [JsonIgnore]
    public Session? Opened => this switch
    {
        Asking asking => asking.Session,
        Refusing refusing => refusing.Session,
        Looking looking => looking.Session,
        Hearing hearing => hearing.Session,
        Preparing preparing => preparing.Session,
        Speaking speaking => speaking.Session,
        Fetching fetching => fetching.Session,
        Saving saving => saving.Session,
        _ => null,
    };

    /// <summary>A question is asked, and keys are waited for.</summary>
    /// <param name="Session">Nothing while the log-in itself is asked for.</param>
    /// <param name="Failures">Missing or wrong inputs in a row (VMR-063).</param>
    public sealed record Asking(OpId Op, Question Question, Session? Session, int Failures, DateTimeOffset Until) : VoicemailNumberState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller hears that an input is not valid; keys pressed meanwhile do not count (EXT-089). Then a question is asked.</summary>
    public sealed record Refusing(OpId Op, Question Question, Session? Session, int Failures, DateTimeOffset Until) : VoicemailNumberState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The mailbox of a code is looked up (VMR-082).</summary>
    /// <param name="Wrong">Wrong log-ins so far.</param>
    public sealed record Finding(OpId Op, int Wrong, DateTimeOffset Until) : VoicemailNumberState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The mailbox is looked into for the next message.</summary>
    /// <param name="Session">Nothing while it is being opened.</param>
    /// <param name="Wrong">While it is being opened: wrong log-ins so far.</param>
    /// <param name="After">The message that was played before; nothing: the first one is wanted.</param>
    /// <param name="IsDeleted">Whether that one was deleted.</param>
    public sealed record Looking(OpId Op, ExtensionNumber Box, Session? Session, int Wrong, BoxPart Part, string? After, bool IsDeleted, DateTimeOffset Until) : VoicemailNumberState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>A message is played, with when and from whom it is before it.</summary>
    public sealed record Hearing(OpId Op, Session Session, BoxPart Part, BoxMessage Message, DateTimeOffset Until) : VoicemailNumberState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller is asked to speak a greeting, while the recording is made ready.</summary>
    /// <param name="IsReady">The recording is running, paused.</param>
    /// <param name="IsSaid">The tone is over.</param>
    public sealed record Preparing(OpId Sound, OpId Recording, Session Session, bool IsReady, bool IsSaid, DateTimeOffset Until) : VoicemailNumberState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller speaks a greeting.</summary>
    /// <param name="Ear">The command that listens for the key that ends it.</param>
    public sealed record Speaking(OpId Ear, OpId Recording, Session Session, DateTimeOffset Until) : VoicemailNumberState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The file of the greeting is waited for; meanwhile the caller hears so, again and again.</summary>
    /// <param name="Fetch">The command that fetches it; nothing: it was not there yet.</param>
    /// <param name="IsSaid">Whether the caller has heard so to the end.</param>
    /// <param name="GiveUpAt">When it is not waited for any longer.</param>
    public sealed record Fetching(OpId Sound, OpId? Fetch, OpId Recording, Session Session, bool IsSaid, DateTimeOffset GiveUpAt, DateTimeOffset Until) : VoicemailNumberState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>A change is being saved.</summary>
    public sealed record Saving(OpId Op, Session Session, BoxChange Change, DateTimeOffset Until) : VoicemailNumberState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller hears how it ended.</summary>
    public sealed record Closing(OpId Op, EndReason Reason, string Why, string Rule, DateTimeOffset Until) : VoicemailNumberState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }
}
