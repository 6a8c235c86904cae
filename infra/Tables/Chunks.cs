using Azure.Data.Tables;

namespace Pbx.Infra.Tables;

/// <summary>Content that may be larger than a property: binary properties <c>s0</c>, <c>s1</c> … of 64 KiB each, which is what the service takes.</summary>
internal static class Chunks
{
    private const int Size = 64 * 1024;
    private static readonly string[] Names = [.. Enumerable.Range(0, (Limits.RowBytes + Size - 1) / Size).Select(i => FormattableString.Invariant($"s{i}"))];

    /// <summary>Puts content into a row; empty content takes no property.</summary>
    public static TableEntity With(this TableEntity row, ReadOnlyMemory<byte> content)
    {
        for (var i = 0; i * Size < content.Length; i++)
        {
            row.Add(Names[i], BinaryData.FromBytes(content.Slice(i * Size, Math.Min(Size, content.Length - (i * Size)))));
        }

        return row;
    }

    /// <summary>The content of a row.</summary>
    public static ReadOnlyMemory<byte> Content(this TableEntity row)
    {
        var first = row.GetBinary(Names[0]);
        if (first is null || first.Length < Size)
        {
            return first;
        }

        var whole = new MemoryStream(first.Length * 2);
        for (var i = 0; i < Names.Length && row.GetBinary(Names[i]) is { } chunk; i++)
        {
            whole.Write(chunk);
        }

        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }
}
