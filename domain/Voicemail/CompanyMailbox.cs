using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.SystemExtensions;

namespace Pbx.Domain.Voicemail;

/// <summary>The mailbox that every account gets when it is made, as the proposed destination at night (EXT-193, VMR-010).</summary>
public static class CompanyMailbox
{
    /// <summary>
    /// A new account with its company mailbox. One that comes with extensions was set up before: it is left as it is, and so is one whose first extension is to tell how long numbers are (EXT-002).
    /// </summary>
    public static AccountDocument In(AccountDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document is { Extensions.Count: 0, Account.ExtensionLength: { } length } && Number(document.Account, length) is { } number && ExtensionTypes.Find(Mailbox.Key) is { } type
            ? document with { Extensions = [new Extension(number, "Company mailbox", type, new VoicemailConfig())] }
            : document;
    }

    // the highest that the country does not reserve
    private static ExtensionNumber? Number(AccountSettings account, int length)
    {
        var least = (int)Math.Pow(10, length - 1);
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
