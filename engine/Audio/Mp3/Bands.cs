namespace Pbx.Engine.Audio.Mp3;

/// <summary>The scale factor bands of layer III for each rate: where each begins (ISO/IEC 11172-3 table B.8, 13818-3 table B.2).</summary>
/// <param name="Long">Of long blocks, 22 bands and the end.</param>
/// <param name="Short">Of one window of short blocks, 13 bands and the end.</param>
internal sealed record Bands(int[] Long, int[] Short)
{
    private static readonly int[] LowLong = [0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522, 576];
    private static readonly int[] LowestShort = [0, 4, 8, 12, 18, 26, 36, 48, 62, 80, 104, 134, 174, 192];

    private static readonly Dictionary<int, Bands> Rates = new()
    {
        [44100] = new([0, 4, 8, 12, 16, 20, 24, 30, 36, 44, 52, 62, 74, 90, 110, 134, 162, 196, 238, 288, 342, 418, 576], [0, 4, 8, 12, 16, 22, 30, 40, 52, 66, 84, 106, 136, 192]),
        [48000] = new([0, 4, 8, 12, 16, 20, 24, 30, 36, 42, 50, 60, 72, 88, 106, 128, 156, 190, 230, 276, 330, 384, 576], [0, 4, 8, 12, 16, 22, 28, 38, 50, 64, 80, 100, 126, 192]),
        [32000] = new([0, 4, 8, 12, 16, 20, 24, 30, 36, 44, 54, 66, 82, 102, 126, 156, 194, 240, 296, 364, 448, 550, 576], [0, 4, 8, 12, 16, 22, 30, 42, 58, 78, 104, 138, 180, 192]),
        [22050] = new(LowLong, [0, 4, 8, 12, 18, 24, 32, 42, 56, 74, 100, 132, 174, 192]),
        [24000] = new([0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 114, 136, 162, 194, 232, 278, 332, 394, 464, 540, 576], [0, 4, 8, 12, 18, 26, 36, 48, 62, 80, 104, 136, 180, 192]),
        [16000] = new(LowLong, LowestShort),
        [11025] = new(LowLong, LowestShort),
        [12000] = new(LowLong, LowestShort),
        [8000] = new([0, 12, 24, 36, 48, 60, 72, 88, 108, 132, 160, 192, 232, 280, 336, 400, 476, 566, 568, 570, 572, 574, 576], [0, 8, 16, 24, 36, 52, 72, 96, 124, 160, 162, 164, 166, 192]),
    };

    /// <summary>The bands of a rate of MPEG audio.</summary>
    public static Bands Of(int rate) => Rates[rate];
}
