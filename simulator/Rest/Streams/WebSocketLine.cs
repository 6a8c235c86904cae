using System.Net.WebSockets;
using System.Threading.Channels;
using Pbx.Simulator.Network.Media.Streaming;
using Pbx.Simulator.Network.Time;

namespace Pbx.Simulator.Rest.Streams;

/// <summary>A stream through an open web socket. What waits to be sent is work in flight, so that a manual clock does not run ahead of it.</summary>
internal sealed class WebSocketLine : IStreamLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly WebSocket socket;
    private readonly Clock clock;
    private readonly Channel<(byte[] Message, IDisposable Work)> waiting = Channel.CreateUnbounded<(byte[], IDisposable)>();
    private readonly TaskCompletionSource<Action> lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool closed;

    public WebSocketLine(WebSocket socket, Clock clock)
    {
        (this.socket, this.clock) = (socket, clock);
        _ = Task.Run(Live);
    }

    public Action Lost
    {
        set => lost.TrySetResult(value);
    }

    public void Send(StreamPacket packet)
    {
        var work = clock.Working("stream");
        if (!waiting.Writer.TryWrite((StreamMessages.Write(packet), work)))
        {
            work.Dispose();
        }
    }

    public void Close()
    {
        closed = true;
        waiting.Writer.TryComplete();
    }

    private async Task Live()
    {
        var listening = Listen();
        await SendAll();
        // The other side is given a while to close as well.
        await Task.WhenAny(listening, Task.Delay(Patience));
        socket.Dispose();
    }

    private async Task SendAll()
    {
        await foreach (var (message, work) in waiting.Reader.ReadAllAsync())
        {
            using (work)
            {
                await Within(cancel => socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancel));
            }
        }

        await Within(cancel => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "The stream has ended.", cancel));
    }

    // What the other side sends is not listened to; that it closes is.
    private async Task Listen()
    {
        var buffer = new byte[4096];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // it went without a word, which is a loss as well
        }

        waiting.Writer.TryComplete();
        if (!closed)
        {
            (await lost.Task)();
        }
    }

    private async Task Within(Func<CancellationToken, Task> act)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await act(patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            socket.Abort(); // who listens finds out
        }
    }
}
