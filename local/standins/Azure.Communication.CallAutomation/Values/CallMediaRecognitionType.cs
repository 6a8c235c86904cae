namespace Azure.Communication.CallAutomation;

/// <summary>What a recognition heard; an open set, compared without case.</summary>
public readonly struct CallMediaRecognitionType(string value) : IEquatable<CallMediaRecognitionType>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Keys.</summary>
    public static CallMediaRecognitionType Dtmf { get; } = new("dtmf");

    /// <summary>A choice.</summary>
    public static CallMediaRecognitionType Choices { get; } = new("choices");

    /// <summary>Speech.</summary>
    public static CallMediaRecognitionType Speech { get; } = new("speech");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator CallMediaRecognitionType(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(CallMediaRecognitionType left, CallMediaRecognitionType right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(CallMediaRecognitionType left, CallMediaRecognitionType right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(CallMediaRecognitionType other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CallMediaRecognitionType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
