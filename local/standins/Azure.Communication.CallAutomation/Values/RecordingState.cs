namespace Azure.Communication.CallAutomation;

/// <summary>Whether a recording runs; an open set, compared without case.</summary>
public readonly struct RecordingState(string value) : IEquatable<RecordingState>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>It runs.</summary>
    public static RecordingState Active { get; } = new("active");

    /// <summary>It is paused or over.</summary>
    public static RecordingState Inactive { get; } = new("inactive");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator RecordingState(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(RecordingState left, RecordingState right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(RecordingState left, RecordingState right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RecordingState other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecordingState other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
