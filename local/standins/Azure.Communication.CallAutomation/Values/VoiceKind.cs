namespace Azure.Communication.CallAutomation;

/// <summary>The voice that reads a text; an open set, compared without case.</summary>
public readonly struct VoiceKind(string value) : IEquatable<VoiceKind>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>A male voice.</summary>
    public static VoiceKind Male { get; } = new("male");

    /// <summary>A female voice.</summary>
    public static VoiceKind Female { get; } = new("female");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator VoiceKind(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(VoiceKind left, VoiceKind right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(VoiceKind left, VoiceKind right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(VoiceKind other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is VoiceKind other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
