using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Media.Streaming;

/// <summary>One message of a stream.</summary>
public abstract record StreamPacket
{
    private StreamPacket()
    {
    }

    /// <summary>The first one: what the others contain.</summary>
    public sealed record Metadata(string SubscriptionId) : StreamPacket;

    /// <summary>Sound of <see cref="AudioStream.PerFrame"/> from an instant on: 16-bit PCM, mono, 16 kHz. Who is null in a mixed stream.</summary>
    public sealed record Audio(DateTimeOffset At, Address? Who, ReadOnlyMemory<byte> Pcm, bool Silent) : StreamPacket;

    /// <summary>A key that was pressed.</summary>
    public sealed record Key(Tone Tone) : StreamPacket;
}
