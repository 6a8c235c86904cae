using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Schedules;

/// <summary>
/// When a functional number is open, and what becomes of calls while it is not. It has nothing to do with numbering plans: it is looked at when a call enters the number, on the wall clock of the
/// account's zone.
/// </summary>
/// <param name="Events">In order: the first that matches decides (NPL-162).</param>
/// <param name="Otherwise">The default event, which matches when no other does; none: open (NPL-163, NPL-164).</param>
[DisplayName("Schedule")]
public sealed record NumberSchedule(
    [property: Description("What holds when, the most important first: the first event that matches decides."), Length(0, 100)] ValueList<ScheduleEvent> Events = default,
    [property: Description("What holds when no event matches; left out: the number is open.")] DefaultEvent? Otherwise = null);

/// <summary>The last line of a schedule: it always matches, and cannot be deleted (NPL-163).</summary>
/// <param name="Message">Spoken text before the action; none: nothing, or the closed prompt (NPL-166).</param>
/// <param name="MessagePrompt">A prompt of the account's own in its place (NPL-159).</param>
/// <param name="Destination">Where calls go; needed by “forward”, and by no other action.</param>
[DisplayName("Default event")]
public sealed record DefaultEvent(
    [property: Description("What becomes of calls.")] ScheduleAction Action = ScheduleAction.Open,
    [property: Description("What callers hear first: a spoken text of 1 to 400 characters."), Length(1, SpokenText.Longest)] string? Message = null,
    [property: Description("The name of a voice prompt of the account's own, in place of a text."), Length(1, OwnPrompt.LongestName)] string? MessagePrompt = null,
    [property: Description("Where calls are forwarded to.")] Destination? Destination = null) : IScheduleLine
{
    /// <inheritdoc/>
    [JsonIgnore]
    public string Called => "The default event";
}

/// <summary>A line of a schedule: what becomes of calls while it is in force.</summary>
public interface IScheduleLine
{
    /// <summary>What becomes of calls (NPL-160).</summary>
    ScheduleAction Action { get; }

    /// <summary>Spoken text before the action.</summary>
    string? Message { get; }

    /// <summary>A prompt of the account's own in its place.</summary>
    string? MessagePrompt { get; }

    /// <summary>Where “forward” sends calls.</summary>
    Destination? Destination { get; }

    /// <summary>How a sentence begins that tells of it.</summary>
    string Called { get; }
}

/// <summary>What a line of a schedule does with calls (NPL-160).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleAction>))]
public enum ScheduleAction
{
    /// <summary>The number handles them as ever (NPL-165).</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>They are released after a message (NPL-166).</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>They go elsewhere (NPL-167).</summary>
    [JsonStringEnumMemberName("forward")]
    Forward,
}
