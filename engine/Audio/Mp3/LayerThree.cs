namespace Pbx.Engine.Audio.Mp3;

/// <summary>
/// Decodes frames of layer III one after the other, mixing two channels to one. A frame may begin in the main data of frames before it; when those are missing, it is silence.
/// </summary>
internal sealed class LayerThree(Bands bands)
{
    private const int LongestReach = 511;

    private readonly Hybrid[] hybrids = [new(), new()];
    private readonly Synthesis synthesis = new();
    private byte[] earlier = [];

    /// <summary>Decodes a frame into its samples; how many there are, the header tells.</summary>
    public void Decode(Mp3Header header, ReadOnlySpan<byte> frame, Span<float> mono)
    {
        var side = new BitReader(frame.Slice(header.DataStart - header.SideLength, header.SideLength));
        var reach = side.Take(header.IsFirst ? 9 : 8);
        side.Take((header.IsFirst, header.Channels) switch
        {
            (true, 1) => 5,
            (true, _) => 3,
            (false, 1) => 1,
            _ => 2,
        });
        int[] shared = [0, 0];
        for (var channel = 0; header.IsFirst && channel < header.Channels; channel++)
        {
            shared[channel] = side.Take(4);
        }

        var own = frame[header.DataStart..];
        var isWhole = reach <= earlier.Length;
        byte[] main = [.. isWhole ? earlier.AsSpan(earlier.Length - reach) : [], .. own];
        var all = new GranuleInfo[header.Granules][];
        for (var granule = 0; granule < header.Granules; granule++)
        {
            all[granule] = new GranuleInfo[header.Channels];
            for (var channel = 0; channel < header.Channels; channel++)
            {
                all[granule][channel] = GranuleInfo.Read(ref side, header, bands);
            }
        }

        var bits = new BitReader(main);
        var factors = new ScaleFactors?[header.Channels];
        for (var granule = 0; granule < header.Granules; granule++)
        {
            Granule(ref bits, header, all[granule], isWhole, granule == 0 ? [0, 0] : shared, factors, mono.Slice(granule * Mp3Header.GranuleLength, Mp3Header.GranuleLength));
        }

        byte[] together = [.. earlier, .. own];
        earlier = together.Length <= LongestReach ? together : together[^LongestReach..];
    }

    private void Granule(
        ref BitReader bits, Mp3Header header, GranuleInfo[] infos, bool isWhole, ReadOnlySpan<int> shared, ScaleFactors?[] factors, Span<float> mono)
    {
        Span<int> lines = stackalloc int[Mp3Header.GranuleLength];
        var levels = new float[header.Channels][];
        for (var channel = 0; channel < header.Channels; channel++)
        {
            levels[channel] = new float[Mp3Header.GranuleLength];
            if (!isWhole)
            {
                continue;
            }

            var info = infos[channel];
            var end = bits.Position + info.PartLength;
            factors[channel] = header.IsFirst
                ? ScaleFactors.ReadFirst(ref bits, info, shared[channel], factors[channel])
                : ScaleFactors.ReadLow(ref bits, info, isDirection: channel == 1 && header.IsIntensity);
            Spectrum.Read(ref bits, end, info, lines);
            Spectrum.Level(lines, info, factors[channel] ?? throw new InvalidOperationException("They were just read."), bands, levels[channel]);
        }

        if (isWhole && header.Channels == 2 && (header.IsMidSide || header.IsIntensity) && factors[1] is { } right)
        {
            JointStereo.Part(header, bands, infos[1], right, levels[0], levels[1]);
        }

        Span<float> mixed = stackalloc float[Mp3Header.GranuleLength];
        mixed.Clear();
        for (var channel = 0; channel < header.Channels; channel++)
        {
            hybrids[channel].Add(levels[channel], infos[channel], 1f / header.Channels, mixed);
        }

        synthesis.Give(mixed, mono);
    }
}
