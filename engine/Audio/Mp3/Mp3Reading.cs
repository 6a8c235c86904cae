namespace Pbx.Engine.Audio.Mp3;

/// <summary>Finds the first frame of an MP3 file.</summary>
internal static class Mp3Reading
{
    private const int LooksFor = 64 * 1024;
    private const int FramesInARow = 3;

    /// <summary>Whether these bytes begin an MP3 file, or MPEG audio of another layer.</summary>
    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith("ID3"u8) || First(file, 0) is not null || IsSecondLayer(file, 0);

    public static (Mp3Sound? Sound, List<string> Problems) Open(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        var start = TagLength(bytes);
        if (start > bytes.Length)
        {
            return (null, ["The file is cut off: it ends within its title tag."]);
        }

        if (First(bytes, start) is not var (place, header))
        {
            return (null, [IsSecondLayer(bytes, start)
                ? "The sound is written as MPEG audio of layer II, which cannot be read. Layer III (MP3) can."
                : "There is no MP3 sound in the file, or it is damaged."]);
        }

        var tag = Mp3Tag.Read(header, bytes.Slice(place, Math.Min(header.Length, bytes.Length - place)));
        return (new Mp3Sound(file, tag is null ? place : Math.Min(place + header.Length, bytes.Length), header, tag), []);
    }

    // Three frames in a row, or frames up to the very end, are no chance.
    private static (int Place, Mp3Header Header)? First(ReadOnlySpan<byte> file, int start)
    {
        for (var place = start; place < Math.Min(file.Length, start + LooksFor); place++)
        {
            if (file[place] == 0xff && Mp3Header.TryRead(file[place..], out var first) && first.Length > 0 && GoesOn(file, place, first))
            {
                return (place, first);
            }
        }

        return null;
    }

    private static bool GoesOn(ReadOnlySpan<byte> file, int place, Mp3Header first)
    {
        var at = place + first.Length;
        for (var frames = 1; frames < FramesInARow; frames++)
        {
            if (at >= file.Length)
            {
                return frames > 1 || at == file.Length; // a lone frame has to be whole
            }

            if (!Mp3Header.TryRead(file[at..], out var next) || !first.GoesWith(next))
            {
                return false;
            }

            at += next.Length;
        }

        return true;
    }

    private static bool IsSecondLayer(ReadOnlySpan<byte> file, int start) =>
        start < file.Length && Mp3Header.TryRead(file[start..], out var header) && header.Layer == 2;

    // Of an ID3v2 tag: four bytes of seven bits each, the header and perhaps a footer not counted.
    private static int TagLength(ReadOnlySpan<byte> file)
    {
        if (file.Length < 10 || !file.StartsWith("ID3"u8))
        {
            return 0;
        }

        var length = (file[6] << 21) | (file[7] << 14) | (file[8] << 7) | file[9];
        return length + ((file[5] & 0x10) != 0 ? 20 : 10);
    }
}
