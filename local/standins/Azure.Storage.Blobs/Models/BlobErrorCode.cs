namespace Azure.Storage.Blobs.Models;

/// <summary>
/// The error codes of the Blob service, to compare <see cref="RequestFailedException.ErrorCode"/> with. Other codes can come:
/// the list is the service's, not ours. Comparison ignores case; no code (null) equals none of them.
/// </summary>
public readonly struct BlobErrorCode : IEquatable<BlobErrorCode>
{
    private readonly string? code;

    /// <summary>A code that is not in the list.</summary>
    public BlobErrorCode(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        code = value;
    }

#pragma warning disable CS1591 // the names say it
    public static BlobErrorCode AccountIsDisabled { get; } = new("AccountIsDisabled");
    public static BlobErrorCode AuthenticationFailed { get; } = new("AuthenticationFailed");
    public static BlobErrorCode AuthorizationFailure { get; } = new("AuthorizationFailure");
    public static BlobErrorCode AuthorizationPermissionMismatch { get; } = new("AuthorizationPermissionMismatch");
    public static BlobErrorCode AuthorizationProtocolMismatch { get; } = new("AuthorizationProtocolMismatch");
    public static BlobErrorCode BlobAlreadyExists { get; } = new("BlobAlreadyExists");
    public static BlobErrorCode BlobNotFound { get; } = new("BlobNotFound");
    public static BlobErrorCode ConditionNotMet { get; } = new("ConditionNotMet");
    public static BlobErrorCode ContainerAlreadyExists { get; } = new("ContainerAlreadyExists");
    public static BlobErrorCode ContainerBeingDeleted { get; } = new("ContainerBeingDeleted");
    public static BlobErrorCode ContainerNotFound { get; } = new("ContainerNotFound");
    public static BlobErrorCode InternalError { get; } = new("InternalError");
    public static BlobErrorCode InvalidBlockId { get; } = new("InvalidBlockId");
    public static BlobErrorCode InvalidBlockList { get; } = new("InvalidBlockList");
    public static BlobErrorCode InvalidMetadata { get; } = new("InvalidMetadata");
    public static BlobErrorCode InvalidRange { get; } = new("InvalidRange");
    public static BlobErrorCode InvalidResourceName { get; } = new("InvalidResourceName");
    public static BlobErrorCode OperationTimedOut { get; } = new("OperationTimedOut");
    public static BlobErrorCode ServerBusy { get; } = new("ServerBusy");
#pragma warning restore CS1591

    public static implicit operator BlobErrorCode(string value) => new(value);

    public static bool operator ==(BlobErrorCode left, BlobErrorCode right) => left.Equals(right);

    public static bool operator !=(BlobErrorCode left, BlobErrorCode right) => !left.Equals(right);

    public static bool operator ==(BlobErrorCode code, string? value) => value is not null && code.Equals(new BlobErrorCode(value));

    public static bool operator !=(BlobErrorCode code, string? value) => !(code == value);

    public static bool operator ==(string? value, BlobErrorCode code) => code == value;

    public static bool operator !=(string? value, BlobErrorCode code) => !(code == value);

    public bool Equals(BlobErrorCode other) => string.Equals(code, other.code, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is BlobErrorCode other && Equals(other);

    public override int GetHashCode() => code is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(code);

    public override string ToString() => code ?? "";
}
