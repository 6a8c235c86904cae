using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.ExtensionPickers;

/// <summary>
/// Lets a caller from outside key the number of an extension (EXT-032, EXT-380 to EXT-391), so that users and groups are reached without a number of their own (EXT-385). It leads inwards only: no
/// public number, system extension or star code is reached this way (EXT-302, EXT-390).
/// </summary>
public sealed class ExtensionPicker : IExtensionType<ExtensionPickerConfig, ExtensionPickerState>
{
    private const string Fallback = "/fallback"; // the setting

    private ExtensionPicker()
    {
    }

    /// <inheritdoc/>
    public static string Key => "extension-picker";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static ExtensionPickerConfig Sample { get; } = new(Destination.Parse("200"), "Please key the number of the extension.", Ringback: true);

    /// <inheritdoc/>
    public static Move<ExtensionPickerState> Enter(ExtensionPickerConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(directory);
        if (!config.Ringback)
        {
            return Ask(config, arrival, directory, at, new Because("The caller is asked for an extension.", "EXT-386", config.WelcomePrompt is null ? "/welcome" : "/welcomePrompt"));
        }

        ValueList<Sound> rings = [new Sound.Signal(Tone.Ringback), new Sound.Signal(Tone.Ringback)];
        return new Move<ExtensionPickerState>.Stay(
            new ExtensionPickerState(at.Op(0), at.At + SoundLength.AtMost(rings[0]) + SoundLength.AtMost(rings[1]), IsRinging: true),
            [new CallCommand.Play(rings)],
            new Because("The caller hears two rings first.", "EXT-382", "/ringback"));
    }

    /// <inheritdoc/>
    public static Move<ExtensionPickerState> Step(ExtensionPickerState state, CallEvent evt, ExtensionPickerConfig config, Arrival arrival, IDirectory directory, Moment at) => (state, evt) switch
    {
        ({ IsRinging: true }, CallEvent.SoundEnded ended) when ended.Of == state.Op => Ask(config, arrival, directory, at, null),
        ({ IsRinging: true }, CallEvent.SoundFailed failed) when failed.Of == state.Op => Ask(config, arrival, directory, at, null),
        ({ IsRinging: true }, CallEvent.TimeReached) when at.At >= state.Until => Ask(config, arrival, directory, at, null),
        ({ IsRinging: false }, CallEvent.DigitsCollected digits) when digits.Of == state.Op => Keyed(digits.Digits, config, directory),
        ({ IsRinging: false }, CallEvent.NoDigitsCollected none) when none.Of == state.Op => Otherwise(config, "The caller keyed nothing.", "EXT-384"),
        ({ IsRinging: false }, CallEvent.CollectingFailed failed) when failed.Of == state.Op => Otherwise(config, "The network could not ask.", "EXT-384"),
        ({ IsRinging: false }, CallEvent.TimeReached) when at.At >= state.Until => Otherwise(config, "The network did not tell what became of the question.", "EXT-384"),
        _ => new Move<ExtensionPickerState>.Stay(state, []),
    };

    /// <inheritdoc/>
    public static DateTimeOffset? Due(ExtensionPickerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(ExtensionPickerConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return [new Way(config.Fallback, Fallback, "no valid extension")];
    }

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(ExtensionPickerConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        foreach (var problem in DestinationCheck.Check(config.Fallback, plan, isRequired: true))
        {
            yield return problem.Under(Fallback);
        }

        foreach (var problem in Announcement.Check("welcome", config.Welcome, config.WelcomePrompt, plan))
        {
            yield return problem;
        }

        if (config.FallbackTimeout is { } timeout && (timeout < ExtensionPickerConfig.Shortest || timeout > ExtensionPickerConfig.Longest))
        {
            yield return new Problem("/fallbackTimeout", "The fallback is used after 1 to 60 seconds without input.");
        }
    }

    // a wrong number has no second try (EXT-389)
    private static Move<ExtensionPickerState>.GoTo Keyed(string keys, ExtensionPickerConfig config, IDirectory directory) => KeyedNumber.Find(keys, directory.Account, directory.Find) is { } extension
        ? new(new Destination.ToExtension(extension.Number), [], new Because($"The caller keyed {extension.Number}.", "EXT-388"), Chosen: true, Otherwise: config.Fallback)
        : Otherwise(config, "What the caller keyed is no extension that can be reached this way.", "EXT-389") with { Chosen = true };

    private static Move<ExtensionPickerState>.GoTo Otherwise(ExtensionPickerConfig config, string why, string rule) =>
        new(config.Fallback, [], new Because($"{why} The fallback is used: {config.Fallback}.", rule, Fallback));

    private static Move<ExtensionPickerState>.Stay Ask(ExtensionPickerConfig config, Arrival arrival, IDirectory directory, Moment at, Because? because)
    {
        var (ask, until) = NumberEntry.Ask(
            [Announcement.Of(config.Welcome, config.WelcomePrompt, arrival, Prompt.EnterExtensionToCall)], Digits(arrival, directory), arrival.Waits, at, config.FallbackTimeout ?? ExtensionPickerConfig.Usual);
        return new(new ExtensionPickerState(at.Op(0), until), [ask], because);
    }

    // a draft may leave the length to its first extension
    private static int Digits(Arrival arrival, IDirectory directory) => directory.Account.ExtensionLength ?? arrival.Number?.Value.Length ?? 1;
}

/// <summary>How an extension picker asks.</summary>
/// <param name="Fallback">Where the call goes when nothing or no valid extension is keyed (EXT-383).</param>
/// <param name="Welcome">Spoken text that asks for the extension; none: the standard question (EXT-381).</param>
/// <param name="WelcomePrompt">A prompt of the account's own in its place (EXT-381, EXT-050).</param>
/// <param name="Ringback">Whether the caller hears two rings first (EXT-382).</param>
/// <param name="FallbackTimeout">1 to 60 s from the end of the question to the first key; none: 10 s (EXT-384, EXT-387).</param>
public sealed record ExtensionPickerConfig(
    [property: Description("Where the call goes when nothing or no valid extension is keyed.")] Destination Fallback,
    [property: Description("Spoken text of 1 to 400 characters that asks for the extension; left out: the standard question."), Length(1, SpokenText.Longest)] string? Welcome = null,
    [property: Description("The name of a voice prompt of the account's own, in place of a text."), Length(1, OwnPrompt.LongestName)] string? WelcomePrompt = null,
    [property: Description("Whether the caller hears two rings before the question.")] bool Ringback = false,
    [property: Description("How long a key is waited for after the question, 1 to 60 seconds; left out: 10 seconds.")] TimeSpan? FallbackTimeout = null) : IDialsByKeys
{
    internal static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    internal static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    [JsonIgnore]
    public bool DialsNumbers => true;

    /// <inheritdoc/>
    [JsonIgnore]
    public bool DialsNames => false;
}

/// <summary>The caller hears rings, or is asked for an extension.</summary>
/// <param name="Op">The rings, or the question.</param>
/// <param name="Until">By when the network should long have told what came of it.</param>
public sealed record ExtensionPickerState(OpId Op, DateTimeOffset Until, bool IsRinging = false);

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(ExtensionPickerConfig))]
[JsonSerializable(typeof(ExtensionPickerState))]
public sealed partial class ExtensionPickerJson : JsonSerializerContext;
