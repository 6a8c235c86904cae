using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pbx.Domain.QueueStatistics;

/// <summary>Something of which there are thousands in an answer, and which is stored as a list of whole numbers for that.</summary>
internal interface IWrittenAsNumbers<T>
    where T : IWrittenAsNumbers<T>
{
    /// <summary>The numbers; their order and meaning never change.</summary>
    ReadOnlySpan<long> Numbers { get; }

    /// <summary>What they say.</summary>
    static abstract T Of(ReadOnlySpan<long> numbers);
}

/// <summary>Reads and writes such a list.</summary>
internal sealed class NumbersJson<T> : JsonConverter<T>
    where T : IWrittenAsNumbers<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A list of numbers is expected here.");
        }

        Span<long> few = stackalloc long[64];
        var numbers = few;
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == numbers.Length)
            {
                var more = new long[2 * count];
                numbers.CopyTo(more);
                numbers = more;
            }

            numbers[count++] = reader.GetInt64();
        }

        return T.Of(numbers[..count]);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var number in value.Numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }
}
