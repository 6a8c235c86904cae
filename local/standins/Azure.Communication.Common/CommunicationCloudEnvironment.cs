namespace Azure.Communication;

/// <summary>The Microsoft cloud that an identifier lives in; an open set, compared without case.</summary>
public readonly struct CommunicationCloudEnvironment(string value) : IEquatable<CommunicationCloudEnvironment>
{
    private readonly string? value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The public cloud.</summary>
    public static CommunicationCloudEnvironment Public { get; } = new("public");

    /// <summary>The cloud of the US Department of Defense.</summary>
    public static CommunicationCloudEnvironment Dod { get; } = new("dod");

    /// <summary>The US government cloud GCC High.</summary>
    public static CommunicationCloudEnvironment Gcch { get; } = new("gcch");

    /// <summary>Any name, known or not.</summary>
    public static implicit operator CommunicationCloudEnvironment(string value) => new(value);

    /// <summary>The same name.</summary>
    public static bool operator ==(CommunicationCloudEnvironment left, CommunicationCloudEnvironment right) => left.Equals(right);

    /// <summary>Another name.</summary>
    public static bool operator !=(CommunicationCloudEnvironment left, CommunicationCloudEnvironment right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(CommunicationCloudEnvironment other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CommunicationCloudEnvironment other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
