using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Network.Audio;

/// <summary>
/// The voice of whoever is at an address: a steady tone whose frequency, a multiple of 10 from 200 to 1160 Hz, follows from the
/// address alone, so that it can be told in a recording who spoke when.
/// </summary>
public sealed class Voice : Waveform
{
    private const int Loudness = 8000;

    private Voice(int hertz) => Hertz = hertz;

    public int Hertz { get; }

    public override long? Samples => null;

    public static Voice Of(Address address)
    {
        var hash = 2_166_136_261u; // FNV-1a: not the runtime's own, which is another in each process
        foreach (var character in address.RawId)
        {
            hash = unchecked((hash ^ character) * 16_777_619u);
        }

        return new Voice(200 + 10 * (int)(hash % 97));
    }

    protected override void Add(Span<int> mix, long first) => Sine.Add(mix, Hertz, first, Loudness);
}
