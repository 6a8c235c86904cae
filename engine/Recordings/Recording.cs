using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Recordings;
using Pbx.Domain.Voicemail;

namespace Pbx.Engine.Recordings;

/// <summary>What was said, in a file of ours: a message in a mailbox, or the recording of a conversation.</summary>
/// <param name="Id">Unique on its shelf; in ordinal order the newest is first.</param>
/// <param name="File">The name of the audio file.</param>
/// <param name="Length">Measured from the file.</param>
/// <param name="Trouble">What is wrong with the file, in words; nothing: it is whole.</param>
/// <param name="Heard">When a message became old; nothing: it is new (VMR-060).</param>
/// <param name="Deleted">When it was deleted; for a day it can be had back (VMR-060).</param>
/// <param name="Until">When it is gone for good; nothing: not by itself.</param>
public sealed record Recording(
    string Id,
    AccountId Account,
    RecordingPurpose Purpose,
    string Call,
    PhoneAddress Caller,
    string? CallerName,
    DialledNumber Dialled,
    PhoneAddress? Other,
    DateTimeOffset At,
    string File,
    TimeSpan Length,
    long Bytes,
    string? Trouble = null,
    DateTimeOffset? Heard = null,
    DateTimeOffset? Deleted = null,
    DateTimeOffset? Until = null)
{
    /// <summary>Where it stands.</summary>
    [JsonIgnore]
    public Shelf Shelf => Shelf.Of(Purpose);

    /// <summary>How long a deleted message can be had back (VMR-060).</summary>
    public static TimeSpan HadBackWithin { get; } = TimeSpan.FromHours(24);

    /// <summary>The message after it was heard to its end; one that was heard before, or is deleted, stays as it is.</summary>
    public Recording HeardAt(DateTimeOffset at, Box box)
    {
        ArgumentNullException.ThrowIfNull(box);
        return Heard is null && Deleted is null ? this with { Heard = at, Until = box.KeptUntil(at) } : this;
    }

    /// <summary>The message after it was deleted; one that is deleted stays as it is.</summary>
    public Recording DeletedAt(DateTimeOffset at) => Deleted is null ? this with { Deleted = at, Until = at + HadBackWithin } : this;
}

/// <summary>Where recordings of an account stand together: one for each mailbox, and one for conversations.</summary>
public readonly record struct Shelf
{
    private Shelf(string name) => Name = name;

    /// <summary>Conversations.</summary>
    public static Shelf Conversations { get; } = new("conversations");

    /// <summary>Unique in the account; letters, digits and hyphens.</summary>
    public string Name { get; }

    /// <summary>What was recorded as the greeting of a mailbox; nobody but the engine looks here.</summary>
    public static Shelf Greetings(ExtensionNumber number) => new($"greetings-{number}");

    /// <summary>A mailbox.</summary>
    public static Shelf Box(ExtensionNumber number) => new($"box-{number}");

    /// <summary>Where a recording belongs.</summary>
    public static Shelf Of(RecordingPurpose purpose) => purpose switch
    {
        RecordingPurpose.Message message => Box(message.Box),
        RecordingPurpose.Greeting greeting => Greetings(greeting.Box),
        _ => Conversations,
    };
}
