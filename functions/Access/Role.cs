using System.Security.Claims;

namespace Pbx.Functions.Access;

/// <summary>The app roles that people and programs have.</summary>
internal static class Role
{
    private const string Claim = "roles";
    private const string Administrator = "Administrator";
    private const string PartnerAdministrator = "PartnerAdministrator";
    private const string Reader = "Reader";

    /// <summary>Whether a role of the caller is enough.</summary>
    public static bool Allows(ClaimsPrincipal person, Caller required) => required switch
    {
        Caller.Reader => Has(person, Reader) || Has(person, Administrator) || Has(person, PartnerAdministrator),
        _ => Has(person, Administrator) || Has(person, PartnerAdministrator),
    };

    /// <summary>Whether the caller administers accounts for others.</summary>
    public static bool IsPartner(ClaimsPrincipal person) => Has(person, PartnerAdministrator);

    private static bool Has(ClaimsPrincipal person, string role) => person.HasClaim(Claim, role);
}
