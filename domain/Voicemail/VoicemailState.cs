using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Secrets;

namespace Pbx.Domain.Voicemail;

/// <summary>Where a call in a mailbox is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "in")]
[JsonDerivedType(typeof(OnlyGreeting), "only-greeting")]
[JsonDerivedType(typeof(Greeting), "greeting")]
[JsonDerivedType(typeof(Beeping), "beeping")]
[JsonDerivedType(typeof(Listening), "listening")]
[JsonDerivedType(typeof(Closing), "closing")]
public abstract record VoicemailState
{
    private VoicemailState()
    {
    }

    /// <summary>By when the network should long have told us what came of the last command.</summary>
    public abstract DateTimeOffset Until { get; init; }

    /// <summary>The greeting of a box that takes no messages plays.</summary>
    public sealed record OnlyGreeting(OpId Sound, DateTimeOffset Until) : VoicemailState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The greeting plays, while the box is looked into and the recording is made ready.</summary>
    /// <param name="Count">The command that looks into the box.</param>
    /// <param name="Recording">The command that starts the recording, once the box is known to have room.</param>
    /// <param name="Room">What is known of the box and the recording.</param>
    /// <param name="IsOver">The greeting was played; only the network or the store is waited for.</param>
    public sealed record Greeting(OpId Sound, OpId Count, OpId? Recording, Room Room, bool IsOver, DateTimeOffset Until) : VoicemailState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The tone plays; the recording stands ready and is paused.</summary>
    public sealed record Beeping(OpId Sound, OpId Recording, DateTimeOffset Until) : VoicemailState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller speaks.</summary>
    /// <param name="Ear">The command that listens for the end.</param>
    /// <param name="Resume">The command that let the recording go on.</param>
    /// <param name="IsDeaf">The network cannot hear speech, so silence ends nothing: keys, the limit and hanging up do.</param>
    /// <param name="Until">When the message has reached its limit.</param>
    public sealed record Listening(OpId Ear, OpId Recording, OpId Resume, bool IsDeaf, DateTimeOffset Until) : VoicemailState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }

    /// <summary>The caller hears how it ended.</summary>
    public sealed record Closing(OpId Sound, EndReason Reason, string Why, string Rule, DateTimeOffset Until) : VoicemailState
    {
        /// <inheritdoc/>
        public override DateTimeOffset Until { get; init; } = Until;
    }
}

/// <summary>What is known of a box while its greeting plays.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Room>))]
public enum Room
{
    /// <summary>Nothing yet.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>It has room, and the recording is running, paused.</summary>
    [JsonStringEnumMemberName("ready")]
    Ready,

    /// <summary>It is full.</summary>
    [JsonStringEnumMemberName("full")]
    Full,

    /// <summary>It cannot be read, or nothing can be recorded.</summary>
    [JsonStringEnumMemberName("broken")]
    Broken,
}

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(VoicemailConfig))]
[JsonSerializable(typeof(VoicemailState))]
[JsonSerializable(typeof(Pin))]
public sealed partial class VoicemailJson : JsonSerializerContext;
