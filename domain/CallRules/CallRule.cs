using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.CallRules;

/// <summary>One rule of a list that is tried from the top: when all its conditions hold, this is what happens to the call (EXT-400).</summary>
/// <param name="Name">1 to 64 characters, each once in its list.</param>
/// <param name="Then">What happens.</param>
/// <param name="When">All of these have to hold; none: it always holds (RCH-369).</param>
[DisplayName("Rule")]
[Called("rule “{name}”")]
public sealed record CallRule(
    [property: Key, Description("What the rule is called: 1 to 64 characters, each once."), Length(1, 64)] string Name,
    [property: Description("What happens to the call.")] RuleAction Then,
    [property: Description("What has to hold, all of it; left out: the rule always holds.")] RuleConditions? When = null)
{
    /// <summary>The most rules of one list (RCH-377).</summary>
    public const int Most = 50;

    internal bool IsAlways => When is null or { IsEmpty: true };

    // whether the clock, or what somebody does, decides too
    internal bool ByTime => When is { IsByTime: true };
}

/// <summary>What a rule does with a call (EXT-402).</summary>
/// <param name="Do">Which of the actions it is; each member below belongs to one or two of them.</param>
/// <param name="Ring">Of “ring”: 1 to 10 destinations, each with its own delay from the start of the rule (EXT-403).</param>
/// <param name="RingFor">Of “ring”: how long it goes on after the last destination has started: 5 to 180 s; none: 60 s (RCH-373).</param>
/// <param name="Destination">Of “forward” and “voicemail”: where the call goes; of “personal-queue”: the user for whom it waits; of “message”: where it goes afterwards, none: it is released.</param>
/// <param name="Message">Of “message”: spoken text.</param>
/// <param name="MessagePrompt">Of “message”: a prompt of the account's own in its place.</param>
[DisplayName("Action")]
public sealed record RuleAction(
    [property: Description("What is done.")] RuleDo Do,
    [property: Description("Of “ring”: who is rung, each after a time of its own: 1 to 10."), Length(0, RuleAction.MostDestinations)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<RungDestination> Ring = default,
    [property: Description("Of “ring”: how long it goes on after the last destination has started: 5 to 180 seconds; left out: 60 seconds.")] TimeSpan? RingFor = null,
    [property: Description("Of “forward” and “voicemail”: where the call goes. Of “personal-queue”: the user for whom it waits. Of “message”: where it goes afterwards; left out: it is released.")] Destination? Destination = null,
    [property: Description("Of “message”: a spoken text of 1 to 400 characters."), Length(1, SpokenText.Longest)] string? Message = null,
    [property: Description("Of “message”: the name of a voice prompt of the account's own, in place of a text."), Length(1, OwnPrompt.LongestName)] string? MessagePrompt = null)
{
    /// <summary>The most destinations of one rule (EXT-059).</summary>
    public const int MostDestinations = 10;

    private static readonly TimeSpan UsualRing = TimeSpan.FromSeconds(60);

    internal static RuleAction Unavailable { get; } = new(RuleDo.Unavailable);

    internal static RuleAction Allow { get; } = new(RuleDo.Allow);

    internal TimeSpan RingsFor => RingFor ?? UsualRing;

    // whether no call gets past it, whatever becomes of phones and destinations
    internal bool IsFinal => Do is RuleDo.Message or RuleDo.Busy or RuleDo.Unavailable or RuleDo.Allow;
}

/// <summary>A destination of a rule that rings several.</summary>
/// <param name="Destination">A user or a public number is rung; any other takes the call by itself, and those who ring until then are left in peace (EXT-403). None: in rules of users the user's own phone.</param>
/// <param name="After">From the start of the rule: 0 to 300 s (RCH-370).</param>
[DisplayName("Rung destination")]
[Called("destination {destination}")]
public sealed record RungDestination(
    [property: Key, Description("Who is rung, each once; what takes calls by itself, such as a mailbox, takes the call when its time has come. Left out: in rules of users the user's own phone.")] Destination? Destination = null,
    [property: Description("How long after the start of the rule: 0 to 300 seconds.")] TimeSpan After = default);

/// <summary>The actions of rules (EXT-402).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RuleDo>))]
public enum RuleDo
{
    /// <summary>Destinations ring, each after a time of its own.</summary>
    [JsonStringEnumMemberName("ring")]
    Ring,

    /// <summary>The caller hears a message.</summary>
    [JsonStringEnumMemberName("message")]
    Message,

    /// <summary>The call goes to a destination and is handled there.</summary>
    [JsonStringEnumMemberName("forward")]
    Forward,

    /// <summary>The call goes to a mailbox.</summary>
    [JsonStringEnumMemberName("voicemail")]
    Voicemail,

    /// <summary>The call waits until a user is free, in the personal queue of that user (RCH-461).</summary>
    [JsonStringEnumMemberName("personal-queue")]
    PersonalQueue,

    /// <summary>The caller hears busy.</summary>
    [JsonStringEnumMemberName("busy")]
    Busy,

    /// <summary>The caller hears that nobody is available.</summary>
    [JsonStringEnumMemberName("unavailable")]
    Unavailable,

    /// <summary>The call goes on as if there were no rules; of users' rules only (RCH-399).</summary>
    [JsonStringEnumMemberName("allow")]
    Allow,
}
