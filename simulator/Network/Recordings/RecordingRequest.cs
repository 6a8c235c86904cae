using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Network.Recordings;

/// <summary>What the application asks of a recording.</summary>
public sealed record RecordingRequest
{
    /// <summary>The most channels that an unmixed recording has.</summary>
    public const int MostChannels = 5;

    /// <summary>Whether each participant has a channel of its own; otherwise all that sounds is in one.</summary>
    public bool Unmixed { get; init; }

    /// <summary>Whose channel of an unmixed recording is which; the others get the free ones in the order in which they are first heard.</summary>
    public IReadOnlyDictionary<int, Address> Channels { get; init; } = new Dictionary<int, Address>();

    /// <summary>Whether it begins only when it is resumed.</summary>
    public bool PauseOnStart { get; init; }

    /// <summary>Where its state is told; to the call's own callback when it is absent.</summary>
    public string? StateCallback { get; init; }

    /// <summary>The container, or a place in it, to which the file goes; without one the network keeps it for a day.</summary>
    public Uri? Destination { get; init; }
}
