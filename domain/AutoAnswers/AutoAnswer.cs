using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.AutoAnswers;

/// <summary>Plays one message and disconnects (EXT-023, EXT-205 to EXT-208).</summary>
public sealed class AutoAnswer : IExtensionType<AutoAnswerConfig, AutoAnswerState>
{
    private AutoAnswer()
    {
    }

    /// <inheritdoc/>
    public static string Key => "auto-answer";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static AutoAnswerConfig Sample { get; } = new("We are closed today.");

    /// <inheritdoc/>
    public static Move<AutoAnswerState> Enter(AutoAnswerConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        var sound = Announcement.Of(config.Message, config.MessagePrompt, arrival, Prompt.NotAvailable);
        var because = config.Message is null && config.MessagePrompt is null
            ? new Because("It has no message, so the standard announcement is played.", "EXT-208", "/message")
            : new Because("Its message is played once.", "EXT-206", config.MessagePrompt is null ? "/message" : "/messagePrompt");
        return new Move<AutoAnswerState>.Stay(new AutoAnswerState(at.Op(0), at.At + SoundLength.AtMost(sound)), [new CallCommand.Play([sound])], because);
    }

    /// <inheritdoc/>
    public static Move<AutoAnswerState> Step(AutoAnswerState state, CallEvent evt, AutoAnswerConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(state);
        return evt switch
        {
            CallEvent.SoundEnded ended when ended.Of == state.Sound => End(EndReason.Completed, "The message was played."),
            CallEvent.SoundFailed failed when failed.Of == state.Sound => End(EndReason.Unavailable, "The message could not be played."),
            CallEvent.TimeReached when at.At >= state.Until => End(EndReason.Completed, "The message should have ended long ago."),
            _ => new Move<AutoAnswerState>.Stay(state, []),
        };
    }

    /// <inheritdoc/>
    public static DateTimeOffset? Due(AutoAnswerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(AutoAnswerConfig config) => [];

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(AutoAnswerConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (config.Message is null && config.MessagePrompt is null)
        {
            yield return new Problem("/message", "Without a message callers hear that nobody is available.", IsWarning: true);
        }

        foreach (var problem in Announcement.Check("message", config.Message, config.MessagePrompt, plan))
        {
            yield return problem;
        }
    }

    private static Move<AutoAnswerState>.End End(EndReason reason, string why) => new(reason, [], new Because(why, "EXT-206"));
}

/// <summary>What an auto-answer extension says.</summary>
/// <param name="Message">Spoken text; none: the standard announcement (EXT-208).</param>
/// <param name="MessagePrompt">A prompt of the account's own in its place (EXT-205).</param>
public sealed record AutoAnswerConfig(
    [property: Description("Spoken text of 1 to 400 characters; left out: the standard announcement."), Length(1, SpokenText.Longest)] string? Message = null,
    [property: Description("The name of a voice prompt of the account's own, in place of a text."), Length(1, OwnPrompt.LongestName)] string? MessagePrompt = null);

/// <summary>The message is being played.</summary>
public sealed record AutoAnswerState(OpId Sound, DateTimeOffset Until);

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(AutoAnswerConfig))]
[JsonSerializable(typeof(AutoAnswerState))]
public sealed partial class AutoAnswerJson : JsonSerializerContext;
