using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Secrets;

/// <summary>A PIN in a document that people read and write: digits come in, and only whether there is a PIN goes out.</summary>
public sealed class PinJson : JsonConverter<Pin>, IWrittenForm
{
    /// <inheritdoc/>
    public string? Pattern => "^([0-9]{4}|set|none)$";

    /// <inheritdoc/>
    public string Expected => Pin.Rule;

    /// <inheritdoc/>
    public string? Example => Set;

    /// <summary>Shown instead of a PIN that is stored; written, it keeps that one.</summary>
    public const string Set = "set";

    /// <summary>Written to remove the PIN that is stored.</summary>
    public const string None = "none";

    /// <summary>Shown instead of a PIN that was written and is not stored yet.</summary>
    public const string New = "new";

    /// <inheritdoc/>
    public override Pin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? reader.GetString() : null) switch
        {
            Set => new Pin.Kept(),
            None => new Pin.Removed(),
            { Length: 4 } digits when !digits.AsSpan().ContainsAnyExceptInRange('0', '9') => new Pin.Digits(digits),
            _ => throw new JsonException(Pin.Rule),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Pin value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value switch
        {
            Pin.Digits => New,
            Pin.Removed => None,
            _ => Set,
        });
    }
}

/// <summary>A PIN in what we store: its hash, and nothing else can be written.</summary>
public sealed class StoredPinJson : JsonConverter<Pin>
{
    /// <inheritdoc/>
    public override Pin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new Pin.Hashed(reader.GetString() ?? throw new JsonException("The hash of a PIN is expected here."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Pin value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value is Pin.Hashed hashed ? hashed.Hash : throw new InvalidOperationException("Only the hash of a PIN is ever stored."));
    }
}
