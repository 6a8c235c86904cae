namespace Pbx.Simulator.Network.Audio;

/// <summary>A time in which was listened. The start is included, the end is not.</summary>
public sealed record Interval(DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// Sound of one or several channels over some intervals, one after the other without a gap. It does not change any more and holds
/// no samples: an hour of a call is rendered as it is read.
/// </summary>
public sealed class Rendering
{
    private readonly IReadOnlyList<IReadOnlyList<Stretch>> channels;
    private readonly (long First, long Count, DateTimeOffset From)[] parts;

    /// <summary>What was on these channels in these intervals.</summary>
    public Rendering(IReadOnlyList<IReadOnlyList<Stretch>> channels, IReadOnlyList<Interval> intervals)
    {
        this.channels = channels;
        parts = new (long, long, DateTimeOffset)[intervals.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var count = Pcm.Samples(intervals[i].To - intervals[i].From);
            parts[i] = (Frames, count, intervals[i].From);
            Frames += count;
        }
    }

    public int Channels => channels.Count;

    /// <summary>A frame is one sample of each channel.</summary>
    public long Frames { get; }

    public TimeSpan Length => Pcm.Time(Frames);

    /// <summary>Its beginning only.</summary>
    public Rendering UpTo(long frames)
    {
        var kept = parts.Where(p => p.First < frames)
            .Select(p => new Interval(p.From, p.From + Pcm.Time(Math.Min(p.Count, frames - p.First))));
        return new Rendering(channels, [.. kept]);
    }

    /// <summary>Writes frames from a place on, the channels of each side by side; how many that were: 0 at the end.</summary>
    public int Read(long frame, Span<short> samples)
    {
        var wanted = (int)Math.Clamp(Frames - frame, 0, samples.Length / Channels);
        var mix = new int[wanted];
        for (var channel = 0; channel < Channels; channel++)
        {
            Array.Clear(mix);
            Mix(channels[channel], frame, mix);
            for (var i = 0; i < wanted; i++)
            {
                samples[i * Channels + channel] = Pcm.Cut(mix[i]);
            }
        }

        return wanted;
    }

    private void Mix(IReadOnlyList<Stretch> stretches, long frame, Span<int> mix)
    {
        foreach (var (first, count, from) in parts)
        {
            var begin = (int)Math.Clamp(first - frame, 0, mix.Length);
            var end = (int)Math.Clamp(first + count - frame, 0, mix.Length);
            if (end <= begin)
            {
                continue;
            }

            var start = from + Pcm.Time(frame + begin - first);
            foreach (var stretch in stretches)
            {
                Mixture.Add(mix[begin..end], start, stretch);
            }
        }
    }
}
