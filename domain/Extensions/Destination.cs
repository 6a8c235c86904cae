using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Extensions;

/// <summary>Where a call can be sent: an extension of the same account, or a public number (EXT-058). Written as its digits.</summary>
[JsonConverter(typeof(DestinationJson))]
public abstract record Destination
{
    private Destination()
    {
    }

    /// <summary>Reads an extension's number or a public number; nothing when it is neither.</summary>
    public static Destination? Read(string? text) =>
        ExtensionNumber.TryParse(text, out var extension) ? new ToExtension(extension)
        : PhoneNumber.TryParse(text, out var number) ? new ToNumber(number)
        : null;

    /// <summary>Reads a destination that is known to be one.</summary>
    /// <exception cref="FormatException">It is neither an extension's number nor a public one.</exception>
    public static Destination Parse(string text) => Read(text) ?? throw new FormatException($"“{text}” is neither the number of an extension nor a public number.");

    /// <summary>An extension of the account.</summary>
    public sealed record ToExtension(ExtensionNumber Extension) : Destination
    {
        /// <inheritdoc/>
        public override string ToString() => Extension.Value;
    }

    /// <summary>A public number.</summary>
    public sealed record ToNumber(PhoneNumber Number) : Destination
    {
        /// <inheritdoc/>
        public override string ToString() => Number.Value;
    }
}

/// <summary>Writes a destination as its digits.</summary>
public sealed class DestinationJson : JsonConverter<Destination>, IWrittenForm
{
    /// <inheritdoc/>
    public string? Pattern => @"^([1-9][0-9]{1,4}|\+[1-9][0-9]{6,14})$";

    /// <inheritdoc/>
    public string Expected => "A destination is expected here: the number of an extension, or a public number such as +31205550100.";

    /// <inheritdoc/>
    public string? Example => "201";

    /// <inheritdoc/>
    public bool NamesExtension => true;

    /// <inheritdoc/>
    public bool TakesTypedNumbers => true;

    /// <inheritdoc/>
    public override Destination Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? Destination.Read(reader.GetString()) : null)
        ?? throw new JsonException(Expected);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Destination value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.ToString());
    }
}
