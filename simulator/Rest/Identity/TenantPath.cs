namespace Pbx.Simulator.Rest.Identity;

/// <summary>The first part of the provider's addresses: a tenant by its id or its domain, or a word for any tenant.</summary>
internal static class TenantPath
{
    /// <summary>Reads it; the tenant is null where any may sign in.</summary>
    public static bool TryRead(string path, out Guid? tenant)
    {
        tenant = path switch
        {
            _ when Guid.TryParseExact(path, "D", out var id) => id,
            _ when path.Contains('.', StringComparison.Ordinal) => LocalUsers.TenantOf(path),
            _ => null,
        };
        return tenant is not null || path is "common" or "organizations";
    }
}
