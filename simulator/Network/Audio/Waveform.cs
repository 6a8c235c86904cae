namespace Pbx.Simulator.Network.Audio;

/// <summary>
/// A sound by itself, from its beginning. The same place always sounds the same, so that any part can be rendered at any time,
/// and again. It is silent before its beginning and after its end.
/// </summary>
public abstract class Waveform
{
    /// <summary>How many samples it lasts; null when it goes on without end.</summary>
    public abstract long? Samples { get; }

    /// <summary>Adds the samples from a place on to a mixture; the place may lie before the beginning.</summary>
    public void AddTo(Span<int> mix, long first)
    {
        var before = (int)Math.Clamp(-first, 0, mix.Length);
        var rest = mix[before..];
        var left = Samples is { } all ? (int)Math.Clamp(all - first - before, 0, rest.Length) : rest.Length;
        if (left > 0)
        {
            Add(rest[..left], first + before);
        }
    }

    /// <summary>Adds samples that are all there.</summary>
    protected abstract void Add(Span<int> mix, long first);
}
