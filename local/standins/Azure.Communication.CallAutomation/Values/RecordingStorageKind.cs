namespace Azure.Communication.CallAutomation;

/// <summary>Where a recording is put; an open set, compared without case.</summary>
public readonly struct RecordingStorageKind(string value) : IEquatable<RecordingStorageKind>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>With the service, for a day.</summary>
    public static RecordingStorageKind AzureCommunicationServices { get; } = new("azureCommunicationServices");

    /// <summary>In a container of our own.</summary>
    public static RecordingStorageKind AzureBlobStorage { get; } = new("azureBlobStorage");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator RecordingStorageKind(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(RecordingStorageKind left, RecordingStorageKind right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(RecordingStorageKind left, RecordingStorageKind right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RecordingStorageKind other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecordingStorageKind other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
