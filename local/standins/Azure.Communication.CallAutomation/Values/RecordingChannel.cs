namespace Azure.Communication.CallAutomation;

/// <summary>How many channels a recording has; an open set, compared without case.</summary>
public readonly struct RecordingChannel(string value) : IEquatable<RecordingChannel>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>One, with everybody in it.</summary>
    public static RecordingChannel Mixed { get; } = new("mixed");

    /// <summary>One for each participant, five at most.</summary>
    public static RecordingChannel Unmixed { get; } = new("unmixed");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator RecordingChannel(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(RecordingChannel left, RecordingChannel right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(RecordingChannel left, RecordingChannel right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RecordingChannel other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecordingChannel other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
