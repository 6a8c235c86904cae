using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Forwards;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.PersonalQueues;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.Recordings;

namespace Pbx.Domain.Calls;

/// <summary>One conversation, as the call machine remembers it between two events.</summary>
/// <param name="Facts">What does not change.</param>
/// <param name="Phase">Where the call is.</param>
/// <param name="Trail">What has happened so far.</param>
public sealed record Call(CallFacts Facts, Phase Phase, Trail Trail);

/// <summary>Who called what, and when.</summary>
/// <param name="Arrived">When we heard of the call; the plan is the one of this instant (NPL-114).</param>
/// <param name="Connection">How the network names our leg, once it has told us.</param>
/// <param name="CallerName">As the network told it; of a user of the account, as the configuration has it (EXT-082).</param>
/// <param name="Language">The account's, once the configuration was read; that of a caller who is a user of it (EXT-079).</param>
/// <param name="CallerExtension">The extension of a caller who is a user of the same account; none: a call from outside.</param>
public sealed record CallFacts(
    PhoneAddress Caller,
    string? CallerName,
    DialledNumber Dialled,
    DateTimeOffset Arrived,
    string? Connection = null,
    Language Language = Language.English,
    ExtensionNumber? CallerExtension = null);

/// <summary>Where a call is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "phase")]
[JsonDerivedType(typeof(Answering), "answering")]
[JsonDerivedType(typeof(Calling), "calling")]
[JsonDerivedType(typeof(InExtension), "in-extension")]
[JsonDerivedType(typeof(Announcing), "announcing")]
[JsonDerivedType(typeof(Talking), "talking")]
[JsonDerivedType(typeof(Ending), "ending")]
[JsonDerivedType(typeof(HangingUp), "hanging-up")]
[JsonDerivedType(typeof(Ended), "ended")]
public abstract record Phase
{
    private Phase()
    {
    }

    /// <summary>It rings, and the platform is answering it. By the instant the network should have connected the caller.</summary>
    public sealed record Answering(OpId Answer, DateTimeOffset Until) : Phase;

    /// <summary>A phone is being called by us, as the first in the call: that of an agent who calls back (QUE-317).</summary>
    /// <param name="Ring">The command that calls it.</param>
    /// <param name="Until">When it has rung for long enough.</param>
    /// <param name="Arrival">What the queue knows of who is called back.</param>
    /// <param name="Section">The configuration of the queue.</param>
    /// <param name="IsOverdue">Whether the network was asked who is there, because it has told nothing.</param>
    public sealed record Calling(OpId Ring, DateTimeOffset Until, Arrival Arrival, string Section, bool IsOverdue = false) : Phase;

    /// <summary>An extension has the call. The section is the configuration that it entered with and keeps (EXT-055).</summary>
    /// <param name="Outside">Of a public number in an extension's place: how the call is placed to it.</param>
    /// <param name="Entered">When this visit began.</param>
    public sealed record InExtension(Arrival Arrival, Destination At, string? Section, ExtensionState State, ForwardConfig? Outside = null, DateTimeOffset? Entered = null) : Phase;

    /// <summary>The message of an extension's schedule plays (NPL-165, NPL-167).</summary>
    /// <param name="Section">The configuration that the call has entered with and keeps (EXT-055).</param>
    /// <param name="Until">By when the network should long have told that it has ended.</param>
    /// <param name="To">Where the call goes then; none: the extension handles it.</param>
    public sealed record Announcing(Arrival Arrival, string Section, OpId Sound, DateTimeOffset Until, Destination? To = null) : Phase;

    /// <summary>Caller and phone talk. From time to time the network is asked whether they still do.</summary>
    /// <param name="Rights">Whether it may be recorded; nothing: not at all.</param>
    /// <param name="Notice">The command that tells both that they are recorded, while it plays.</param>
    /// <param name="CampOn">That the call is to wait for a user, as long as it is not decided, and after it was refused.</param>
    public sealed record Talking(
        OpId Ring,
        PhoneAddress Phone,
        DateTimeOffset LookAt,
        RecordingRights? Rights = null,
        OpId? Notice = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CampOnWish? CampOn = null) : Phase;

    /// <summary>The caller hears how the call ends.</summary>
    public sealed record Ending(EndReason Reason, OpId Sound, DateTimeOffset Until) : Phase;

    /// <summary>The call is being hung up; if the network does not tell that it has ended, it is hung up again.</summary>
    public sealed record HangingUp(EndReason Reason, DateTimeOffset Until, int Tries = 1) : Phase;

    /// <summary>It is over.</summary>
    public sealed record Ended(EndReason Reason, DateTimeOffset At) : Phase;
}

/// <summary>What has happened so far.</summary>
/// <param name="Answered">When a person or an answering extension took the call (EXT-069).</param>
/// <param name="Hops">Routing steps in all (EXT-068).</param>
/// <param name="HopsSinceInput">Routing steps since the caller last chose something.</param>
/// <param name="Prefixes">Collected on the way, in order (EXT-074).</param>
/// <param name="Roster">The highest sequence of rosters seen.</param>
/// <param name="Recordings">In the order in which they were started.</param>
/// <param name="Places">The call limits that count the call; it gives its places back when it ends (EXT-359).</param>
/// <param name="Lines">The lines of users that the call keeps busy (EXT-114).</param>
/// <param name="SeenAlone">Whether a roster has shown the caller alone while phones rang: one that answered may have left again before its answer was told.</param>
/// <param name="Information">A text for who receives the call (EXT-077); none: nobody has given one.</param>
/// <param name="Language">Of what a caller hears who is no user, once an extension has set one for the rest of the call (EXT-397); none: as it is set everywhere.</param>
/// <param name="PrefersOwn">Whether receivers see a number of ours where a number that sends the call on cannot be shown (EXT-398).</param>
/// <param name="Queue">The queue whose floor counts the call as waiting or talking; none: it is in none.</param>
/// <param name="CampOn">That it was camped on a user and waits, or was taken back; none: it was not, or that is over.</param>
public sealed record Trail(
    ValueList<Leg> Legs = default,
    ValueList<LoggedStep> Steps = default,
    DateTimeOffset? Answered = null,
    int Hops = 0,
    int HopsSinceInput = 0,
    ValueList<string> Prefixes = default,
    int Roster = 0,
    ValueList<CallRecording> Recordings = default,
    ValueList<ExtensionNumber> Places = default,
    string? Information = null,
    Language? Language = null,
    bool PrefersOwn = false,
    ValueList<HeldLine> Lines = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool SeenAlone = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] QueueVisit? Queue = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] CampedOn? CampOn = null);

/// <summary>The state of a call in an extension, with the type that it belongs to.</summary>
[JsonConverter(typeof(ExtensionStateJson))]
public sealed record ExtensionState(ExtensionType Type, object State);

/// <summary>Writes the state of an extension with the key of its type.</summary>
public sealed class ExtensionStateJson : JsonConverter<ExtensionState>
{
    /// <inheritdoc/>
    public override ExtensionState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var written = JsonSerializer.Deserialize(ref reader, Json.Of<Written>(options)) ?? throw new JsonException("The state of an extension is expected here.");
        var type = ExtensionTypes.FindOfCall(written.Type) ?? throw new JsonException($"“{written.Type}” is no type of extension.");
        var state = written.State.Deserialize(options.GetTypeInfo(type.StateType)) ?? throw new JsonException("An extension's state is not null.");
        return new ExtensionState(type, state);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ExtensionState value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(options);
        writer.WriteStartObject();
        writer.WriteString("type"u8, value.Type.Key);
        writer.WritePropertyName("state"u8);
        JsonSerializer.Serialize(writer, value.State, options.GetTypeInfo(value.Type.StateType));
        writer.WriteEndObject();
    }

    /// <summary>A state as it stands in JSON, before its type is known.</summary>
    public sealed record Written(string Type, JsonElement State);
}
