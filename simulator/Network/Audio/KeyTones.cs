using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Audio;

/// <summary>Keys that are sent one after the other at a steady pace.</summary>
internal sealed class KeyTones(IReadOnlyList<Tone> tones, TimeSpan apart) : Waveform
{
    private readonly KeyTone[] keys = [.. tones.Select(t => new KeyTone(t))];

    public override long? Samples => keys.Length * Pcm.Samples(apart);

    protected override void Add(Span<int> mix, long first)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i].AddTo(mix, first - i * Pcm.Samples(apart));
        }
    }
}
