using System.Security.Claims;

namespace Pbx.Functions.Access;

/// <summary>
/// Claims by their exact names. The framework's own search takes <c>TID</c> for <c>tid</c>; a tenant may have claims of its own put into its tokens, and must not name
/// one so that it passes for a claim of Entra ID.
/// </summary>
internal static class ExactClaims
{
    /// <summary>The first claim of this name; null when there is none.</summary>
    public static string? Text(this ClaimsPrincipal principal, string name) => principal.Texts(name).FirstOrDefault();

    /// <summary>All claims of this name.</summary>
    public static IEnumerable<string> Texts(this ClaimsPrincipal principal, string name)
    {
        foreach (var claim in principal.Claims)
        {
            if (string.Equals(claim.Type, name, StringComparison.Ordinal))
            {
                yield return claim.Value;
            }
        }
    }
}
