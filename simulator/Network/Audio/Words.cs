using Pbx.Simulator.Network.Media;

namespace Pbx.Simulator.Network.Audio;

/// <summary>
/// A text as it sounds when it is read: every letter and digit a short syllable of its own pitch, everything else a pause. The
/// same text always sounds the same, and other texts sound otherwise.
/// </summary>
internal sealed class Words : Waveform
{
    private readonly string text;
    private readonly long samples;
    private readonly int pitch;

    /// <summary>A text that takes so long to say.</summary>
    public Words(string text, TimeSpan length)
    {
        (this.text, samples) = (text, Pcm.Samples(length));
        pitch = 110 + text.Sum(c => c) % 60;
    }

    /// <summary>A voice of which only the length is known.</summary>
    public static Words Murmured(TimeSpan length) =>
        new(string.Concat(Enumerable.Repeat("mur mur mum ", 1 + (int)(length.TotalSeconds * PlaySource.CharactersASecond / 12))), length);

    public override long? Samples => samples;

    protected override void Add(Span<int> mix, long first)
    {
        if (text.Length == 0)
        {
            return;
        }

        for (var i = 0; i < mix.Length; i++)
        {
            var (at, within) = Math.DivRem((first + i) * text.Length, samples);
            var letter = text[(int)at];
            if (char.IsLetterOrDigit(letter))
            {
                var part = (double)within / samples;
                var swell = 4 * part * (1 - part);
                mix[i] += (int)(swell * (Sine.At(pitch, first + i, 7000) + Sine.At(300 + 37 * (letter % 32), first + i, 5000)));
            }
        }
    }
}
