using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;

namespace Pbx.Domain.Recordings;

/// <summary>What a recording is for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "for")]
[JsonDerivedType(typeof(Message), "message")]
[JsonDerivedType(typeof(Conversation), "conversation")]
[JsonDerivedType(typeof(Greeting), "greeting")]
public abstract record RecordingPurpose
{
    private RecordingPurpose()
    {
    }

    /// <summary>A caller speaks to a mailbox.</summary>
    public sealed record Message(ExtensionNumber Box) : RecordingPurpose;

    /// <summary>Somebody who has opened a mailbox speaks its greeting (EXT-199); what is kept of it is a copy.</summary>
    public sealed record Greeting(ExtensionNumber Box) : RecordingPurpose;

    /// <summary>A conversation of a user; it belongs to the user who answered (VMR-110).</summary>
    /// <param name="Automatic">Whether the user's setting began it (VMR-106), or somebody on demand (VMR-109).</param>
    public sealed record Conversation(ExtensionNumber User, bool Automatic) : RecordingPurpose;
}
