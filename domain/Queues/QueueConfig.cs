using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NightMode;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Queues;

/// <summary>A queue, with all options that its sources have (QUE-396 to QUE-457); an option that is left out behaves as if there were none.</summary>
/// <param name="Kind">Agent queue or attendant queue (QUE-016).</param>
/// <param name="Members">Users and forwards, the highest rank first (QUE-063, QUE-069).</param>
/// <param name="IsClosed">Whether only members whom an administrator has added may log in (QUE-078 to QUE-080).</param>
/// <param name="Strategy">Who is offered a call first (section 12).</param>
/// <param name="Ranking">Whether the list of the strategy “priority or skill” is one of priorities or of skills (QUE-147).</param>
/// <param name="Skilled">That list (QUE-148, QUE-149).</param>
/// <param name="LongestIdleAmongEqual">Who comes first among equals: the longest idle, else anyone (QUE-152).</param>
/// <param name="InParallel">How many agents ring at once for one call: 1 to 50 (QUE-155).</param>
/// <param name="PresenceMatters">Whether who is not available is not offered calls (QUE-195).</param>
/// <param name="RingFor">How long an offer rings: 5 to 300 s (QUE-160).</param>
/// <param name="CoolDown">The rest after a conversation: 0 to 3,600 s (QUE-170).</param>
/// <param name="CoolDownHere">Whether it counts for this queue alone (QUE-172); none: as the kind has it (QUE-359).</param>
/// <param name="LogOffAfter">After how many missed offers in a row an agent is logged out: 1 to 20 (QUE-164).</param>
/// <param name="HelpNumber">Where an agent reaches help (QUE-354).</param>
/// <param name="Weight">0 to 100; calls of the queue with the highest are offered first (QUE-179).</param>
/// <param name="OffersSecondCall">Whether agents who have one queue call are offered a second (QUE-186).</param>
/// <param name="Breakout">Where a caller goes who presses 1 (QUE-300).</param>
/// <param name="Ringback">Whether ring-back is heard once, before the call enters (QUE-211).</param>
/// <param name="Introduction">The name of a prompt that is played on entry (QUE-213).</param>
/// <param name="SkipsIntroduction">Whether it is skipped for who can be offered at once (QUE-214).</param>
/// <param name="AnnouncesPosition">QUE-221.</param>
/// <param name="AnnouncesWait">QUE-222.</param>
/// <param name="Interval">0 or 10 to 3,600 s between announcements; 0: none (QUE-223, QUE-234).</param>
/// <param name="StatusMessage">The name of a prompt (QUE-232).</param>
/// <param name="AlternatesStatus">Whether status message and position take turns (QUE-235).</param>
/// <param name="WaitNotBelow">A smaller estimate is not spoken: 0 to 7,200 s (QUE-229).</param>
/// <param name="WaitNotAbove">A larger one is not (QUE-230).</param>
/// <param name="PlaysMusic">Music, or else ring-back (QUE-236).</param>
/// <param name="Music">The names of prompts, in their order (QUE-237); none: the platform's.</param>
/// <param name="Infotainment">The names of prompts, one a minute (QUE-245).</param>
/// <param name="RingsWhenOffered">Whether ring-back is heard while an offer rings (QUE-243).</param>
/// <param name="CallLimit">1 to 500 calls (QUE-252).</param>
/// <param name="OverflowAfter">A call is not admitted while the longest wait is longer: 10 s to 2 h (QUE-256).</param>
/// <param name="OverflowAction">What becomes of a call that is not admitted (QUE-258).</param>
/// <param name="OverflowTo">Where it goes, when it is forwarded.</param>
/// <param name="ForwardTo">Where calls go that cannot wait or have waited too long, 1 to 10 that ring at once; none: forwarding is off (QUE-278 to QUE-280).</param>
/// <param name="ForwardAfter">The forward timer: 5 to 7,200 s (QUE-263).</param>
/// <param name="WaitedTooLong">Where the timer and the attempts lead instead (QUE-265).</param>
/// <param name="MostAttempts">After so many offers the call is forwarded: 1 to 100 (QUE-269).</param>
/// <param name="NoAgent">Where calls go while nobody is logged in, 1 to 10 that ring at once; none: they wait (QUE-271, QUE-275).</param>
/// <param name="IndividualForwards">Whether forwards of agents and destinations are followed (QUE-288).</param>
/// <param name="Callback">Whether and how callers are called back; none: they are not (QUE-308).</param>
/// <param name="Metadata">0 to 40 characters in place of the queue's name (QUE-332).</param>
/// <param name="KeepsMetadata">Whether a text that the call has already stays (QUE-333).</param>
/// <param name="ShowsNumber">Whether the called party sees a number (QUE-336).</param>
/// <param name="ForcesDivertingNumber">QUE-335.</param>
/// <param name="FeatureCode">Once in the account; none: the extension's number (QUE-096).</param>
/// <param name="UserGroups">Names of groups whose users log themselves in and out and receive calls (QUE-108).</param>
/// <param name="Supervisors">Names of groups whose users log others in and out (QUE-109).</param>
/// <param name="AdministratorGroups">Names of groups whose users change the queue (QUE-107).</param>
/// <param name="BarringGroups">Names of groups that limit where it may call (QUE-360).</param>
/// <param name="Outgoing">Its use as an outgoing line; none: it is none (QUE-338).</param>
/// <param name="NotInSearch">QUE-337.</param>
/// <param name="SmsName">Up to 11 characters; none: it sends no texts (QUE-341).</param>
/// <param name="SmsNumber">The number that texts come from; needs the name.</param>
/// <param name="CampOn">For attendant queues alone; none: there is none (QUE-363).</param>
/// <param name="NightMode">Its own night mode; none: it follows the company's.</param>
public sealed record QueueConfig(
    [property: Description("The agents, users or forwards, the highest rank first: up to 1000."), Length(0, QueueConfig.MostMembers)] ValueList<QueueMember> Members = default,
    [property: Description("Who is offered a call first.")] Strategy Strategy = Strategy.LongestIdle,
    [property: Description("Agent queue or attendant queue.")] QueueKind Kind = QueueKind.Agent,
    [property: Description("Whether only users whom an administrator has added may log in.")] bool IsClosed = false,
    [property: Description("Whether the list of priorities or skills is one of priorities or of skills.")] Ranking Ranking = Ranking.Priority,
    [property: Description("The list of priorities, the first comes first, or of skills from 1 to 10."), Length(0, QueueConfig.MostMembers)] ValueList<SkilledAgent> Skilled = default,
    [property: Description("Whether the longest idle comes first among equal skills; otherwise anyone.")] bool LongestIdleAmongEqual = false,
    [property: Description("How many agents ring at once for one call."), Range(1, 50)] int InParallel = 1,
    [property: Description("Whether agents whose presence is not available are not offered calls.")] bool PresenceMatters = false,
    [property: Description("How long an offer rings: 5 to 300 seconds; left out: 20 seconds.")] TimeSpan? RingFor = null,
    [property: Description("The rest of an agent after a conversation: 0 to 3600 seconds; left out: none.")] TimeSpan? CoolDown = null,
    [property: Description("Whether that rest counts for this queue alone; left out: for all queues, of an attendant queue for itself.")] bool? CoolDownHere = null,
    [property: Description("After how many offers missed in a row an agent is logged out: 1 to 20; left out: never."), Range(1, 20)] int? LogOffAfter = null,
    [property: Description("Where an agent reaches help: an extension or a public number.")] Destination? HelpNumber = null,
    [property: Description("For agents of several queues: calls of the queue with the highest weight are offered first. 0 to 100."), Range(0, 100)] int Weight = 0,
    [property: Description("Whether agents who have one call of a queue are offered a second one. For emergency lines; it disturbs the strategies.")] bool OffersSecondCall = false,
    [property: Description("Where a waiting caller goes who presses 1.")] Destination? Breakout = null,
    [property: Description("Whether the caller hears ring-back once before the call enters.")] bool Ringback = false,
    [property: Description("The name of a voice prompt that is played on entry."), Length(1, OwnPrompt.LongestName)] string? Introduction = null,
    [property: Description("Whether it is skipped when an agent is free.")] bool SkipsIntroduction = false,
    [property: Description("Whether callers hear their position.")] bool AnnouncesPosition = false,
    [property: Description("Whether callers hear how long they may have to wait.")] bool AnnouncesWait = false,
    [property: Description("How far announcements are apart: 10 to 3600 seconds, or 0 for none; left out: 30 seconds.")] TimeSpan? Interval = null,
    [property: Description("The name of a voice prompt that is played with the announcements."), Length(1, OwnPrompt.LongestName)] string? StatusMessage = null,
    [property: Description("Whether status message and position take turns.")] bool AlternatesStatus = false,
    [property: Description("A smaller estimate of the wait is not spoken: up to 7200 seconds.")] TimeSpan? WaitNotBelow = null,
    [property: Description("A larger estimate of the wait is not spoken: up to 7200 seconds.")] TimeSpan? WaitNotAbove = null,
    [property: Description("Whether waiting callers hear music; otherwise they hear ring-back.")] bool PlaysMusic = true,
    [property: Description("The names of voice prompts that are played one after the other; left out: the platform's music."), Length(0, 50)] ValueList<string> Music = default,
    [property: Description("The names of voice prompts that are played after each minute, once each."), Length(0, 50)] ValueList<string> Infotainment = default,
    [property: Description("Whether the caller hears ring-back while agents are rung.")] bool RingsWhenOffered = false,
    [property: Description("How many calls there may be in the queue: 1 to 500."), Range(1, 500)] int CallLimit = 10,
    [property: Description("No call is admitted while somebody has waited longer: 10 seconds to 2 hours.")] TimeSpan? OverflowAfter = null,
    [property: Description("What becomes of a call that is not admitted.")] Overflow OverflowAction = Overflow.Automatic,
    [property: Description("Where a call goes that is not admitted, when it is forwarded.")] Destination? OverflowTo = null,
    [property: Description("Where calls go that cannot be admitted or have waited too long: up to 10, which ring at once; left out: nowhere."), Length(0, RingTarget.MostDestinations)] ValueList<Destination> ForwardTo = default,
    [property: Description("How long a call waits before it is forwarded: 5 to 7200 seconds; left out: 60 seconds.")] TimeSpan? ForwardAfter = null,
    [property: Description("Where a call goes instead that has waited too long or was offered too often.")] Destination? WaitedTooLong = null,
    [property: Description("After how many offers a call is forwarded: 1 to 100; left out: never."), Range(1, 100)] int? MostAttempts = null,
    [property: Description("Where calls go while no agent is logged in: up to 10, which ring at once; left out: they wait."), Length(0, RingTarget.MostDestinations)] ValueList<Destination> NoAgent = default,
    [property: Description("Whether forwards of agents and of destinations are followed. It can disturb the strategy.")] bool IndividualForwards = false,
    [property: Description("How callers are called back who press 5; left out: they are not.")] Callback? Callback = null,
    [property: Description("A text for who receives the call, in place of the queue's name: up to 40 characters."), Length(0, 40)] string Metadata = "",
    [property: Description("Whether a text that the call has already is kept.")] bool KeepsMetadata = false,
    [property: Description("Whether the called party sees a number.")] bool ShowsNumber = true,
    [property: Description("Whether agents are shown the queue's number as the one that sends the call on.")] bool ForcesDivertingNumber = false,
    [property: Description("The code of the queue for logging in and out, once in the account; left out: the extension's number."), RegularExpression("^[0-9]{1,8}$")] string? FeatureCode = null,
    [property: Description("The user groups whose users may log themselves in and receive calls."), Length(0, 20)] ValueList<string> UserGroups = default,
    [property: Description("The user groups whose users may log others in and out."), Length(0, 20)] ValueList<string> Supervisors = default,
    [property: Description("The groups whose administrators may change the queue."), Length(0, 20)] ValueList<string> AdministratorGroups = default,
    [property: Description("The barring groups that limit where the queue may call."), Length(0, 20)] ValueList<string> BarringGroups = default,
    [property: Description("Its use as an outgoing line; left out: it is none.")] OutgoingLine? Outgoing = null,
    [property: Description("Whether the queue is left out of contact searches.")] bool NotInSearch = false,
    [property: Description("The name that text messages from the queue show: up to 11 characters; left out: it sends none."), Length(1, 11)] string? SmsName = null,
    [property: Description("The number that text messages from the queue come from; it needs the name.")] PhoneNumber? SmsNumber = null,
    [property: Description("Camping on busy users, for attendant queues; left out: off.")] CampOn? CampOn = null,
    [property: Description("Its own night mode; left out: it follows the company's.")] ElementNightMode? NightMode = null) : IHasNightMode, IInforms
{
    /// <summary>The most members.</summary>
    public const int MostMembers = 1000;

    internal static TimeSpan UsualRing { get; } = TimeSpan.FromSeconds(20);

    internal static TimeSpan UsualInterval { get; } = TimeSpan.FromSeconds(30);

    internal static TimeSpan UsualForwardAfter { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether it is the personal queue of a user (RCH-460): in no list, nobody logs in to it, and it counts in no statistics.</summary>
    internal bool IsPersonal { get; init; }

    /// <summary>The name of a prompt that is heard on entering, while the call is offered already (RCH-472).</summary>
    internal string? Welcome { get; init; }

    /// <summary>Whether the forward timer and the attempts lead somewhere (QUE-265, QUE-268, QUE-270); that of a personal queue leads to the end at least (RCH-466).</summary>
    internal bool TimerLeads => WaitedTooLong is not null || ForwardTo.Count > 0 || IsPersonal;

    /// <summary>How long a call waits before it is forwarded, if the timer leads somewhere (QUE-263).</summary>
    internal TimeSpan ForwardsAfter => ForwardAfter ?? UsualForwardAfter;

    /// <summary>How far announcements are apart; zero: there are none (QUE-223, QUE-234).</summary>
    internal TimeSpan AnnouncesEvery => StatusMessage is null && !AnnouncesPosition && !AnnouncesWait ? TimeSpan.Zero : Interval ?? UsualInterval;

    /// <summary>What an agent's phone shows: the queue's name, or the text in its place, before the caller (QUE-331 to QUE-335).</summary>
    internal string DisplayFor(Arrival arrival)
    {
        var earlier = arrival.Information is { Length: > 0 } given ? given : null;
        var text = Metadata.Length == 0 ? null : KeepsMetadata ? earlier ?? Metadata : Metadata;
        var caller = text is not null && earlier is not null && arrival.Display.EndsWith($" ({earlier})", StringComparison.Ordinal) ? arrival.Display[..^(earlier.Length + 3)] : arrival.Display;
        return IsPersonal ? arrival.Display : $"{text ?? arrival.Name}{(ForcesDivertingNumber ? $" ({arrival.Own?.Value ?? arrival.Number?.Value})" : "")} {caller}";
    }

    /// <inheritdoc/>
    [JsonIgnore]
    string IInforms.Information => Metadata;

    /// <inheritdoc/>
    [JsonIgnore]
    bool IInforms.KeepsInformation => KeepsMetadata;

    /// <summary>The rest after a conversation counts for this queue alone (QUE-172, QUE-359).</summary>
    internal bool RestsHereOnly => CoolDownHere ?? Kind == QueueKind.Attendant;

    /// <summary>How long an agent is rung (QUE-161).</summary>
    internal TimeSpan RingsFor(QueueMember? member) => member?.RingFor ?? RingFor ?? UsualRing;

    /// <summary>How long an agent rests (QUE-171).</summary>
    internal TimeSpan RestsFor(QueueMember? member) => member?.CoolDown ?? CoolDown ?? TimeSpan.Zero;

    /// <summary>What weight the queue has for an agent (QUE-181).</summary>
    internal int WeightFor(QueueMember? member) => member?.Weight ?? Weight;
}

/// <summary>Somebody to whom calls of a queue are offered.</summary>
/// <param name="Agent">A user or a forward (QUE-063).</param>
/// <param name="RingFor">In place of the queue's (QUE-161).</param>
/// <param name="CoolDown">In place of the queue's (QUE-171).</param>
/// <param name="Weight">In place of the queue's (QUE-181).</param>
public sealed record QueueMember(
    [property: Key, Description("The extension of a user or a forward.")] ExtensionNumber Agent,
    [property: Description("How long this agent is rung: 5 to 300 seconds; left out: as the queue says.")] TimeSpan? RingFor = null,
    [property: Description("The rest of this agent after a conversation: 0 to 3600 seconds; left out: as the queue says.")] TimeSpan? CoolDown = null,
    [property: Description("The weight of the queue for this agent; left out: the queue's."), Range(0, 100)] int? Weight = null);

/// <summary>An agent with a priority or skill.</summary>
/// <param name="Skill">1 to 10, for a list of skills (QUE-149).</param>
public sealed record SkilledAgent(
    [property: Key, Description("The extension of a user.")] ExtensionNumber Agent,
    [property: Description("The skill from 1 to 10; 5 is usual. In a list of priorities it does not count."), Range(1, 10)] int Skill = 5);

/// <summary>How callers are called back who press 5 (QUE-307, QUE-308).</summary>
/// <param name="RingFor">How long the caller is rung: 10 to 120 s (QUE-319).</param>
/// <param name="Attempts">How often in all: 1 to 10 (QUE-320).</param>
/// <param name="ValidFor">How long the wish stands; none: without end (QUE-323).</param>
/// <param name="Metadata">0 to 40 characters on the agent's phone (QUE-317).</param>
/// <param name="Message">The name of a prompt that the agent hears first (QUE-318).</param>
public sealed record Callback(
    [property: Description("How long the caller is rung: 10 to 120 seconds; left out: 30 seconds.")] TimeSpan? RingFor = null,
    [property: Description("How often the caller is tried in all: 1 to 10."), Range(1, 10)] int Attempts = 3,
    [property: Description("For how long the wish stands: up to 24 hours; left out: without end.")] TimeSpan? ValidFor = null,
    [property: Description("A text on the agent's phone: up to 40 characters."), Length(0, 40)] string Metadata = "",
    [property: Description("The name of a voice prompt that the agent hears before the caller is rung."), Length(1, OwnPrompt.LongestName)] string? Message = null);

/// <summary>A queue as an outgoing line (QUE-338 to QUE-340).</summary>
/// <param name="UsesInternalNumber">QUE-339.</param>
/// <param name="Shown">QUE-340.</param>
public sealed record OutgoingLine(
    [property: Description("Whether the queue's number is shown on outgoing calls.")] bool UsesInternalNumber = false,
    [property: Description("The number of the account that is shown instead.")] PhoneNumber? Shown = null);

/// <summary>Camping on busy users (QUE-363 to QUE-366).</summary>
/// <param name="NotifyAfter">When the receptionist is told: 0 to 3,600 s, 0 never (QUE-365).</param>
/// <param name="NotifyAllAfter">When all are told (QUE-366).</param>
public sealed record CampOn(
    [property: Description("When the receptionist who transferred the call is told: up to 3600 seconds, 0 for never; left out: 60 seconds.")] TimeSpan? NotifyAfter = null,
    [property: Description("When all receptionists are told: up to 3600 seconds, 0 for never; left out: 120 seconds.")] TimeSpan? NotifyAllAfter = null);

/// <summary>The two kinds of queue (QUE-016).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QueueKind>))]
public enum QueueKind
{
    /// <summary>A queue with agents.</summary>
    [JsonStringEnumMemberName("agent")]
    Agent,

    /// <summary>A queue with receptionists (sections 34 and 35).</summary>
    [JsonStringEnumMemberName("attendant")]
    Attendant,
}

/// <summary>Who is offered a call first (section 12).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Strategy>))]
public enum Strategy
{
    /// <summary>Who has answered a call of the queue longest ago (QUE-127).</summary>
    [JsonStringEnumMemberName("longest-idle")]
    LongestIdle,

    /// <summary>Who has answered the fewest calls of the queue since logging in (QUE-128).</summary>
    [JsonStringEnumMemberName("fewest-calls")]
    FewestCalls,

    /// <summary>Anyone (QUE-129).</summary>
    [JsonStringEnumMemberName("random")]
    Random,

    /// <summary>By rank (QUE-130).</summary>
    [JsonStringEnumMemberName("sequential")]
    Sequential,

    /// <summary>By rank, from who was offered the last call (QUE-131).</summary>
    [JsonStringEnumMemberName("sequential-with-memory")]
    SequentialWithMemory,

    /// <summary>Who has talked least in calls of the queue since logging in (QUE-132).</summary>
    [JsonStringEnumMemberName("least-talk-time")]
    LeastTalkTime,

    /// <summary>All at once (QUE-133). Not recommended (QUE-138).</summary>
    [JsonStringEnumMemberName("ring-all")]
    RingAll,

    /// <summary>By a list of priorities or skills (QUE-134, section 13).</summary>
    [JsonStringEnumMemberName("priority-or-skill")]
    PriorityOrSkill,
}

/// <summary>What a list of agents says (QUE-147).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Ranking>))]
public enum Ranking
{
    /// <summary>Who is first in it comes first (QUE-148).</summary>
    [JsonStringEnumMemberName("priority")]
    Priority,

    /// <summary>Who has the highest level comes first (QUE-149).</summary>
    [JsonStringEnumMemberName("skill")]
    Skill,
}

/// <summary>What becomes of a call that is not admitted (QUE-258).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Overflow>))]
public enum Overflow
{
    /// <summary>It is forwarded where forwarding is on, else it gets busy (QUE-260).</summary>
    [JsonStringEnumMemberName("automatic")]
    Automatic,

    /// <summary>It gets busy.</summary>
    [JsonStringEnumMemberName("busy-tone")]
    BusyTone,

    /// <summary>It goes to a destination of its own.</summary>
    [JsonStringEnumMemberName("forward")]
    Forward,
}
