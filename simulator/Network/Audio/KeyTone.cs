using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Audio;

/// <summary>What a key sounds like: its two frequencies (ITU-T Q.23) for a tenth of a second.</summary>
internal sealed class KeyTone(Tone tone) : Waveform
{
    public static readonly TimeSpan Length = TimeSpan.FromMilliseconds(100);

    /// <summary>From the beginning of one key to that of the next when several are pressed at once.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(180);

    private const int Loudness = 5000;
    private static readonly int[] Rows = [697, 770, 852, 941];
    private static readonly int[] Columns = [1209, 1336, 1477, 1633];

    // Row by row as on the phone, the letters on the right.
    private static readonly string[] Keys = ["123A", "456B", "789C", "*0#D"];

    public override long? Samples => Pcm.Samples(Length);

    protected override void Add(Span<int> mix, long first)
    {
        var row = Array.FindIndex(Keys, keys => keys.Contains(tone.Key()));
        Sine.Add(mix, Rows[row], first, Loudness);
        Sine.Add(mix, Columns[Keys[row].IndexOf(tone.Key(), StringComparison.Ordinal)], first, Loudness);
    }
}
