using Pbx.Domain.Accounts;
using Pbx.Domain.SystemExtensions;

namespace Pbx.Domain.Extensions;

/// <summary>Which extensions a caller reaches by keying a number: in a menu that dials by extension, and in an extension picker (EXT-300 to EXT-302, EXT-388).</summary>
public static class KeyedNumber
{
    /// <summary>
    /// The extension that a caller keyed; nothing for one that does not exist, may not be keyed, or is a system extension, and for star codes, public numbers and another number of digits: all of
    /// these are invalid alike, so that nobody learns which extensions there are (EXT-301).
    /// </summary>
    /// <param name="keys">What was pressed, without the key that ended it.</param>
    /// <param name="find">Finds an extension of the account that calls can enter.</param>
    public static Extension? Find(string keys, AccountSettings account, Func<ExtensionNumber, Extension?> find)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(find);
        return keys.Length == (account.ExtensionLength ?? keys.Length)
            && ExtensionNumber.TryParse(keys, out var number)
            && SystemNumbers.Reserves(account.Country, number) is null
            && find(number) is { IsKeyed: true } extension ? extension : null;
    }
}
