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

    /// <summary>The written form as a regular expression that every JSON Schema tool understands, from <c>^</c> to <c>$</c>; nothing for values that stand in no document of people.</summary>
    static virtual string? Pattern => null;

    /// <summary>One that can be shown.</summary>
    static virtual string? Example => null;

    /// <summary>Whether a text of two to five digits is the number of an extension.</summary>
    static virtual bool NamesExtension => false;

    /// <summary>Whether a public number is taken here in the form in which people of the country type it (EXT-060).</summary>
    static virtual bool TakesTypedNumbers => false;

    /// <summary>The written form.</summary>
    string Value { get; }

    /// <summary>Reads the written form; false for anything else.</summary>
    static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf value);
}

/// <summary>Writes such a value as JSON text.</summary>
public sealed class TextJson<T> : JsonConverter<T>, IWrittenForm
    where T : struct, IWrittenAsText<T>
{
    string? IWrittenForm.Pattern => T.Pattern;

    string IWrittenForm.Expected => T.Expected;

    string? IWrittenForm.Example => T.Example;

    bool IWrittenForm.NamesExtension => T.NamesExtension;

    bool IWrittenForm.TakesTypedNumbers => T.TakesTypedNumbers;

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
