using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Pbx.Simulator.Network.Time;

namespace Pbx.Local.Host.Followers;

/// <summary>
/// One process that follows the clock over its WebSocket. A question is answered by its id and the process's next due instant, once
/// the process has done what it caused. When the socket ends, every open question counts as answered and nothing is due there.
/// </summary>
internal sealed class SocketFollower(WebSocket socket) : IClockFollower, IDisposable
{
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly ConcurrentDictionary<long, TaskCompletionSource> open = new();
    private readonly CancellationTokenSource gone = new();
    private readonly Lock gate = new();
    private DateTimeOffset? nextDue;
    private long questions;

    /// <inheritdoc/>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
            {
                return gone.IsCancellationRequested ? null : nextDue;
            }
        }
    }

    /// <inheritdoc/>
    public Task Tell(DateTimeOffset now, bool manual, CancellationToken cancel) => Ask(() => Telling(now, manual), cancel);

    /// <inheritdoc/>
    public Task Settled(CancellationToken cancel) => Ask(static () => "", cancel);

    /// <summary>Tells a process that has just come the time.</summary>
    public Task Greet(Clock clock) =>
        // Read when it is this message's turn, so that it does not undo an advance that was told before it.
        Ask(() => Telling(clock.GetUtcNow(), clock.IsManual), CancellationToken.None);

    /// <summary>Takes answers until the socket ends.</summary>
    public async Task ReadAnswers(CancellationToken cancel)
    {
        try
        {
            var buffer = new byte[1024];
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), cancel);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                Take(buffer.AsSpan(0, received.Count));
            }
        }
        finally
        {
            Gone();
        }
    }

    /// <summary>Nobody waits for this process any more.</summary>
    public void Gone()
    {
        gone.Cancel();
        foreach (var question in open.Values)
        {
            question.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The semaphore and the source stay usable: a question may just be on its way to find that the process has gone.
        Gone();
    }

    private async Task Ask(Func<string> words, CancellationToken cancel)
    {
        var id = Interlocked.Increment(ref questions);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        open[id] = answered;
        try
        {
            await Send(id, words, cancel);
            if (!gone.IsCancellationRequested)
            {
                await answered.Task.WaitAsync(cancel);
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            Gone(); // A process that cannot be told has ended.
        }
        finally
        {
            open.TryRemove(id, out _);
        }
    }

    private async Task Send(long id, Func<string> words, CancellationToken cancel)
    {
        await sending.WaitAsync(cancel);
        try
        {
            // Not the caller's token: a message cut in the middle ends the socket.
            await socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"id\":{id}{words()}}}"), WebSocketMessageType.Text, endOfMessage: true, gone.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        using var json = JsonDocument.ParseValue(ref reader);
        var due = json.RootElement.GetProperty("due");
        lock (gate)
        {
            nextDue = due.ValueKind == JsonValueKind.Null ? null : due.GetDateTimeOffset();
        }

        if (open.TryGetValue(json.RootElement.GetProperty("id").GetInt64(), out var question))
        {
            question.TrySetResult();
        }
    }

    private static string Telling(DateTimeOffset now, bool manual) =>
        $",\"now\":\"{now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}\",\"manual\":{(manual ? "true" : "false")}";
}
