using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables.Wire;

/// <summary>
/// Writes an entity as the service takes it: types that JSON does not have get an "odata.type" beside them. Timestamp and ETag are
/// the service's and are not sent; null is not stored and is not sent either.
/// </summary>
internal static class EntityWriter
{
    private const string TypeSuffix = "@odata.type";

    // The stored texts are JSON documents themselves: the default encoder would make six bytes of each of their quotes.
    // Line and paragraph separators stay escaped, so that an entity is one line (the emulator reads batches by lines).
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Utf8JsonWriter Open(IBufferWriter<byte> target) => new(target, Options);

    public static ReadOnlyMemory<byte> Bytes(TableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = Open(buffer);
        Write(json, entity);
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <exception cref="NotSupportedException">A property has a type that tables do not have.</exception>
    public static void Write(Utf8JsonWriter json, TableEntity entity)
    {
        json.WriteStartObject();
        foreach (var (name, value) in entity.Properties)
        {
            if (value is not null && name != TableEntity.TimestampName && !name.StartsWith("odata.", StringComparison.Ordinal))
            {
                Write(json, name, value);
            }
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case long number:
                WriteType(json, name, "Edm.Int64"u8);
                json.WritePropertyName(name);
                Span<byte> digits = stackalloc byte[20];
                number.TryFormat(digits, out var length, provider: System.Globalization.CultureInfo.InvariantCulture);
                json.WriteStringValue(digits[..length]);
                break;
            case double number:
                WriteType(json, name, "Edm.Double"u8);
                if (double.IsFinite(number))
                {
                    json.WriteNumber(name, number);
                }
                else
                {
                    json.WriteString(name, double.IsNaN(number) ? "NaN"u8 : number > 0 ? "Infinity"u8 : "-Infinity"u8);
                }

                break;
            case DateTimeOffset instant:
                WriteInstant(json, name, instant.UtcDateTime);
                break;
            case DateTime { Kind: DateTimeKind.Utc } instant:
                WriteInstant(json, name, instant);
                break;
            case DateTime instant:
                throw new NotSupportedException(
                    $"The property {name} is a DateTime of kind {instant.Kind}. Tables hold UTC: use DateTime.SpecifyKind or a DateTimeOffset.");
            case Guid id:
                WriteType(json, name, "Edm.Guid"u8);
                json.WriteString(name, id);
                break;
            case byte[] bytes:
                WriteType(json, name, "Edm.Binary"u8);
                json.WriteBase64String(name, bytes);
                break;
            case BinaryData data:
                WriteType(json, name, "Edm.Binary"u8);
                json.WriteBase64String(name, data.ToMemory().Span);
                break;
            default:
                throw new NotSupportedException($"The property {name} is a {value.GetType()}, a type that tables do not have.");
        }
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, DateTime utc)
    {
        WriteType(json, name, "Edm.DateTime"u8);
        Span<char> text = stackalloc char[28];
        utc.TryFormat(text, out var length, "O", System.Globalization.CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }

    private static void WriteType(Utf8JsonWriter json, string name, ReadOnlySpan<byte> type)
    {
        // A property name has at most 255 characters.
        Span<char> annotation = name.Length <= 255 ? stackalloc char[name.Length + TypeSuffix.Length] : new char[name.Length + TypeSuffix.Length];
        name.CopyTo(annotation);
        TypeSuffix.CopyTo(annotation[name.Length..]);
        json.WriteString(annotation, type);
    }
}
