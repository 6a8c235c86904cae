using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pbx.Domain.Extensions;

/// <summary>The number of an extension: 2 to 5 digits, the first of them not 0 (EXT-001, EXT-004).</summary>
[JsonConverter(typeof(ExtensionNumberJson))]
public readonly record struct ExtensionNumber
{
    private ExtensionNumber(string value) => Value = value;

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

/// <summary>Writes the number of an extension as its digits.</summary>
public sealed class ExtensionNumberJson : JsonConverter<ExtensionNumber>
{
    /// <inheritdoc/>
    public override ExtensionNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && ExtensionNumber.TryParse(reader.GetString(), out var number)
            ? number
            : throw new JsonException("The number of an extension is expected here: 2 to 5 digits, the first of them not 0.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ExtensionNumber value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
