namespace Azure.Communication.CallAutomation;

/// <summary>The format of a recording; an open set, compared without case.</summary>
public readonly struct RecordingFormat(string value) : IEquatable<RecordingFormat>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>WAV.</summary>
    public static RecordingFormat Wav { get; } = new("wav");

    /// <summary>MP3.</summary>
    public static RecordingFormat Mp3 { get; } = new("mp3");

    /// <summary>MP4.</summary>
    public static RecordingFormat Mp4 { get; } = new("mp4");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator RecordingFormat(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(RecordingFormat left, RecordingFormat right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(RecordingFormat left, RecordingFormat right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RecordingFormat other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecordingFormat other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
