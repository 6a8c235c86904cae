using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Numbers;

/// <summary>
/// What somebody dialled: a public number, or, at a phone of an account, a string of 1 to 32 keys such as <c>915</c>, <c>201</c> or <c>*21</c> (ARCHITECTURE 11).
/// </summary>
[JsonConverter(typeof(TextJson<DialledNumber>))]
public readonly record struct DialledNumber : IWrittenAsText<DialledNumber>
{
    private const int Longest = 32;
    private static readonly SearchValues<char> Keys = SearchValues.Create("0123456789*#");

    private DialledNumber(string value) => Value = value;

    /// <inheritdoc/>
    public static string Expected => "What was dialled is expected here: a number such as +31205550100, or up to 32 keys such as 915.";

    /// <summary>The digits as they were dialled.</summary>
    public string Value => field ?? "";

    /// <summary>The public number, when it is one.</summary>
    public PhoneNumber? Number => PhoneNumber.TryParse(Value, out var number) ? number : null;

    /// <summary>What may stand in logs; a string of keys may hold a number too.</summary>
    public string Masked => Number is { } number ? number.Masked : Value.Length > 5 ? $"{Value.AsSpan(0, 5)}…" : Value;

    /// <summary>A public number that was dialled.</summary>
    public static DialledNumber FromPhoneNumber(PhoneNumber number) => new(number.Value);

    /// <summary>Reads a public number or a string of keys.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DialledNumber value)
    {
        value = default;
        if (text is not { Length: > 0 and <= Longest } || (text.AsSpan().ContainsAnyExcept(Keys) && !PhoneNumber.TryParse(text, out _)))
        {
            return false;
        }

        value = new DialledNumber(text);
        return true;
    }

    /// <summary>Reads what is known to be dialled.</summary>
    /// <exception cref="FormatException">Nobody can dial this.</exception>
    public static DialledNumber Parse(string text) => TryParse(text, out var dialled) ? dialled : throw new FormatException($"“{text}” cannot be dialled.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>A public number that was dialled.</summary>
    public static implicit operator DialledNumber(PhoneNumber number) => FromPhoneNumber(number);
}
