namespace Pbx.Engine.Audio.Mp3;

/// <summary>The samples of an MP3 file. What is no frame between frames is passed over; the silence that encoders add at both ends is left out when the file tells of it.</summary>
internal sealed class Mp3Sound(ReadOnlyMemory<byte> file, int start, Mp3Header first, Mp3Tag? tag) : IDecodedSound
{
    private const int DecoderDelay = 529; // of the two filter banks

    private readonly LayerThree decoder = new(Bands.Of(first.Rate));
    private readonly List<string> problems = [];
    private readonly float[] frame = new float[2 * Mp3Header.GranuleLength];
    private int at = start;
    private int frames;
    private int ready;
    private int given;
    private long toSkip = tag?.Delay is { } delay ? delay + DecoderDelay : 0;
    private long left = tag is { Frames: { } count, Delay: { } before, Padding: { } after }
        ? Math.Max(0, ((long)count * first.Granules * Mp3Header.GranuleLength) - before - after)
        : long.MaxValue;

    public int Rate => first.Rate;

    public IReadOnlyList<string> Problems => problems;

    public int Read(Span<float> mono)
    {
        while (given == ready)
        {
            if (left == 0 || !DecodeNext())
            {
                return 0;
            }

            var skipped = (int)Math.Min(toSkip, ready);
            toSkip -= skipped;
            given = skipped;
        }

        var count = (int)Math.Min(Math.Min(mono.Length, ready - given), left);
        frame.AsSpan(given, count).CopyTo(mono);
        given += count;
        left -= count;
        return count;
    }

    private bool DecodeNext()
    {
        (ready, given) = (0, 0);
        if (Next() is not var (place, header))
        {
            End();
            return false;
        }

        at = place + header.Length;
        frames++;
        ready = header.Granules * Mp3Header.GranuleLength;
        decoder.Decode(header, file.Span.Slice(place, header.Length), frame);
        return true;
    }

    // A frame that is not where the one before ends has to be followed by another, or it is taken for chance.
    private (int Place, Mp3Header Header)? Next()
    {
        var bytes = file.Span;
        if (IsFrame(at, out var header))
        {
            return at + header.Length <= bytes.Length ? (at, header) : null;
        }

        for (var place = at; place + Mp3Header.Size <= bytes.Length; place++)
        {
            if (IsFrame(place, out header) && place + header.Length <= bytes.Length && IsFrame(place + header.Length, out _))
            {
                return (place, header);
            }
        }

        return null;
    }

    private bool IsFrame(int place, out Mp3Header header)
    {
        header = default;
        return place <= file.Length && Mp3Header.TryRead(file.Span[place..], out header) && first.GoesWith(header) && header.Length > header.DataStart;
    }

    private void End()
    {
        if (tag?.Frames is { } announced && frames < announced)
        {
            problems.Add($"The file is cut off: it announces {announced} frames of sound and has {frames}.");
        }
        else if (tag?.Frames is null && IsFrame(at, out var last) && at + last.Length > file.Length)
        {
            problems.Add("The file is cut off in the middle of its last frame.");
        }
    }
}
