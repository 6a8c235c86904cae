using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pbx.Domain.QueueStatistics;

/// <summary>Something of which there are thousands in an answer, and which is stored as whole numbers for that.</summary>
internal interface IWrittenAsNumbers<T>
    where T : IWrittenAsNumbers<T>
{
    /// <summary>The numbers; their order and meaning never change.</summary>
    ReadOnlySpan<long> Numbers { get; }

    /// <summary>What they say.</summary>
    static abstract T Of(ReadOnlySpan<long> numbers);
}

/// <summary>Reads and writes such numbers.</summary>
internal sealed class NumbersJson<T> : JsonConverter<T>
    where T : IWrittenAsNumbers<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Of(Packed.Read(ref reader));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => Packed.Write(writer, value.Numbers);
}

/// <summary>Numbers from 0 on as text in Base64: seven bits in a byte, low ones first, and the eighth bit where more follow. A month has a million of them, and this is ten times as fast as digits.</summary>
internal static class Packed
{
    private const int Bits = 7;
    private const byte More = 1 << Bits;

    public static long[] Read(ref Utf8JsonReader reader)
    {
        var bytes = reader.GetBytesFromBase64();
        var numbers = new long[Ends(bytes)];
        var (count, shift) = (0, 0);
        foreach (var one in bytes)
        {
            numbers[count] |= (long)(one & (More - 1)) << shift;
            (count, shift) = one < More ? (count + 1, 0) : (count, shift + Bits);
        }

        return numbers;
    }

    private static int Ends(byte[] bytes)
    {
        var ends = 0;
        foreach (var one in bytes)
        {
            ends += one < More ? 1 : 0;
        }

        return ends;
    }

    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<long> numbers)
    {
        var bytes = new List<byte>(numbers.Length * 2);
        foreach (var number in numbers)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(number, nameof(numbers));
            var left = number;
            for (; left >= More; left >>= Bits)
            {
                bytes.Add((byte)(left | More));
            }

            bytes.Add((byte)left);
        }

        writer.WriteBase64StringValue(bytes.ToArray());
    }
}
