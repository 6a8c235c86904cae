using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Users;

namespace Pbx.Domain.Explanations;

/// <summary>A phone as an administrator names it: by its address, or by the extension that rings it.</summary>
[JsonConverter(typeof(TextJson<PhoneName>))]
public readonly record struct PhoneName : IWrittenAsText<PhoneName>
{
    private PhoneName(string value) => Value = value;

    /// <inheritdoc/>
    public static string Expected => "A phone is expected here: a number such as +31612345678, web:…, teams:…, anonymous, or the number of an extension such as 201.";

    /// <inheritdoc/>
    public static string? Pattern => @"^(\+[1-9][0-9]{6,14}|anonymous|(web|teams|raw):[\s\S]{1,250}|[1-9][0-9]{1,4})$";

    /// <inheritdoc/>
    public static string? Example => "201";

    /// <inheritdoc/>
    public static bool NamesExtension => true;

    /// <inheritdoc/>
    public string Value => field ?? "";

    /// <summary>The extension, when it is named by one.</summary>
    public ExtensionNumber? Extension => ExtensionNumber.TryParse(Value, out var extension) ? extension : null;

    /// <summary>The address, when it is named by one.</summary>
    public PhoneAddress? Address => PhoneAddress.TryParse(Value, out var address) ? address : null;

    /// <summary>A phone that is named by its address.</summary>
    public static PhoneName Of(PhoneAddress address) => new(address.Value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out PhoneName value)
    {
        var isOne = ExtensionNumber.TryParse(text, out _) || PhoneAddress.TryParse(text, out _);
        value = isOne && text is not null ? new PhoneName(text) : default;
        return isOne;
    }

    /// <summary>The address: the one that is named, or the device of the user whose extension is named; nothing where there is none.</summary>
    public PhoneAddress? In(DocumentConfiguration account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Extension is { } extension ? (account.Find(extension)?.Extension.Config as UserConfig)?.Device : Address;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
