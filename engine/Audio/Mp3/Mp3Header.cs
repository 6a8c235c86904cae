namespace Pbx.Engine.Audio.Mp3;

/// <summary>The first four bytes of a frame of MPEG audio (ISO/IEC 11172-3 and 13818-3, and the extension to low rates that is called 2.5).</summary>
/// <param name="IsFirst">MPEG 1: two granules a frame; the lower rates have one.</param>
/// <param name="Layer">1, 2 or 3.</param>
/// <param name="HasChecksum">Two bytes follow the header.</param>
/// <param name="Rate">Samples per second.</param>
/// <param name="Channels">1 or 2.</param>
/// <param name="IsMidSide">Two channels are written as sum and difference.</param>
/// <param name="IsIntensity">High bands of two channels are written once, with a direction.</param>
/// <param name="Length">Bytes of the frame, header included; 0 when it cannot be told (another layer, or a free rate).</param>
internal readonly record struct Mp3Header(
    bool IsFirst, int Layer, bool HasChecksum, int Rate, int Channels, bool IsMidSide, bool IsIntensity, int Length)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 4;

    /// <summary>Samples of one channel in a granule.</summary>
    public const int GranuleLength = 576;

    private static ReadOnlySpan<short> FirstKilobits => [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

    private static ReadOnlySpan<short> LowKilobits => [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    private static ReadOnlySpan<int> FirstRates => [44100, 48000, 32000];

    /// <summary>Granules in a frame.</summary>
    public int Granules => IsFirst ? 2 : 1;

    /// <summary>Bytes of the side information.</summary>
    public int SideLength => (IsFirst, Channels) switch
    {
        (true, 2) => 32,
        (true, _) => 17,
        (false, 2) => 17,
        _ => 9,
    };

    /// <summary>Where the main data begins in the frame.</summary>
    public int DataStart => Size + (HasChecksum ? 2 : 0) + SideLength;

    /// <summary>Reads a header; false when these bytes are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Mp3Header header)
    {
        header = default;
        if (bytes.Length < Size || bytes[0] != 0xff || (bytes[1] & 0xe0) != 0xe0)
        {
            return false;
        }

        var version = (bytes[1] >> 3) & 3; // 0: 2.5, 2: 2, 3: 1
        var layer = 4 - ((bytes[1] >> 1) & 3);
        var bitrate = bytes[2] >> 4;
        var rate = (bytes[2] >> 2) & 3;
        if (version == 1 || layer == 4 || bitrate == 15 || rate == 3)
        {
            return false;
        }

        var isFirst = version == 3;
        var samples = FirstRates[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        var mode = bytes[3] >> 6;
        var kilobits = (isFirst ? FirstKilobits : LowKilobits)[bitrate];
        var padding = (bytes[2] >> 1) & 1;
        header = new Mp3Header(
            isFirst,
            layer,
            (bytes[1] & 1) == 0,
            samples,
            mode == 3 ? 1 : 2,
            mode == 1 && (bytes[3] & 0x20) != 0,
            mode == 1 && (bytes[3] & 0x10) != 0,
            layer == 3 && kilobits > 0 ? ((isFirst ? 144_000 : 72_000) * kilobits / samples) + padding : 0);
        return true;
    }

    /// <summary>Whether another frame can belong to the same sound.</summary>
    public bool GoesWith(Mp3Header other) => other.Length > 0 && (other.IsFirst, other.Layer, other.Rate) == (IsFirst, Layer, Rate);
}
