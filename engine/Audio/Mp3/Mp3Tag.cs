using System.Buffers.Binary;

namespace Pbx.Engine.Audio.Mp3;

/// <summary>
/// What encoders write into a first frame without sound (the Xing or Info tag, with LAME's extension): how many frames follow, and how much silence was added before and after.
/// Null is what it does not say.
/// </summary>
internal sealed record Mp3Tag(int? Frames, int? Delay, int? Padding)
{
    private const int FramesFlag = 1;
    private const int ExtensionDelay = 21;

    /// <summary>Reads the tag of a frame, or nothing when it is a frame of sound.</summary>
    public static Mp3Tag? Read(Mp3Header header, ReadOnlySpan<byte> frame)
    {
        var at = Mp3Header.Size + header.SideLength;
        if (frame.Length < at + 8 || !(frame[at..].StartsWith("Xing"u8) || frame[at..].StartsWith("Info"u8)))
        {
            return null;
        }

        var flags = BinaryPrimitives.ReadInt32BigEndian(frame[(at + 4)..]);
        int? frames = (flags & FramesFlag) != 0 && frame.Length >= at + 12 ? BinaryPrimitives.ReadInt32BigEndian(frame[(at + 8)..]) : null;
        var extension = at + 8 + ((flags & 1) * 4) + ((flags & 2) * 2) + ((flags & 4) * 25) + ((flags & 8) / 2);
        if (frames is null or < 0 || frame.Length < extension + ExtensionDelay + 3 || frame[extension] == 0)
        {
            return new Mp3Tag(frames >= 0 ? frames : null, null, null);
        }

        var both = (frame[extension + ExtensionDelay] << 16) | (frame[extension + ExtensionDelay + 1] << 8) | frame[extension + ExtensionDelay + 2];
        return new Mp3Tag(frames, both >> 12, both & 0xfff);
    }
}
