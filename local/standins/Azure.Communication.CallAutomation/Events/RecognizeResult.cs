using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>What a recognition heard: <see cref="DtmfResult"/>, <see cref="ChoiceResult"/> or <see cref="SpeechResult"/>.</summary>
public abstract class RecognizeResult
{
    private protected RecognizeResult()
    {
    }

    /// <summary>Which of the three it is.</summary>
    public abstract RecognizeResultType ResultType { get; }

    internal static RecognizeResult? Read(JsonElement data) =>
        data.Child("dtmfResult") is { } keys ? new DtmfResult(keys)
        : data.Child("choiceResult") is { } choice ? new ChoiceResult(choice)
        : data.Child("speechResult") is { } speech ? new SpeechResult(speech)
        : null;
}

/// <summary>Keys that were pressed; the stop key may be among them or not.</summary>
public sealed class DtmfResult : RecognizeResult
{
    internal DtmfResult(JsonElement json) =>
        Tones = json.List("tones", static tone => new DtmfTone(tone.ValueKind == JsonValueKind.String
            ? tone.GetString() ?? ""
            : throw JsonReading.Wrong("tones", "an array of strings")));

    /// <summary>The keys in the order they were pressed.</summary>
    public IReadOnlyList<DtmfTone> Tones { get; }

    /// <inheritdoc/>
    public override RecognizeResultType ResultType => RecognizeResultType.DtmfResult;

    /// <summary>The keys as characters, such as <c>12#</c>.</summary>
    public string ConvertToString() => string.Concat(Tones.Select(static tone => tone.ToChar()));
}

/// <summary>A choice that was said or pressed.</summary>
public sealed class ChoiceResult : RecognizeResult
{
    internal ChoiceResult(JsonElement json)
    {
        Label = json.Text("label");
        RecognizedPhrase = json.Text("recognizedPhrase");
        Confidence = json.Fraction("confidence");
    }

    /// <summary>The choice.</summary>
    public string? Label { get; }

    /// <summary>What was said; null when a key was pressed.</summary>
    public string? RecognizedPhrase { get; }

    /// <summary>From 0 to 1; null when a key was pressed.</summary>
    public double? Confidence { get; }

    /// <inheritdoc/>
    public override RecognizeResultType ResultType => RecognizeResultType.ChoiceResult;
}

/// <summary>Something that was said.</summary>
public sealed class SpeechResult : RecognizeResult
{
    internal SpeechResult(JsonElement json)
    {
        Speech = json.Text("speech");
        Confidence = json.Fraction("confidence");
    }

    /// <summary>The words.</summary>
    public string? Speech { get; }

    /// <summary>From 0 to 1; null when the service does not say.</summary>
    public double? Confidence { get; }

    /// <inheritdoc/>
    public override RecognizeResultType ResultType => RecognizeResultType.SpeechResult;
}
