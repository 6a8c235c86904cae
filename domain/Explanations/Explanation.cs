using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Explanations;

/// <summary>Why a call goes where it goes: its way step by step, what the caller hears, how it ends, and where it would have gone otherwise.</summary>
/// <param name="Plan">The numbering plan that was in force for the dialled number; none: it is in no scheme, or no plan was active.</param>
/// <param name="Steps">Every decision, and every circumstance that decided something, oldest first.</param>
/// <param name="Passes">The extensions that the call went through, in order.</param>
/// <param name="Heard">What the caller heard, in order.</param>
/// <param name="Alarms">What the people who watch over the platform would be told.</param>
/// <param name="Record">What would stand in the call log; none when the way was cut off.</param>
/// <param name="Files">The audio files that were played: how long they last is part of when things happen.</param>
public sealed record Explanation(
    PhoneAddress From,
    PhoneNumber To,
    DateTimeOffset At,
    PlanInForce? Plan,
    ValueList<ExplainedStep> Steps,
    ValueList<ExtensionNumber> Passes,
    ValueList<HeardSound> Heard,
    Ending End,
    ValueList<string> Alarms,
    [property: JsonIgnore] CallRecord? Record,
    [property: JsonIgnore] IReadOnlySet<AudioFile> Files);

/// <summary>The numbering plan that decided where a number leads.</summary>
/// <param name="Because">Why it was in force.</param>
public sealed record PlanInForce(int Scheme, int Plan, string Name, ActiveBy By, string Because);

/// <summary>One step of a call's way.</summary>
/// <param name="After">Since the call rang.</param>
/// <param name="Event">What happened that led to it, where people or network did something.</param>
/// <param name="What">What was done.</param>
/// <param name="Why">Why.</param>
/// <param name="Rule">The rule of the specification.</param>
/// <param name="Extension">The extension that decided; none: what all calls have in common.</param>
/// <param name="Setting">The setting that decided, and its value.</param>
/// <param name="Lost">What could have decided and did not.</param>
/// <param name="Branch">Where it depended on what is assumed: what else could have happened, and what would have followed.</param>
public sealed record ExplainedStep(
    TimeSpan After,
    DateTimeOffset At,
    string? Event,
    string What,
    string Why,
    string? Rule,
    ExtensionNumber? Extension,
    string? Name,
    string? Type,
    DecidingSetting? Setting,
    ValueList<Lost> Lost,
    BranchPoint? Branch);

/// <summary>A setting of the account document. The pointer leads into the document; no value means that it is left out.</summary>
public sealed record DecidingSetting(string Pointer, JsonNode? Value);

/// <summary>Something that could have decided: what it is, what it would have led to, and why it did not.</summary>
public sealed record Lost(string What, string Why, string Rule);

/// <summary>A place in a call's way that depends on people or network. Words are those of what happened: <c>key-1</c>, <c>no-key</c>, <c>answer</c>, <c>busy</c> ….</summary>
public sealed record BranchPoint(string Happened, ValueList<Branch> Others);

/// <summary>What would follow next if something else happened. Circumstances that lead to the same are told together; the words are then those of the first.</summary>
/// <param name="Happens">In the same words as what happened.</param>
/// <param name="Extension">Where the call would be then, or stay.</param>
/// <param name="TalksTo">The phone that the caller would talk to.</param>
/// <param name="Ends">How the call would end.</param>
public sealed record Branch(ValueList<string> Happens, string What, string Why, string? Rule, string? Extension, PhoneAddress? TalksTo, EndReason? Ends);

/// <summary>Something that the caller hears.</summary>
/// <param name="Text">The words, or what it is in words: a tone, or the name of a prompt of the account's own.</param>
public sealed record HeardSound(TimeSpan After, SoundKind Kind, string Text, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Loop = false);

/// <summary>What kind of sound the caller hears.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SoundKind>))]
public enum SoundKind
{
    /// <summary>Words read aloud.</summary>
    [JsonStringEnumMemberName("speech")]
    Speech,

    /// <summary>A tone of the telephone network.</summary>
    [JsonStringEnumMemberName("tone")]
    Tone,

    /// <summary>A prompt of the account's own.</summary>
    [JsonStringEnumMemberName("prompt")]
    Prompt,
}

/// <summary>How a call ends.</summary>
/// <param name="Reason">None: the call was still going on when the explanation was cut off.</param>
/// <param name="Text">The same in words.</param>
/// <param name="Extension">The extension that it was in last.</param>
/// <param name="TalkedTo">The phone that the caller talked to last.</param>
/// <param name="Total">From the first ring to the end.</param>
public sealed record Ending(EndReason? Reason, string Text, ExtensionNumber? Extension, PhoneAddress? TalkedTo, DateTimeOffset At, TimeSpan Total);
