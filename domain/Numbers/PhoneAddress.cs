using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Numbers;

/// <summary>
/// Where a phone is reached (ARCHITECTURE 11): a public number (<c>+31…</c>), a web phone (<c>web:…</c>), a Teams user (<c>teams:…</c>), a
/// caller who withholds the number (<c>anonymous</c>), or something that the network names in its own way (<c>raw:…</c>).
/// </summary>
[JsonConverter(typeof(TextJson<PhoneAddress>))]
public readonly record struct PhoneAddress : IWrittenAsText<PhoneAddress>
{
    private PhoneAddress(string value) => Value = value;

    /// <inheritdoc/>
    public static string Expected => "The address of a phone is expected here: a number such as +31612345678, web:…, or teams:….";

    /// <inheritdoc/>
    public static string? Pattern => @"^(\+[1-9][0-9]{6,14}|anonymous|(web|teams|raw):[\s\S]+)$";

    /// <inheritdoc/>
    public static string? Example => "web:anna";

    /// <summary>The address as written.</summary>
    public string Value => field ?? "";

    /// <summary>The caller withholds the number.</summary>
    public static PhoneAddress Anonymous { get; } = new("anonymous");

    /// <summary>The public number, when the address is one.</summary>
    public PhoneNumber? Number => PhoneNumber.TryParse(Value, out var number) ? number : null;

    /// <summary>Whether it names one phone and no other, so that whoever calls from it is known; a number that a caller shows does not.</summary>
    public bool IsOwnPhone => Value is [not '+', ..] && this != Anonymous;

    /// <summary>The address for logs.</summary>
    public string Masked => Number is { } number ? number.Masked : Value.Length > 12 ? $"{Value.AsSpan(0, 12)}…" : Value;

    /// <summary>The address of a public number.</summary>
    public static PhoneAddress Of(PhoneNumber number) => new(number.Value);

    /// <summary>Reads the written form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PhoneAddress address)
    {
        address = default;
        if (text is null || text.Length > 256)
        {
            return false;
        }

        if (PhoneNumber.TryParse(text, out _) || text == "anonymous" || HasKind(text, "web:") || HasKind(text, "teams:") || HasKind(text, "raw:"))
        {
            address = new PhoneAddress(text);
            return true;
        }

        return false;
    }

    /// <summary>Reads an address that is known to be one.</summary>
    /// <exception cref="FormatException">It is not an address.</exception>
    public static PhoneAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"“{text}” is not the address of a phone.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool HasKind(string text, string kind) => text.Length > kind.Length && text.StartsWith(kind, StringComparison.Ordinal);
}
