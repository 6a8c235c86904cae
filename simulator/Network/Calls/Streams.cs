using Pbx.Simulator.Network.Media.Streaming;

namespace Pbx.Simulator.Network.Calls;

/// <summary>The sound of a call on its way to the application, as far as the leg was made with streaming options.</summary>
public sealed class Streams
{
    private readonly PhoneNetwork network;

    internal Streams(PhoneNetwork network) => this.network = network;

    public void Start(string legId, string? operationContext, string? callback) =>
        network.Do(() => Stream(legId).Starts(operationContext, callback));

    public void Stop(string legId, string? operationContext, string? callback) =>
        network.Do(() => Stream(legId).Stops(operationContext, callback));

    private AudioStream Stream(string legId) => network.ConnectedLeg(legId).Stream
        ?? throw new CallRefusedException(Refusal.Invalid, "Media streaming needs mediaStreamingOptions when the call is created, answered or connected.");
}
