namespace Pbx.Simulator.Network.Audio;

/// <summary>What an answering machine says before it listens: four seconds of words, then a tone of 1000 Hz to the end of its greeting.</summary>
internal sealed class AnsweringMachine : Waveform
{
    private static readonly TimeSpan Greeting = TimeSpan.FromSeconds(4);
    private static readonly Words Said = new("Nobody is here now. Please leave a message after the tone.", Greeting);

    public override long? Samples => Pcm.Samples(Phones.Behaviour.Voicemail.Greeting);

    protected override void Add(Span<int> mix, long first)
    {
        Said.AddTo(mix, first);
        var tone = (int)Math.Clamp(Pcm.Samples(Greeting) - first, 0, mix.Length);
        Sine.Add(mix[tone..], 1000, first + tone, 8000);
    }
}
