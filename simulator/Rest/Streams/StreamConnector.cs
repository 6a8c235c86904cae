using System.Net;
using System.Net.WebSockets;
using Pbx.Simulator.Network.Media.Streaming;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.Simulator.Rest.Streams;

/// <summary>Opens the web sockets of media streaming, each with a token as callbacks have it ("Audio streaming", Call Automation).</summary>
internal sealed class StreamConnector(Clock clock, Tokens tokens)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<StreamOpening> Open(StreamTarget target, CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Authorization", "Bearer " + tokens.ForCallback());
        socket.Options.SetRequestHeader("x-ms-call-connection-id", target.CallConnectionId);
        socket.Options.SetRequestHeader("x-ms-call-correlation-id", target.CorrelationId);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await socket.ConnectAsync(target.Address, patience.Token);
            return new StreamOpening.Opened(new WebSocketLine(socket, clock));
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            var turn = socket.HttpStatusCode switch
            {
                HttpStatusCode.Unauthorized => StreamTurn.NotAuthenticated,
                HttpStatusCode.Forbidden => StreamTurn.Forbidden,
                _ => StreamTurn.NotConnected,
            };
            socket.Dispose();
            return new StreamOpening.Refused(turn, $"The web socket could not be opened: {e.Message}");
        }
    }
}
