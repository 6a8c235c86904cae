using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.SystemExtensions;

namespace Pbx.Domain.Voicemail;

/// <summary>The mailbox that every account gets when it is made, as the proposed destination at night (EXT-193, VMR-010).</summary>
public static class CompanyMailbox
{
    private const int UsualLength = 3;

    /// <summary>A new account with its company mailbox. One that comes with extensions was set up before: it is left as it is.</summary>
    public static AccountDocument In(AccountDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Extensions.Count == 0 && Number(document.Account) is { } number && ExtensionTypes.Find(Mailbox.Key) is { } type
            ? document with { Extensions = [new Extension(number, "Company mailbox", type, new VoicemailConfig())] }
            : document;
    }

    // the highest that the country does not reserve
    private static ExtensionNumber? Number(AccountSettings account)
    {
        var least = (int)Math.Pow(10, (account.ExtensionLength ?? UsualLength) - 1);
        for (var number = (least * 10) - 1; number >= least; number--)
        {
            var one = ExtensionNumber.Parse(number.ToString(CultureInfo.InvariantCulture));
            if (SystemNumbers.Reserves(account.Country, one) is null)
            {
                return one;
            }
        }

        return null;
    }
}
