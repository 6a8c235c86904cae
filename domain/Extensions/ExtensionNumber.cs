using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Extensions;

/// <summary>The number of an extension: 2 to 5 digits, the first of them not 0 (EXT-001, EXT-004).</summary>
[JsonConverter(typeof(TextJson<ExtensionNumber>))]
public readonly record struct ExtensionNumber : IWrittenAsText<ExtensionNumber>
{
    private ExtensionNumber(string value) => Value = value;

    /// <inheritdoc/>
    public static string Expected => "The number of an extension is expected here: 2 to 5 digits, the first of them not 0.";

    /// <inheritdoc/>
    public static string? Pattern => @"^[1-9][0-9]{1,4}$";

    /// <inheritdoc/>
    public static string? Example => "201";

    /// <inheritdoc/>
    public static bool NamesExtension => true;

    /// <summary>The digits.</summary>
    public string Value => field ?? "";

    /// <summary>Reads 2 to 5 digits.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ExtensionNumber number)
    {
        number = default;
        if (text is not { Length: >= 2 and <= 5 } || text[0] == '0' || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        number = new ExtensionNumber(text);
        return true;
    }

    /// <summary>Reads a number that is known to be one.</summary>
    /// <exception cref="FormatException">It is not the number of an extension.</exception>
    public static ExtensionNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new FormatException($"“{text}” is not the number of an extension.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
