using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Numbers;

/// <summary>A public telephone number in E.164 form: a plus sign and 7 to 15 digits, the first of them not 0.</summary>
[JsonConverter(typeof(TextJson<PhoneNumber>))]
public readonly record struct PhoneNumber : IWrittenAsText<PhoneNumber>
{
    private PhoneNumber(string value) => Value = value;

    /// <inheritdoc/>
    public static string Expected => "A number in international form is expected here, such as +31205550100.";

    /// <inheritdoc/>
    public static string? Pattern => @"^\+[1-9][0-9]{6,14}$";

    /// <inheritdoc/>
    public static string? Example => "+31205550100";

    /// <inheritdoc/>
    public static bool TakesTypedNumbers => true;

    /// <summary>The number as written, with its plus sign.</summary>
    public string Value => field ?? "";

    /// <summary>Reads E.164 form; national forms are not numbers here (they are normalised where the country is known).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PhoneNumber number)
    {
        number = default;
        if (text is not { Length: >= 8 and <= 16 } || text[0] != '+' || text[1] == '0' || text.AsSpan(1).ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        number = new PhoneNumber(text);
        return true;
    }

    /// <summary>Reads a number that is known to be one.</summary>
    /// <exception cref="FormatException">It is not in E.164 form.</exception>
    public static PhoneNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new FormatException($"“{text}” is not a number in international form, such as +31205550100.");

    /// <summary>The number for logs: its last two thirds hidden.</summary>
    public string Masked => Value.Length < 6 ? "…" : $"{Value.AsSpan(0, 5)}…";

    /// <inheritdoc/>
    public override string ToString() => Value;
}
