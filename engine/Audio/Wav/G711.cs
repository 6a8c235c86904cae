namespace Pbx.Engine.Audio.Wav;

/// <summary>The companded codes of the telephone network (ITU-T G.711), 1 being full scale.</summary>
internal static class G711
{
    /// <summary>A sample in A-law, of 13 bits.</summary>
    public static double ALaw(byte code)
    {
        var inverted = code ^ 0x55;
        var exponent = (inverted >> 4) & 7;
        var mantissa = ((inverted & 15) << 4) + 8;
        var level = exponent == 0 ? mantissa : (mantissa + 256) << (exponent - 1);
        return ((inverted & 128) != 0 ? level : -level) / 32768.0;
    }

    /// <summary>A sample in µ-law, of 14 bits.</summary>
    public static double MuLaw(byte code)
    {
        var inverted = ~code;
        var exponent = (inverted >> 4) & 7;
        var level = ((((inverted & 15) << 3) + 132) << exponent) - 132;
        return ((inverted & 128) != 0 ? -level : level) / 32768.0;
    }
}
