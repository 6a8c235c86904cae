using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Recordings;

namespace Pbx.Simulator.Rest.Recordings;

/// <summary>What is the matter with the file of a recording.</summary>
internal enum FileFault
{
    None,

    /// <summary>It has no byte.</summary>
    Empty,

    /// <summary>It ends in its middle; event and metadata say its whole length.</summary>
    Short,
}

/// <summary>Where the file of a recording was put, and when.</summary>
internal sealed record FiledRecording(Recording Recording, string Metadata, FileFault Fault, DateTimeOffset At)
{
    public required Uri Content { get; init; }

    public required Uri MetadataPlace { get; init; }

    public required Uri Delete { get; init; }

    /// <summary>The bytes of a file, rendered as they are read.</summary>
    public static Stream Open(Rendering sound, FileFault fault) => fault switch
    {
        FileFault.Empty => new MemoryStream([], writable: false),
        FileFault.Short => new WavStream(sound.UpTo(sound.Frames / 2)),
        _ => new WavStream(sound),
    };
}
