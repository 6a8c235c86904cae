using System.Security.Claims;

namespace Pbx.Functions.Access;

/// <summary>The app roles that a tenant gives to its people and programs (claim <c>roles</c>). Several add up; none follows from another.</summary>
[Flags]
public enum AppRoles
{
    /// <summary>No role.</summary>
    None = 0,

    /// <summary>Reads an account.</summary>
    Reader = 1,

    /// <summary>Reads and changes an account.</summary>
    Administrator = 2,

    /// <summary>Administers accounts for others, and makes new ones.</summary>
    PartnerAdministrator = 4,

    /// <summary>Hears the recordings of his own calls (Call recordings, end user).</summary>
    OwnRecordings = 8,

    /// <summary>Hears, downloads and deletes the recordings of everybody (Call recordings, account).</summary>
    AccountRecordings = 16,
}

/// <summary>What the app roles are called in tokens, and what each opens.</summary>
internal static class AppRoleRights
{
    /// <summary>The roles of a token; names that we do not know count for nothing.</summary>
    public static AppRoles Of(ClaimsPrincipal principal)
    {
        var roles = AppRoles.None;
        foreach (var role in principal.Texts("roles"))
        {
            roles |= role switch
            {
                "Reader" => AppRoles.Reader,
                "Administrator" => AppRoles.Administrator,
                "PartnerAdministrator" => AppRoles.PartnerAdministrator,
                "CallRecordings.Own" => AppRoles.OwnRecordings,
                "CallRecordings.Account" => AppRoles.AccountRecordings,
                _ => AppRoles.None,
            };
        }

        return roles;
    }

    /// <summary>The roles of which one is enough. Administering opens no recording (VMR-116).</summary>
    public static AppRoles For(Caller caller) => caller switch
    {
        Caller.Reader or Caller.Person => AppRoles.Reader | AppRoles.Administrator | AppRoles.PartnerAdministrator,
        Caller.Administrator => AppRoles.Administrator | AppRoles.PartnerAdministrator,
        Caller.OwnRecordings => AppRoles.OwnRecordings | AppRoles.AccountRecordings,
        Caller.AccountRecordings => AppRoles.AccountRecordings,
        _ => AppRoles.None,
    };
}
