using System.Globalization;

namespace Pbx.Local.Wire;

/// <summary>
/// Application properties on the wire: the primitive types that the official package accepts, each with its type, so that a
/// number sent as an int is received as an int.
/// </summary>
internal static class PropertyValue
{
    public static IReadOnlyDictionary<string, object?> None { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Writes a set of properties.</summary>
    /// <exception cref="ArgumentException">A value is of a type that a message cannot carry.</exception>
    public static void Write(BytesWriter to, IReadOnlyDictionary<string, object?> properties)
    {
        to.Int(properties.Count);
        foreach (var (name, value) in properties)
        {
            to.Text(name);
            Write(to, name, value);
        }
    }

    public static IReadOnlyDictionary<string, object?> Read(BytesReader from)
    {
        var properties = from.Many(static r => KeyValuePair.Create(r.Word(), One(r)));
        return properties.Count == 0 ? None : properties.ToDictionary(StringComparer.Ordinal);
    }

    private static void Write(BytesWriter to, string name, object? value)
    {
        switch (value)
        {
            case null: to.Byte(0); break;
            case string v: to.Byte(1); to.Text(v); break;
            case bool v: to.Byte(2); to.Flag(v); break;
            case byte v: to.Byte(3); to.Byte(v); break;
            case sbyte v: to.Byte(4); to.Byte((byte)v); break;
            case short v: to.Byte(5); to.Int(v); break;
            case ushort v: to.Byte(6); to.Int(v); break;
            case int v: to.Byte(7); to.Int(v); break;
            case uint v: to.Byte(8); to.Long(v); break;
            case long v: to.Byte(9); to.Long(v); break;
            case ulong v: to.Byte(10); to.Long((long)v); break;
            case float v: to.Byte(11); to.Int(BitConverter.SingleToInt32Bits(v)); break;
            case double v: to.Byte(12); to.Long(BitConverter.DoubleToInt64Bits(v)); break;
            case decimal v: to.Byte(13); to.Text(v.ToString(CultureInfo.InvariantCulture)); break;
            case char v: to.Byte(14); to.Int(v); break;
            case Guid v: to.Byte(15); to.Guid(v); break;
            case DateTimeOffset v: to.Byte(16); to.Long(v.Ticks); to.Long(v.Offset.Ticks); break;
            case DateTime v: to.Byte(17); to.Long(v.ToBinary()); break;
            case TimeSpan v: to.Byte(18); to.Long(v.Ticks); break;
            case Uri v: to.Byte(19); to.Text(v.OriginalString); break;
            case byte[] v: to.Byte(20); to.Blob(v); break;
            default:
                throw new ArgumentException($"The property \"{name}\" is a {value.GetType()}, which a message cannot carry.", nameof(value));
        }
    }

    private static object? One(BytesReader from) => from.Byte() switch
    {
        0 => null,
        1 => from.Word(),
        2 => from.Flag(),
        3 => from.Byte(),
        4 => (sbyte)from.Byte(),
        5 => (short)from.Int(),
        6 => (ushort)from.Int(),
        7 => from.Int(),
        8 => (uint)from.Long(),
        9 => from.Long(),
        10 => (ulong)from.Long(),
        11 => BitConverter.Int32BitsToSingle(from.Int()),
        12 => BitConverter.Int64BitsToDouble(from.Long()),
        13 => decimal.Parse(from.Word(), CultureInfo.InvariantCulture),
        14 => (char)from.Int(),
        15 => from.Guid(),
        16 => new DateTimeOffset(from.Long(), new TimeSpan(from.Long())),
        17 => DateTime.FromBinary(from.Long()),
        18 => new TimeSpan(from.Long()),
        19 => new Uri(from.Word(), UriKind.RelativeOrAbsolute),
        20 => (from.Blob() ?? default).ToArray(),
        var other => throw new InvalidDataException($"A property has the unknown type {other}."),
    };
}
