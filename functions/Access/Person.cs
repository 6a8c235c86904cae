using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Pbx.Functions.Access;

/// <summary>Who calls, as his tenant vouches for him: a person who signed in to an application, or a program of the tenant that runs by itself.</summary>
/// <param name="Tenant">The Entra tenant that issued the token.</param>
/// <param name="ObjectId">The person's, or the program's, id in the tenant: it never changes, and nobody gets it again.</param>
/// <param name="UserName">The sign-in name, such as a mail address, in lower case; it may change and is nothing to decide by. Null for a program.</param>
/// <param name="Roles">What the tenant allows; nothing when the application in between may not act for the person.</param>
/// <param name="MayAct">Whether the application in between may act for the person at all.</param>
public sealed record Person(Guid Tenant, Guid ObjectId, string? UserName, AppRoles Roles, bool MayAct = true)
{
    /// <summary>The scope by which a person lets an application act for him.</summary>
    public const string Scope = "access_as_user";

    /// <summary>Whether this is a program.</summary>
    public bool IsProgram => UserName is null;

    /// <summary>Whether the recordings of everybody are open, and not only those of own calls (VMR-115).</summary>
    public bool HearsEverybody => Roles.HasFlag(AppRoles.AccountRecordings);

    /// <summary>What a history shows: the sign-in name, or a program's id.</summary>
    public string ShownAs => UserName ?? ObjectId.ToString();

    /// <summary>Whether a role is enough for a function, or none is needed. A program has no calls of its own.</summary>
    public bool MayCall(Caller required) =>
        (required == Caller.Person && !IsProgram && MayAct) || (Roles & AppRoleRights.For(required)) is not AppRoles.None and var roles && !(IsProgram && required == Caller.OwnRecordings && roles == AppRoles.OwnRecordings);

    /// <summary>Who is behind an access token of Entra ID; null when it is none.</summary>
    /// <remarks>
    /// An ID token comes from the same issuer, for the same application, with the same roles; but it tells a page who has signed in and must open nothing. Access tokens of
    /// people have a scope (<c>scp</c>); those of programs have none, and their subject is the program's own object ("Access token claims", Entra ID documentation),
    /// while the subject of a person is made for one application and never his object id.
    /// </remarks>
    public static Person? Of(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (!Guid.TryParseExact(principal.Text("tid"), "D", out var tenant) || !Guid.TryParseExact(principal.Text("oid"), "D", out var objectId))
        {
            return null;
        }

        var kind = principal.Text("idtyp");
        if (principal.Text("scp") is { } scopes)
        {
            var name = principal.Text("preferred_username") ?? principal.Text("upn") ?? objectId.ToString();
            var mayAct = scopes.Split(' ').Contains(Scope, StringComparer.Ordinal);
            return kind is null or "user" ? new Person(tenant, objectId, name.ToLowerInvariant(), mayAct ? AppRoleRights.Of(principal) : AppRoles.None, mayAct) : null;
        }

        var isProgram = kind is null or "app" && principal.Text("azp") is not null
            && string.Equals(principal.Text("sub"), principal.Text("oid"), StringComparison.Ordinal);
        return isProgram ? new Person(tenant, objectId, null, AppRoleRights.Of(principal)) : null;
    }
}

/// <summary>Tells a function who calls it.</summary>
public static class PersonOfRequest
{
    /// <summary>Who calls, as the gate has found out.</summary>
    /// <exception cref="InvalidOperationException">The function is not one that people call.</exception>
    public static Person Person(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Features.Get<Person>() ?? throw new InvalidOperationException("Nobody is known who calls: the function does not require a reader, an administrator or somebody who hears recordings.");
    }
}
