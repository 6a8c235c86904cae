namespace Pbx.Simulator.Network.Audio;

/// <summary>What the network lets a phone hear that calls or is called: 425 Hz, one second of five.</summary>
internal sealed class RingTone : Waveform
{
    public static readonly RingTone Endless = new();

    private const int Loudness = 6000;

    private RingTone()
    {
    }

    public override long? Samples => null;

    protected override void Add(Span<int> mix, long first)
    {
        for (var i = 0; i < mix.Length; i++)
        {
            mix[i] += (first + i) % (5 * Pcm.Rate) < Pcm.Rate ? Sine.At(425, first + i, Loudness) : 0;
        }
    }
}
