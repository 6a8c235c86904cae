using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Azure.Data.Tables.Wire;

/// <summary>
/// Reads entities from answers with minimal (or full) metadata. A type annotation is expected before its property, as the services
/// send it, and also understood after it. Of the "odata." properties only the ETag is kept.
/// </summary>
internal static class EntityReader
{
    private static ReadOnlySpan<byte> TypeSuffix => "@odata.type"u8;

    /// <summary>The one entity of a point read.</summary>
    public static TableEntity ReadOne(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        Expect(json.Read() && json.TokenType == JsonTokenType.StartObject);
        return Read(ref json);
    }

    /// <summary>The entities of a page, in the service's order.</summary>
    public static List<TableEntity> ReadPage(ReadOnlySpan<byte> utf8)
    {
        var entities = new List<TableEntity>();
        var json = new Utf8JsonReader(utf8);
        if (FindValues(ref json))
        {
            while (json.Read() && json.TokenType == JsonTokenType.StartObject)
            {
                entities.Add(Read(ref json));
            }
        }

        return entities;
    }

    /// <summary>The names in a page of the table list.</summary>
    public static List<string> ReadTableNames(ReadOnlySpan<byte> utf8)
    {
        var names = new List<string>();
        foreach (var row in ReadPage(utf8))
        {
            if (row.GetString("TableName") is { } name)
            {
                names.Add(name);
            }
        }

        return names;
    }

    // Stops on the "[" of the property "value".
    private static bool FindValues(ref Utf8JsonReader json)
    {
        Expect(json.Read() && json.TokenType == JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isValues = json.ValueTextEquals("value"u8);
            json.Read();
            if (isValues)
            {
                Expect(json.TokenType == JsonTokenType.StartArray);
                return true;
            }

            json.Skip();
        }

        return false;
    }

    // From "{" to "}".
    private static TableEntity Read(ref Utf8JsonReader json)
    {
        var entity = new TableEntity();
        var properties = entity.Properties;
        string? annotated = null; // the property that the last annotation was about
        string? type = null;
        List<(string Name, string? Type)>? early = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (annotated is not null && json.ValueTextEquals(annotated))
            {
                json.Read();
                properties[annotated] = Value(ref json, type);
                annotated = null;
            }
            else if (IsAnnotation(ref json, out var about))
            {
                if (annotated is not null)
                {
                    (early ??= []).Add((annotated, type));
                }

                json.Read();
                annotated = about;
                type = json.GetString();
                if (about is not null && properties.TryGetValue(about, out var present))
                {
                    properties[about] = Retype(present, type);
                    annotated = null;
                }
            }
            else if (KnownName(ref json) is { } name)
            {
                json.Read();
                var known = name == TableEntity.TimestampName ? "Edm.DateTime" : early?.Find(e => e.Name == name).Type;
                properties[name] = Value(ref json, known);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        Expect(json.TokenType == JsonTokenType.EndObject);
        return entity;
    }

    private static bool IsAnnotation(ref Utf8JsonReader json, out string? about)
    {
        about = null;
        if (json.ValueIsEscaped)
        {
            var name = json.GetString() ?? "";
            about = name.EndsWith("@odata.type", StringComparison.Ordinal) ? name[..^TypeSuffix.Length] : null;
        }
        else if (json.ValueSpan.EndsWith(TypeSuffix))
        {
            about = Encoding.UTF8.GetString(json.ValueSpan[..^TypeSuffix.Length]);
        }

        return about is not null;
    }

    // Null for what the protocol adds.
    private static string? KnownName(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("PartitionKey"u8))
        {
            return TableEntity.PartitionKeyName;
        }

        if (json.ValueTextEquals("RowKey"u8))
        {
            return TableEntity.RowKeyName;
        }

        if (json.ValueTextEquals("Timestamp"u8))
        {
            return TableEntity.TimestampName;
        }

        if (json.ValueTextEquals("odata.etag"u8))
        {
            return TableEntity.ETagName;
        }

        return json.ValueSpan.StartsWith("odata."u8) || json.ValueSpan.Contains((byte)'@') ? null : json.GetString();
    }

    private static object? Value(ref Utf8JsonReader json, string? type) => (json.TokenType, type) switch
    {
        (JsonTokenType.Null, _) => null,
        (JsonTokenType.True, null or "Edm.Boolean") => true,
        (JsonTokenType.False, null or "Edm.Boolean") => false,
        (JsonTokenType.Number, "Edm.Double") => json.GetDouble(),
        (JsonTokenType.Number, "Edm.Int64") => json.GetInt64(),
        (JsonTokenType.Number, _) => Number(ref json),
        (JsonTokenType.String, null or "Edm.String") => json.GetString(),
        (JsonTokenType.String, "Edm.DateTime") => json.TryGetDateTimeOffset(out var instant) ? instant : Instant(json.GetString()),
        (JsonTokenType.String, "Edm.Guid") => json.GetGuid(),
        (JsonTokenType.String, "Edm.Binary") => json.GetBytesFromBase64(),
        (JsonTokenType.String, _) => Retype(json.GetString(), type),
        _ => throw new JsonException($"A property of an entity cannot be a JSON {json.TokenType} of type {type ?? "Edm.String"}."),
    };

    private static object Number(ref Utf8JsonReader json) =>
        json.TryGetInt32(out var number) ? (object)number : json.TryGetInt64(out var big) ? (object)big : json.GetDouble();

    private static object? Retype(object? value, string? type) => (value, type) switch
    {
        (string text, "Edm.Int64") => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        (string text, "Edm.Double") => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        (int number, "Edm.Double") => (double)number,
        (long number, "Edm.Double") => (double)number,
        (int number, "Edm.Int64") => (long)number,
        (string text, "Edm.DateTime") => Instant(text),
        (string text, "Edm.Guid") => Guid.Parse(text),
        (string text, "Edm.Binary") => Convert.FromBase64String(text),
        (null or string or int or long or double or bool, null or "Edm.String" or "Edm.Int32" or "Edm.Boolean") => value,
        _ => throw new JsonException($"A property is announced as {type}, which its value is not."),
    };

    private static DateTimeOffset Instant(string? text) =>
        DateTimeOffset.Parse(text ?? "", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static void Expect(bool asExpected)
    {
        if (!asExpected)
        {
            throw new JsonException("The answer of the Table service is not the JSON that it should be.");
        }
    }
}
