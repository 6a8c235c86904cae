using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Tests;

/// <summary>A stream that reached the application, as long as its web socket is open.</summary>
public sealed class StreamTaken(WebSocket socket, IReadOnlyDictionary<string, string> headers)
{
    private readonly ConcurrentQueue<JsonNode> messages = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyDictionary<string, string> Headers => headers;

    public IReadOnlyList<JsonNode> Messages => [.. messages];

    /// <summary>Completes when the simulator has closed it.</summary>
    public Task Ended => ended.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public Task Close() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public async Task TakeAll()
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                ended.TrySetResult();
                return;
            }

            messages.Enqueue(JsonNode.Parse(buffer.AsSpan(0, length))!);
        }
    }
}
