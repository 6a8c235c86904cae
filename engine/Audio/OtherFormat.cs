namespace Pbx.Engine.Audio;

/// <summary>Tells files apart that people take for audio that we read, so that a refusal can name what they have.</summary>
internal static class OtherFormat
{
    /// <summary>What a file is, as "an Ogg file"; nothing for an unknown one.</summary>
    public static string? Of(ReadOnlySpan<byte> file) =>
        file.StartsWith("OggS"u8) ? "an Ogg file"
        : file.StartsWith("fLaC"u8) ? "a FLAC file"
        : file.StartsWith("FORM"u8) ? "an AIFF file"
        : file.StartsWith("RF64"u8) ? "a WAV file of 64 bits (RF64)"
        : file.StartsWith("RIFF"u8) ? "a RIFF file, but not a WAV"
        : file.StartsWith("#!AMR"u8) ? "an AMR file"
        : file.Length > 8 && file[4..].StartsWith("ftyp"u8) ? "an MP4 or M4A file"
        : file.StartsWith<byte>([0x30, 0x26, 0xb2, 0x75]) ? "a Windows Media file"
        : file.StartsWith("%PDF"u8) ? "a PDF document"
        : file.StartsWith("PK"u8) ? "a ZIP file"
        : null;
}
