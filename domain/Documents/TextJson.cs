using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pbx.Domain.Documents;

/// <summary>A value that has one written form: numbers, names, addresses.</summary>
public interface IWrittenAsText<TSelf>
    where TSelf : struct, IWrittenAsText<TSelf>
{
    /// <summary>What a text has to be, for the person who wrote another one.</summary>
    static abstract string Expected { get; }

    /// <summary>The written form.</summary>
    string Value { get; }

    /// <summary>Reads the written form; false for anything else.</summary>
    static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf value);
}

/// <summary>Writes such a value as JSON text.</summary>
public sealed class TextJson<T> : JsonConverter<T>
    where T : struct, IWrittenAsText<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && T.TryParse(reader.GetString(), out var value) ? value : throw new JsonException(T.Expected);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
