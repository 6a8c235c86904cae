namespace Azure.Communication.CallAutomation;

/// <summary>What is recorded; an open set, compared without case.</summary>
public readonly struct RecordingContent(string value) : IEquatable<RecordingContent>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Sound alone.</summary>
    public static RecordingContent Audio { get; } = new("audio");

    /// <summary>Sound and pictures.</summary>
    public static RecordingContent AudioVideo { get; } = new("audioVideo");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator RecordingContent(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(RecordingContent left, RecordingContent right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(RecordingContent left, RecordingContent right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RecordingContent other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecordingContent other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
