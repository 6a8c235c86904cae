namespace Pbx.Functions.Access;

/// <summary>The issuers of a directory with many tenants: one address for each, such as <c>https://login.microsoftonline.com/{tenantid}/v2.0</c>.</summary>
internal static class TenantIssuer
{
    private const string Tenant = "{tenantid}";

    /// <summary>Whether an issuer is one of a directory: the pattern with some tenant's id in it.</summary>
    public static bool IsOf(string pattern, string issuer)
    {
        var at = pattern.IndexOf(Tenant, StringComparison.Ordinal);
        if (at < 0)
        {
            return string.Equals(pattern, issuer, StringComparison.Ordinal);
        }

        var before = pattern.AsSpan(0, at);
        var after = pattern.AsSpan(at + Tenant.Length);
        return issuer.Length == before.Length + 36 + after.Length
            && issuer.AsSpan().StartsWith(before, StringComparison.Ordinal)
            && issuer.AsSpan().EndsWith(after, StringComparison.Ordinal)
            && Guid.TryParseExact(issuer.AsSpan(at, 36), "D", out _);
    }

    /// <summary>The issuer that a tenant of the directory has.</summary>
    public static string Of(string pattern, Guid tenant) => pattern.Replace(Tenant, tenant.ToString("D"), StringComparison.Ordinal);
}
