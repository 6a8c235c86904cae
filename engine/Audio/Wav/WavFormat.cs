namespace Pbx.Engine.Audio.Wav;

/// <summary>How samples lie in a WAV file: a frame has one sample of each channel.</summary>
internal sealed record WavFormat(WavCoding Coding, int Channels, int Rate, int SampleLength, int FrameLength);

/// <summary>How a sample is written.</summary>
internal enum WavCoding
{
    /// <summary>8 bits, from 0 with 128 as silence.</summary>
    Pcm8,

    /// <summary>16 bits.</summary>
    Pcm16,

    /// <summary>24 bits.</summary>
    Pcm24,

    /// <summary>32 bits.</summary>
    Pcm32,

    /// <summary>Floating point of 32 bits.</summary>
    Float32,

    /// <summary>Floating point of 64 bits.</summary>
    Float64,

    /// <summary>A-law.</summary>
    ALaw,

    /// <summary>µ-law.</summary>
    MuLaw,
}
