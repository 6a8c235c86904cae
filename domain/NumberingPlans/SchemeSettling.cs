using Pbx.Domain.Accounts;

namespace Pbx.Domain.NumberingPlans;

/// <summary>What a save makes of schemes by itself: the main one bears the account's name (NPL-005), and temporary overrides are as they are at that instant (<see cref="Overrides.Settle"/>).</summary>
public static class SchemeSettling
{
    /// <summary>The document as it is saved at an instant. Done twice it changes nothing more.</summary>
    public static AccountDocument Settle(AccountDocument document, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document with
        {
            Schemes = document.Schemes.Change(scheme => Overrides.Settle(scheme.Number == Scheme.Main ? scheme with { Name = document.Account.Name } : scheme, document.Account.TimeZone, at)),
        };
    }
}
