using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Prompts;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.VoicemailNumbers;

/// <summary>What a caller is asked who looks after a mailbox.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "for")]
[JsonDerivedType(typeof(Box), "box")]
[JsonDerivedType(typeof(Pin), "pin")]
[JsonDerivedType(typeof(Message), "message")]
[JsonDerivedType(typeof(Main), "main")]
[JsonDerivedType(typeof(Options), "options")]
[JsonDerivedType(typeof(Greeting), "greeting")]
[JsonDerivedType(typeof(NewPin), "new-pin")]
[JsonDerivedType(typeof(NewPinAgain), "new-pin-again")]
[JsonDerivedType(typeof(Speaks), "language")]
public abstract record Question
{
    private Question()
    {
    }

    /// <summary>Which mailbox (EXT-191). Wrong log-ins so far.</summary>
    public sealed record Box(int Wrong) : Question;

    /// <summary>Its PIN. The owner is nothing when what was keyed can be no mailbox: the PIN is asked for all the same (EXT-192).</summary>
    public sealed record Pin(ExtensionNumber? Owner, int Wrong) : Question;

    /// <summary>What becomes of a message that was played (EXT-194 to EXT-196).</summary>
    public sealed record Message(BoxPart Part, BoxMessage Played) : Question;

    /// <summary>Options or old messages (EXT-197, EXT-198): the top of the dialogue.</summary>
    public sealed record Main : Question;

    /// <summary>What is to be changed (EXT-199 to EXT-201).</summary>
    public sealed record Options : Question;

    /// <summary>Whether a greeting is kept that was recorded just now (VMR-061).</summary>
    public sealed record Greeting(AudioFile File) : Question;

    /// <summary>The new PIN (EXT-200).</summary>
    public sealed record NewPin : Question;

    /// <summary>The new PIN for the second time.</summary>
    public sealed record NewPinAgain : Question;

    /// <summary>The new language (EXT-201).</summary>
    public sealed record Speaks : Question;
}

/// <summary>The mailbox that somebody has opened.</summary>
/// <param name="Language">The mailbox's (EXT-174).</param>
public sealed record Session(ExtensionNumber Box, Language Language);
