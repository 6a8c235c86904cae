namespace Azure.Communication.CallAutomation;

/// <summary>Who keeps a recording; an open set, compared without case.</summary>
public readonly struct RecordingKind(string value) : IEquatable<RecordingKind>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Call Automation.</summary>
    public static RecordingKind AzureCommunicationServices { get; } = new("azureCommunicationServices");

    /// <summary>Teams.</summary>
    public static RecordingKind Teams { get; } = new("teams");

    /// <summary>Teams, by a compliance policy.</summary>
    public static RecordingKind TeamsCompliance { get; } = new("teamsCompliance");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator RecordingKind(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(RecordingKind left, RecordingKind right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(RecordingKind left, RecordingKind right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RecordingKind other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecordingKind other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
