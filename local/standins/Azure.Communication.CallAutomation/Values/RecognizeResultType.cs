namespace Azure.Communication.CallAutomation;

/// <summary>Which kind a <see cref="RecognizeResult"/> is; an open set, compared without case.</summary>
public readonly struct RecognizeResultType(string value) : IEquatable<RecognizeResultType>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Keys.</summary>
    public static RecognizeResultType DtmfResult { get; } = new("dtmfResult");

    /// <summary>A choice.</summary>
    public static RecognizeResultType ChoiceResult { get; } = new("choiceResult");

    /// <summary>Speech.</summary>
    public static RecognizeResultType SpeechResult { get; } = new("speechResult");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator RecognizeResultType(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(RecognizeResultType left, RecognizeResultType right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(RecognizeResultType left, RecognizeResultType right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RecognizeResultType other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecognizeResultType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
