using Pbx.Simulator.Network.Audio;

namespace Pbx.Simulator.Network;

/// <summary>What a network is set up with.</summary>
public sealed record NetworkSettings
{
    /// <summary>The numbers that the resource owns; see <see cref="Trunks.TrunkNumbers"/>.</summary>
    public IReadOnlyList<string> Trunks { get; init; } = [];

    /// <summary>How many calls into the public network may show the same caller id at a time; Azure's own limit is 2 unless raised.</summary>
    public int ConcurrentCallsPerNumber { get; init; } = int.MaxValue;

    /// <summary>Fetches audio files. By default none can be fetched.</summary>
    public FetchAudio Fetch { get; init; } = (uri, _, _, _) => Task.FromResult<FetchedAudio>(new FetchedAudio.NotFetched($"Nothing fetches {uri}."));
}
