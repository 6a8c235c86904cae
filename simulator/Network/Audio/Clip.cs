namespace Pbx.Simulator.Network.Audio;

/// <summary>The sound of a file, as samples.</summary>
internal sealed class Clip(short[] all) : Waveform
{
    public override long? Samples => all.Length;

    protected override void Add(Span<int> mix, long first)
    {
        var part = all.AsSpan((int)first, mix.Length);
        for (var i = 0; i < mix.Length; i++)
        {
            mix[i] += part[i];
        }
    }
}
