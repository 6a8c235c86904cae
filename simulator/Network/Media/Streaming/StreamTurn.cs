namespace Pbx.Simulator.Network.Media.Streaming;

/// <summary>What has become of a stream, by the details that Azure gives.</summary>
public enum StreamTurn
{
    /// <summary>It has been started.</summary>
    Started,

    /// <summary>It has been stopped, or its call is over.</summary>
    Stopped,

    /// <summary>It could not be started: there is nobody at its address, or no web socket.</summary>
    NotConnected,

    /// <summary>It could not be started: the token was not accepted.</summary>
    NotAuthenticated,

    /// <summary>It could not be started: the other side forbids it.</summary>
    Forbidden,

    /// <summary>It was lost while it went on.</summary>
    Interrupted,
}
