using System.Security.Cryptography;
using System.Text;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>
/// The users of the local identity provider. Every mail address is one; its domain is its tenant, and the name before the @
/// tells its role unless the options list it.
/// </summary>
public static class LocalUsers
{
    private static readonly string[] OnThePage =
    [
        "admin@sample.example", "reader@sample.example", "supervisor@sample.example", "recorded@sample.example", "anna@sample.example", "partner@sample.example", "admin@elsewhere.example",
    ];

    /// <summary>The tenant of a mail domain: always the same GUID for the same domain.</summary>
    public static Guid TenantOf(string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return Derived("tenant:" + domain.ToLowerInvariant());
    }

    /// <summary>The object id of a user: always the same GUID for the same mail address.</summary>
    public static Guid ObjectIdOf(string mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return Derived("user:" + mail.ToLowerInvariant());
    }

    /// <summary>The object id that an application has in a tenant: always the same GUID for the same two.</summary>
    public static Guid ObjectIdOf(Guid application, Guid tenant) => Derived($"application:{application}/{tenant}");

    internal static Guid TenantOf(SimulatedUser user) => TenantOf(user.Mail.Split('@')[1]);

    internal static SimulatedUser? Find(SimulatorOptions options, string mail)
    {
        if (mail.Split('@') is not [{ Length: > 0 } name, { Length: > 0 }])
        {
            return null;
        }

        return options.Users.FirstOrDefault(u => string.Equals(u.Mail, mail, StringComparison.OrdinalIgnoreCase)) ?? new SimulatedUser(mail, Capitalised(name), name switch
        {
            "admin" => ["Administrator"],
            "reader" => ["Reader"],
            "partner" => ["PartnerAdministrator"],
            "supervisor" => ["CallRecordings.Account"],
            "recorded" => ["CallRecordings.Own"],
            _ => [],
        });
    }

    /// <summary>The users that a person may choose from: those of one tenant, or all.</summary>
    internal static IReadOnlyList<SimulatedUser> Shown(SimulatorOptions options, Guid? tenant) =>
    [
        .. options.Users
            .Concat(OnThePage.Where(mail => !options.Users.Any(u => string.Equals(u.Mail, mail, StringComparison.OrdinalIgnoreCase))).Select(mail => Find(options, mail)).OfType<SimulatedUser>())
            .Where(user => tenant is null || TenantOf(user) == tenant),
    ];

    private static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static Guid Derived(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16).ToArray();
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40); // looks like a random GUID of version 4
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
