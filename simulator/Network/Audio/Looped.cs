namespace Pbx.Simulator.Network.Audio;

/// <summary>A sound that begins again whenever it is over.</summary>
internal sealed class Looped(Waveform once, TimeSpan length) : Waveform
{
    private readonly long turn = Pcm.Samples(length);

    public override long? Samples => null;

    protected override void Add(Span<int> mix, long first)
    {
        if (turn == 0)
        {
            return;
        }

        for (var done = 0; done < mix.Length;)
        {
            var place = (first + done) % turn;
            var part = (int)Math.Min(mix.Length - done, turn - place);
            once.AddTo(mix.Slice(done, part), place);
            done += part;
        }
    }
}
