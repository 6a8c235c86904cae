namespace Azure.Communication.CallAutomation;

/// <summary>Why it happened to a media stream; an open set, compared without case. The names are those of the REST description.</summary>
public readonly struct MediaStreamingStatusDetails(string value) : IEquatable<MediaStreamingStatusDetails>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Any value, known or not.</summary>
    public static implicit operator MediaStreamingStatusDetails(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(MediaStreamingStatusDetails left, MediaStreamingStatusDetails right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(MediaStreamingStatusDetails left, MediaStreamingStatusDetails right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(MediaStreamingStatusDetails other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MediaStreamingStatusDetails other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
