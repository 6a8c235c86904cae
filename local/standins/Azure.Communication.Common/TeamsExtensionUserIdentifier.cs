namespace Azure.Communication;

/// <summary>A Teams user who takes calls of the ACS resource in a client of the resource (Teams Phone extensibility).</summary>
public sealed class TeamsExtensionUserIdentifier : CommunicationIdentifier
{
    /// <exception cref="ArgumentException">One of the three ids is empty.</exception>
    public TeamsExtensionUserIdentifier(
        string userId, string tenantId, string resourceId, CommunicationCloudEnvironment? cloud = null, string? rawId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentException.ThrowIfNullOrEmpty(tenantId);
        ArgumentException.ThrowIfNullOrEmpty(resourceId);
        UserId = userId;
        TenantId = tenantId;
        ResourceId = resourceId;
        Cloud = cloud ?? CommunicationCloudEnvironment.Public;
        var prefix = Cloud == CommunicationCloudEnvironment.Dod ? "8:dod-acs:"
            : Cloud == CommunicationCloudEnvironment.Gcch ? "8:gcch-acs:"
            : "8:acs:";
        RawId = string.IsNullOrEmpty(rawId) ? $"{prefix}{resourceId}_{tenantId}_{userId}" : rawId;
    }

    /// <summary>The user's Entra object id.</summary>
    public string UserId { get; }

    /// <summary>The user's Entra tenant.</summary>
    public string TenantId { get; }

    /// <summary>The ACS resource.</summary>
    public string ResourceId { get; }

    /// <summary>The cloud of the tenant; public unless said.</summary>
    public CommunicationCloudEnvironment Cloud { get; }

    /// <inheritdoc/>
    public override string RawId { get; }
}
