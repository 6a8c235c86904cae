using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Media.Streaming;

namespace Pbx.Simulator.Network;

/// <summary>What a network is set up with.</summary>
public sealed record NetworkSettings
{
    /// <summary>The numbers that the resource owns; see <see cref="Trunks.TrunkNumbers"/>.</summary>
    public IReadOnlyList<string> Trunks { get; init; } = [];

    /// <summary>How many calls into the public network may show the same caller id at a time; Azure's own limit is 2 unless raised.</summary>
    public int ConcurrentCallsPerNumber { get; init; } = int.MaxValue;

    /// <summary>Opens the way to where the application takes a stream. By default nothing can be reached.</summary>
    public OpenStream OpenStream { get; init; } = (target, _) => Task.FromResult<StreamOpening>(new StreamOpening.Refused(StreamTurn.NotConnected, $"Nothing connects to {target.Address}."));

    /// <summary>Why recordings cannot be put into a container; null when they can. By default there is none.</summary>
    public Func<Uri, CancellationToken, Task<string?>> CheckDestination { get; init; } = (place, _) => Task.FromResult<string?>($"Nothing can write to {place}.");

    /// <summary>Fetches audio files. By default none can be fetched.</summary>
    public FetchAudio Fetch { get; init; } = (uri, _, _, _) => Task.FromResult<FetchedAudio>(new FetchedAudio.NotFetched($"Nothing fetches {uri}."));
}
