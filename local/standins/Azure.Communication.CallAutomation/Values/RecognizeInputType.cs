namespace Azure.Communication.CallAutomation;

/// <summary>What a recognition listens for; an open set, compared without case.</summary>
public readonly struct RecognizeInputType(string value) : IEquatable<RecognizeInputType>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Keys.</summary>
    public static RecognizeInputType Dtmf { get; } = new("dtmf");

    /// <summary>A choice, said or pressed.</summary>
    public static RecognizeInputType Choices { get; } = new("choices");

    /// <summary>Speech.</summary>
    public static RecognizeInputType Speech { get; } = new("speech");

    /// <summary>Speech or keys.</summary>
    public static RecognizeInputType SpeechOrDtmf { get; } = new("speechOrDtmf");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator RecognizeInputType(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(RecognizeInputType left, RecognizeInputType right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(RecognizeInputType left, RecognizeInputType right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RecognizeInputType other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecognizeInputType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
