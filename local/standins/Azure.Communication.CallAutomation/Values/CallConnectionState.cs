namespace Azure.Communication.CallAutomation;

/// <summary>Where a call connection is; an open set, compared without case.</summary>
public readonly struct CallConnectionState(string value) : IEquatable<CallConnectionState>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The service does not say.</summary>
    public static CallConnectionState Unknown { get; } = new("unknown");

    /// <summary>Ringing or being set up.</summary>
    public static CallConnectionState Connecting { get; } = new("connecting");

    /// <summary>Up.</summary>
    public static CallConnectionState Connected { get; } = new("connected");

    /// <summary>Being transferred.</summary>
    public static CallConnectionState Transferring { get; } = new("transferring");

    /// <summary>The transfer target has answered.</summary>
    public static CallConnectionState TransferAccepted { get; } = new("transferAccepted");

    /// <summary>Ending.</summary>
    public static CallConnectionState Disconnecting { get; } = new("disconnecting");

    /// <summary>Over.</summary>
    public static CallConnectionState Disconnected { get; } = new("disconnected");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator CallConnectionState(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(CallConnectionState left, CallConnectionState right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(CallConnectionState left, CallConnectionState right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(CallConnectionState other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CallConnectionState other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
