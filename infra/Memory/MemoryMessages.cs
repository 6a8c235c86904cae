using Pbx.Engine.Messages;
using Pbx.Infra.ServiceBus;

namespace Pbx.Infra.Memory;

/// <summary>
/// Messages in the memory of this process, for tests: they wait until they are due and somebody takes them. A message whose handling fails is handed out
/// again at once, and after three tries it goes to <see cref="DeadLetters"/>.
/// </summary>
public sealed class MemoryMessages : IMessageBus, IDisposable
{
    private const int Tries = 3;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Func<string, IDisposable>? working;
    private readonly PriorityQueue<WaitingMessage, (DateTimeOffset At, long Order)> waiting = new();
    private readonly HashSet<string> sent = new(StringComparer.Ordinal);
    private readonly Queue<(string MessageId, DateTimeOffset At)> sentInOrder = new();
    private readonly List<DeadMessage> deadLetters = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly ITimer timer;
    private Func<QueueMessage, CancellationToken, Task>? handle;
    private long order;

    /// <param name="time">By which clock messages become due.</param>
    /// <param name="working">Counts a message that is being handled as work in flight, until the scope is disposed; <c>Clock.Working</c> in tests.</param>
    public MemoryMessages(TimeProvider time, Func<string, IDisposable>? working = null)
    {
        this.time = time;
        this.working = working;
        timer = time.CreateTimer(static self => (self as MemoryMessages)?.HandOut(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The messages that nobody has taken yet, due ones and later ones, in order.</summary>
    public IReadOnlyList<WaitingMessage> Waiting
    {
        get
        {
            lock (gate)
            {
                return [.. waiting.UnorderedItems.OrderBy(m => m.Priority).Select(m => m.Element)];
            }
        }
    }

    /// <summary>The messages that could not be handled.</summary>
    public IReadOnlyList<DeadMessage> DeadLetters
    {
        get
        {
            lock (gate)
            {
                return [.. deadLetters];
            }
        }
    }

    /// <inheritdoc/>
    public Task Alarm(Alarm alarm, DateTimeOffset at, string messageId, CancellationToken cancel) =>
        Put(new QueueMessage.Wake(alarm), at, messageId, cancel);

    /// <inheritdoc/>
    public Task Event(HandedOver evt, string messageId, CancellationToken cancel) =>
        Put(new QueueMessage.Hand(evt with { Event = evt.Event.ToArray() }), DateTimeOffset.MinValue, messageId, cancel);

    /// <inheritdoc/>
    public Task Notice(NoticeDue notice, DateTimeOffset at, string messageId, CancellationToken cancel) =>
        Put(new QueueMessage.Notice(notice), at, messageId, cancel);

    /// <summary>Hands every message to this from now on when it is due, those that wait already included, many at a time.</summary>
    public void HandTo(Func<QueueMessage, CancellationToken, Task> handler)
    {
        lock (gate)
        {
            handle = handler;
        }

        HandOut();
    }

    /// <summary>Takes the first message that is due, for a test that handles messages one by one; nothing when none is due.</summary>
    public QueueMessage? TakeDue()
    {
        lock (gate)
        {
            return waiting.TryPeek(out var first, out _) && first.At <= time.GetUtcNow() ? waiting.Dequeue().Message : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        stopping.Cancel();
    }

    private Task Put(QueueMessage message, DateTimeOffset at, string messageId, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var now = time.GetUtcNow();
        lock (gate)
        {
            while (sentInOrder.TryPeek(out var oldest) && oldest.At + Remembered <= now)
            {
                sent.Remove(sentInOrder.Dequeue().MessageId);
            }

            if (!sent.Add(messageId))
            {
                return Task.CompletedTask;
            }

            sentInOrder.Enqueue((messageId, now));
            at = at < now ? now : at;
            waiting.Enqueue(new WaitingMessage(message, at, messageId), (at, ++order));
        }

        HandOut();
        return Task.CompletedTask;
    }

    private void HandOut()
    {
        while (true)
        {
            WaitingMessage next;
            Func<QueueMessage, CancellationToken, Task> handler;
            IDisposable? scope;
            CancellationToken stop;
            lock (gate)
            {
                if (handle is null || !waiting.TryPeek(out _, out var first) || stopping.IsCancellationRequested)
                {
                    return;
                }

                var wait = first.At - time.GetUtcNow();
                if (wait > TimeSpan.Zero)
                {
                    // Rounded up, because timers count whole milliseconds and no message comes early.
                    timer.Change(wait > LongestWait ? LongestWait : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                    return;
                }

                handler = handle;
                next = waiting.Dequeue();
                scope = working?.Invoke("message");
                stop = stopping.Token;
            }

            // Not on the sender's thread: it may be in the middle of what the message is about.
            _ = Task.Run(() => Handle(handler, next, scope, stop), CancellationToken.None);
        }
    }

    private async Task Handle(Func<QueueMessage, CancellationToken, Task> handler, WaitingMessage message, IDisposable? scope, CancellationToken stop)
    {
        using (scope)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await handler(message.Message, stop);
                    return;
                }
                catch (Exception) when (attempt < Tries && !stop.IsCancellationRequested)
                {
                    // It is tried again, as a queue does.
                }
                catch (Exception trouble)
                {
                    lock (gate)
                    {
                        deadLetters.Add(new DeadMessage(message.Message, message.MessageId, trouble));
                    }

                    return;
                }
            }
        }
    }
}

/// <summary>A message that nobody has taken yet.</summary>
public sealed record WaitingMessage(QueueMessage Message, DateTimeOffset At, string MessageId);

/// <summary>A message that could not be handled, and what went wrong the last time.</summary>
public sealed record DeadMessage(QueueMessage Message, string MessageId, Exception Trouble);
