namespace Pbx.Simulator.Network.Media.Streaming;

/// <summary>
/// Where the application takes the sound of a call, and which: that of everybody together, or of each participant apart. The
/// address is that of a web socket.
/// </summary>
public sealed record StreamingRequest(Uri Address, bool Mixed)
{
    /// <summary>Whether it starts as soon as the call is connected.</summary>
    public bool StartsAtOnce { get; init; }

    /// <summary>Whether keys that are pressed are told in the stream.</summary>
    public bool TellsKeys { get; init; }
}

/// <summary>What a host needs to open a stream.</summary>
public sealed record StreamTarget(Uri Address, string CallConnectionId, string CorrelationId);

/// <summary>Opens a stream. The model knows no web sockets; its host does.</summary>
public delegate Task<StreamOpening> OpenStream(StreamTarget target, CancellationToken cancel);

/// <summary>Whether a stream is open.</summary>
public abstract record StreamOpening
{
    private StreamOpening()
    {
    }

    public sealed record Opened(IStreamLine Line) : StreamOpening;

    public sealed record Refused(StreamTurn Turn, string Why) : StreamOpening;
}

/// <summary>An open stream. None of its members waits.</summary>
public interface IStreamLine
{
    /// <summary>Called once when the other side has gone, however that happened; not after <see cref="Close"/>.</summary>
    Action Lost { set; }

    /// <summary>Puts a packet behind those before it. What is sent to a line that is lost gets lost.</summary>
    void Send(StreamPacket packet);

    /// <summary>Ends the stream after what has been sent.</summary>
    void Close();
}
