using Pbx.Simulator.Network.Media.Streaming;

namespace Pbx.Simulator.Network.Calls;

/// <summary>The application's own leg of a call: what it calls a call connection.</summary>
public sealed class AppLeg
{
    internal AppLeg(PhoneNetwork network, Conversation call, AppLegRequest asked)
    {
        Call = call;
        Asked = asked;
        Stream = asked.Streaming is { } streaming ? new AudioStream(network, this, streaming) : null;
    }

    /// <summary>The callConnectionId.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    public Conversation Call { get; }

    public AppLegRequest Asked { get; }

    /// <summary>The sound that it sends to the application; none when the application did not ask for streaming when the leg was made.</summary>
    public AudioStream? Stream { get; }

    public AppLegState State { get; internal set; } = AppLegState.Connecting;
}

/// <summary>What the application said when it answered or made the call.</summary>
public sealed record AppLegRequest(string CallbackUri, string? OperationContext, bool CanSpeak)
{
    /// <summary>Where and how the sound of the call may be streamed.</summary>
    public StreamingRequest? Streaming { get; init; }
}

/// <summary>Where the application's leg is.</summary>
public enum AppLegState
{
    Connecting,
    Connected,
    Disconnected,
}
