using Pbx.Domain.Accounts;
using Pbx.Domain.CallRules;

namespace Pbx.Domain.Numbers;

/// <summary>
/// A configuration in which people type numbers in a form of their own country. Wherever a document is read or saved they are put into the one form in which they are stored and compared (EXT-060);
/// what cannot be read stays as it was typed, and the check of its type says so.
/// </summary>
public interface IHasTypedNumbers
{
    /// <summary>The same configuration with its numbers as they are stored; put into that form again it stays as it is.</summary>
    object AsStored(AccountSettings account);
}

/// <summary>Puts what people typed into the form in which it is stored.</summary>
public static class TypedNumbers
{
    /// <summary>The document with all typed numbers in that form.</summary>
    public static AccountDocument AsStored(AccountDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        document = RuleText.AsStored(document.Account) is { } account ? document with { Account = account } : document;
        return document.Extensions.Any(extension => extension.Config is IHasTypedNumbers)
            ? document with { Extensions = document.Extensions.Change(extension => extension.Config is IHasTypedNumbers typed ? extension with { Config = typed.AsStored(document.Account) } : extension) }
            : document;
    }
}
