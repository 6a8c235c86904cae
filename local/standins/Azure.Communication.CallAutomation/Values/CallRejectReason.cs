namespace Azure.Communication.CallAutomation;

/// <summary>What the caller is told when a call is rejected; an open set, compared without case.</summary>
public readonly struct CallRejectReason(string value) : IEquatable<CallRejectReason>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Nothing in particular.</summary>
    public static CallRejectReason None { get; } = new("none");

    /// <summary>The callee is busy.</summary>
    public static CallRejectReason Busy { get; } = new("busy");

    /// <summary>The call is not allowed.</summary>
    public static CallRejectReason Forbidden { get; } = new("forbidden");

    /// <summary>Any value, known or not.</summary>
    public static implicit operator CallRejectReason(string value) => new(value);

    /// <summary>The same value.</summary>
    public static bool operator ==(CallRejectReason left, CallRejectReason right) => left.Equals(right);

    /// <summary>Another value.</summary>
    public static bool operator !=(CallRejectReason left, CallRejectReason right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(CallRejectReason other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CallRejectReason other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
