using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Time;

namespace Pbx.Domain.Documents;

/// <summary>Writes an instant in a document of people: in UTC, such as 2026-12-24T17:00:00Z.</summary>
public sealed class InstantJson : JsonConverter<DateTimeOffset>, IWrittenForm
{
    private const string Expectation = "An instant in UTC is expected here, such as 2026-12-24T17:00:00Z.";

    /// <inheritdoc/>
    public string? Pattern => $@"{CalendarDate.Pattern?.TrimEnd('$')}T([01][0-9]|2[0-3])(:[0-5][0-9]){{2}}(\.[0-9]{{1,7}})?Z$";

    /// <inheritdoc/>
    public string Expected => Expectation;

    /// <inheritdoc/>
    public string? Example => "2026-12-24T17:00:00Z";

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && DateTimeOffset.TryParseExact(reader.GetString(), "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value)
            ? value
            : throw new JsonException(Expectation);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    }
}
