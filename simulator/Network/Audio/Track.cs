namespace Pbx.Simulator.Network.Audio;

/// <summary>A sound that began at an instant, heard or not: where in the sound the line is at any time follows from it.</summary>
public sealed record Sounding(Waveform Wave, DateTimeOffset Origin);

/// <summary>A stretch of time in which a sound was there. The start is included, the end is not.</summary>
public sealed record Stretch(DateTimeOffset From, DateTimeOffset To, Sounding Sounding);

/// <summary>
/// What sounded in one place over time: several sounds at once, each for its stretch. It keeps who sounded when and no samples;
/// those are rendered when somebody reads them.
/// </summary>
/// <remarks>It belongs to a network: read it inside <see cref="PhoneNetwork.Read"/>, or take <see cref="Until"/> out.</remarks>
public sealed class Track
{
    private readonly List<Stretch> over = []; // in the order in which they ended
    private readonly List<(Sounding Sounding, DateTimeOffset Since)> now = [];

    /// <summary>All stretches until an instant; those that go on end there.</summary>
    public IReadOnlyList<Stretch> Until(DateTimeOffset end) =>
        [.. over, .. now.Where(n => n.Since < end).Select(n => new Stretch(n.Since, end, n.Sounding))];

    /// <summary>
    /// Writes what sounded from an instant on, as many samples as there is room for, silence included. What sounds now is taken
    /// to go on, so do not ask beyond the present.
    /// </summary>
    public void Read(DateTimeOffset from, Span<short> samples)
    {
        var mix = new int[samples.Length];
        for (var i = over.Count - 1; i >= 0 && over[i].To > from; i--)
        {
            Mixture.Add(mix, from, over[i]);
        }

        foreach (var (sounding, since) in now)
        {
            Mixture.Add(mix, from, new Stretch(since, DateTimeOffset.MaxValue, sounding));
        }

        for (var i = 0; i < mix.Length; i++)
        {
            samples[i] = Pcm.Cut(mix[i]);
        }
    }

    /// <summary>Begins with what sounded elsewhere until now.</summary>
    internal void GoesOnFrom(Track before, DateTimeOffset at) => over.AddRange(before.Until(at));

    /// <summary>From now on these sound, and no others. Returns whether that is a change.</summary>
    internal bool Sounds(DateTimeOffset at, IReadOnlyList<Sounding> all)
    {
        var changed = false;
        for (var i = now.Count - 1; i >= 0; i--)
        {
            var (sounding, since) = now[i];
            if (all.Contains(sounding))
            {
                continue;
            }

            changed = true;
            now.RemoveAt(i);
            if (at > since)
            {
                over.Add(new Stretch(since, at, sounding));
            }
        }

        foreach (var sounding in all)
        {
            if (!now.Exists(n => n.Sounding == sounding))
            {
                changed = true;
                now.Add((sounding, at));
            }
        }

        return changed;
    }
}
