using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Explanations;

/// <summary>A call that is to be explained: who calls what, when, and what people and network do.</summary>
public sealed record Question(PhoneAddress From, PhoneNumber To, DateTimeOffset At, Assumptions Assume);

/// <summary>
/// What is taken for granted of a call that is tried out. By default no key is pressed, nobody answers, mailboxes have room, who is asked to speak does so for ten seconds, and who talks does so for
/// a minute. What is assumed of limits and queues counts for extensions of that kind; of a queue of which nothing is assumed every member is logged in and free, and nobody waits
/// there already. Whoever waits for half an hour hangs up, unless something else is assumed.
/// </summary>
/// <param name="Keys">In the order in which they are listened for.</param>
/// <param name="Phones">An address wins over the extension that rings it.</param>
/// <param name="SpeaksFor">Of a caller who is asked to speak; zero: says nothing.</param>
/// <param name="TalksFor">How long two talk before the one who was called hangs up.</param>
/// <param name="HangsUpAfter">From the answer on; none: the caller stays to the end.</param>
[DisplayName("Assumptions")]
public sealed record Assumptions(
    [property: Description("The keys that the caller presses, in the order in which they are listened for; w waits. Left out: none.")] KeySequence? Keys = null,
    [property: Description("What phones do when they ring; those that are left out are not answered."), Length(0, 100)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<PhoneAssumption> Phones = default,
    [property: Description("Mailboxes that are full."), Length(0, 100)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<ExtensionNumber> FullMailboxes = default,
    [property: Description("How long a caller speaks who is asked to; left out: 10 seconds; at most an hour.")] TimeSpan? SpeaksFor = null,
    [property: Description("How long two talk; left out: a minute; at most four hours.")] TimeSpan? TalksFor = null,
    [property: Description("How long after the answer the caller hangs up; left out: not before the end; at most four hours.")] TimeSpan? HangsUpAfter = null,
    [property: Description("How queues are; they count for extensions that are queues."), Length(0, 100)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<QueueAssumption> Queues = default,
    [property: Description("How much of call limits is in use; they count for extensions that limit calls."), Length(0, 100)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<LimitAssumption> Limits = default)
{
    /// <summary>Nothing but what is usual.</summary>
    public static Assumptions None { get; } = new();

    /// <summary>The longest that somebody speaks in one go.</summary>
    public static TimeSpan LongestSpeech { get; } = TimeSpan.FromHours(1);

    /// <summary>The longest conversation.</summary>
    public static TimeSpan LongestTalk { get; } = TimeSpan.FromHours(4);

    internal static TimeSpan UsualSpeech { get; } = TimeSpan.FromSeconds(10);

    internal static TimeSpan UsualTalk { get; } = TimeSpan.FromMinutes(1);
}

/// <summary>What a phone does when it rings.</summary>
/// <param name="After">Of a phone that is answered or declined; none: 5 seconds.</param>
[DisplayName("Phone")]
public sealed record PhoneAssumption(
    [property: Key, Description("The phone: its address, or the extension that rings it.")] PhoneName Phone,
    [property: Description("What it does.")] PhoneBehaviour Behaviour = PhoneBehaviour.Answer,
    [property: Description("After how long it is answered or declined; left out: 5 seconds; at most an hour.")] TimeSpan? After = null)
{
    /// <summary>How long a phone rings before it is answered or declined.</summary>
    public static TimeSpan Usual { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest that can be said.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(1);
}

/// <summary>What a phone can do when it rings.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PhoneBehaviour>))]
public enum PhoneBehaviour
{
    /// <summary>Somebody answers.</summary>
    [JsonStringEnumMemberName("answer")]
    Answer,

    /// <summary>It is engaged.</summary>
    [JsonStringEnumMemberName("busy")]
    Busy,

    /// <summary>Somebody rejects the call.</summary>
    [JsonStringEnumMemberName("decline")]
    Decline,

    /// <summary>It rings, and nobody is there.</summary>
    [JsonStringEnumMemberName("no-answer")]
    NoAnswer,

    /// <summary>It is switched off or not registered; of a public number the network does not tell this from nobody answering.</summary>
    [JsonStringEnumMemberName("unreachable")]
    Unreachable,
}

/// <summary>How a queue is when the call comes.</summary>
[DisplayName("Queue")]
public sealed record QueueAssumption(
    [property: Key, Description("The extension of the queue.")] ExtensionNumber Extension,
    [property: Description("How many callers wait already."), Range(0, 10000)] int Waiting = 0,
    [property: Description("How many agents are logged in."), Range(0, 1000)] int LoggedIn = 0,
    [property: Description("How many of them are free."), Range(0, 1000)] int Free = 0);

/// <summary>How much of a call limit is in use when the call comes.</summary>
[DisplayName("Limit")]
public sealed record LimitAssumption(
    [property: Key, Description("The extension that limits calls.")] ExtensionNumber Extension,
    [property: Description("How many calls it counts already."), Range(0, 10000)] int InUse = 0);
