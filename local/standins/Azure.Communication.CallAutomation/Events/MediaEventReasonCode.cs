using System.Globalization;

namespace Azure.Communication.CallAutomation;

/// <summary>Why a media operation ended: the sub code of its result as text. Texts of results vary, this does not.</summary>
public readonly struct MediaEventReasonCode(string value) : IEquatable<MediaEventReasonCode>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Done.</summary>
    public static MediaEventReasonCode CompletedSuccessfully { get; } = new("0");

    /// <summary>Nothing was pressed or said.</summary>
    public static MediaEventReasonCode RecognizeInitialSilenceTimedOut { get; } = new("8510");

    /// <summary>The next digit did not come.</summary>
    public static MediaEventReasonCode RecognizeInterDigitTimedOut { get; } = new("8532");

    /// <summary>The prompt could not be played.</summary>
    public static MediaEventReasonCode RecognizePlayPromptFailed { get; } = new("8511");

    /// <summary>The number of digits asked for was received.</summary>
    public static MediaEventReasonCode RecognizeMaxDigitsReceived { get; } = new("8531");

    /// <summary>A key was pressed that matches no choice.</summary>
    public static MediaEventReasonCode RecognizeIncorrectToneDetected { get; } = new("8534");

    /// <summary>The stop tone was pressed.</summary>
    public static MediaEventReasonCode RecognizeStopToneDetected { get; } = new("8514");

    /// <summary>A key matched a choice.</summary>
    public static MediaEventReasonCode RecognizeDtmfOptionMatched { get; } = new("8533");

    /// <summary>Speech matched a choice.</summary>
    public static MediaEventReasonCode RecognizeSpeechOptionMatched { get; } = new("8545");

    /// <summary>Speech matched no choice.</summary>
    public static MediaEventReasonCode RecognizeSpeechOptionNotMatched { get; } = new("8547");

    /// <summary>Speech was not understood.</summary>
    public static MediaEventReasonCode RecognizeSpeechNotRecognized { get; } = new("8563");

    /// <summary>The speech service could not be reached.</summary>
    public static MediaEventReasonCode RecognizeSpeechServiceConnectionError { get; } = new("8564");

    /// <summary>The audio file could not be downloaded.</summary>
    public static MediaEventReasonCode PlayDownloadFailed { get; } = new("8536");

    /// <summary>The audio file has a format that cannot be played.</summary>
    public static MediaEventReasonCode PlayInvalidFileFormat { get; } = new("8535");

    /// <summary>There was no text to read.</summary>
    public static MediaEventReasonCode PlaySourceTextOrSsmlEmpty { get; } = new("8582");

    /// <summary>The AI services refused or failed.</summary>
    public static MediaEventReasonCode CognitiveServicesError { get; } = new("8565");

    /// <summary>An error without a better name.</summary>
    public static MediaEventReasonCode UnspecifiedError { get; } = new("9999");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator MediaEventReasonCode(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(MediaEventReasonCode left, MediaEventReasonCode right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(MediaEventReasonCode left, MediaEventReasonCode right) => !left.Equals(right);

    /// <summary>The sub code as a number.</summary>
    /// <exception cref="InvalidOperationException">The code is not a number.</exception>
    public int GetReasonCodeValue() => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var code)
        ? code
        : throw new InvalidOperationException($"The reason code '{value}' is not a number.");

    /// <inheritdoc/>
    public bool Equals(MediaEventReasonCode other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MediaEventReasonCode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
