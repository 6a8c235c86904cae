using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Pbx.Simulator.Rest;

/// <summary>Where the simulator is reached, without a slash at the end. Known once the server listens.</summary>
internal sealed class SimulatorAddress(SimulatorOptions options, IServer server)
{
    public string Base => (options.BaseUri?.ToString()
        ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? throw new InvalidOperationException("The simulator does not know its address: set BaseUri, or wait until the server listens.")).TrimEnd('/');
}
