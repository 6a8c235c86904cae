using System.Runtime.ExceptionServices;

namespace Microsoft.Azure.Functions.Worker.Clock;

/// <summary>
/// The local host's clock, followed in this process. Real: the machine's clock plus the host's offset. Manual: it stands still,
/// and its timers fire when the host tells the time. Time never goes back. Before the first telling, asking for the time waits
/// for it.
/// </summary>
internal sealed class HostClock : TimeProvider, IDisposable
{
    // Both processes read the clock of one machine; a smaller difference is the way of the message.
    private static readonly TimeSpan NoOffset = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstTellingWithin = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly PriorityQueue<FollowedTimer, (DateTimeOffset Due, long Order)> due = new();
    private readonly List<TaskCompletionSource> settling = [];
    private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Timer realTimer;
    private DateTimeOffset? standing; // null in real mode
    private DateTimeOffset shown;
    private TimeSpan ahead;
    private long order;
    private int working;

    public HostClock() => realTimer = new Timer(static clock => (clock as HostClock)?.FireDue(), this, Timeout.Infinite, Timeout.Infinite);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Completes when the host has told the time once.</summary>
    public Task Told => told.Task;

    /// <summary>The next instant at which a timer of this process fires.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
            {
                DropMoved();
                return due.TryPeek(out _, out var first) ? first.Due : null;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        if (!told.Task.IsCompleted && !told.Task.Wait(FirstTellingWithin))
        {
            throw new TimeoutException("The local host's clock has not told the time.");
        }

        lock (gate)
        {
            return Now();
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FollowedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The host tells the time: fires what is due, in the order of the instants.</summary>
    public void Tell(DateTimeOffset now, bool manual)
    {
        lock (gate)
        {
            var offset = now - DateTimeOffset.UtcNow;
            ahead = offset.Duration() < NoOffset ? TimeSpan.Zero : offset;
            standing = !manual ? null : now > shown ? now : shown;
        }

        told.TrySetResult();
        FireDue();
    }

    /// <summary>Counts work that a timer started, until the scope is disposed: <see cref="Settled"/> waits for it.</summary>
    public IDisposable Working()
    {
        lock (gate)
        {
            working++;
        }

        return new Work(this);
    }

    /// <summary>Completes when no work that timers started is in flight.</summary>
    public Task Settled()
    {
        lock (gate)
        {
            if (working == 0)
            {
                return Task.CompletedTask;
            }

            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            settling.Add(waiter);
            return waiter.Task;
        }
    }

    public void Dispose() => realTimer.Dispose();

    private DateTimeOffset Now()
    {
        var now = standing ?? DateTimeOffset.UtcNow + ahead;
        return shown = now > shown ? now : shown;
    }

    private void FireDue()
    {
        while (true)
        {
            FollowedTimer timer;
            lock (gate)
            {
                DropMoved();
                if (!due.TryPeek(out var first, out var at) || at.Due > Now())
                {
                    ArmRealTimer();
                    return;
                }

                due.Dequeue();
                timer = first;
                timer.Fired(at.Due);
            }

            timer.Call();
        }
    }

    private void DropMoved()
    {
        while (due.TryPeek(out var first, out var at) && !first.IsAt(at.Order))
        {
            due.Dequeue();
        }
    }

    private void ArmRealTimer()
    {
        if (standing is not null || !due.TryPeek(out _, out var first))
        {
            realTimer.Change(Timeout.Infinite, Timeout.Infinite);
            return;
        }

        // A millisecond more: the system's timers may fire just before the instant.
        var wait = first.Due - Now() + TimeSpan.FromMilliseconds(1);
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : wait;
        realTimer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void EndWork()
    {
        lock (gate)
        {
            if (--working > 0)
            {
                return;
            }

            foreach (var waiter in settling)
            {
                waiter.TrySetResult();
            }

            settling.Clear();
        }
    }

    private sealed class Work(HostClock clock) : IDisposable
    {
        private HostClock? counting = clock;

        public void Dispose() => Interlocked.Exchange(ref counting, null)?.EndWork();
    }

    private sealed class FollowedTimer(HostClock clock, TimerCallback callback, object? state) : ITimer
    {
        private long place; // in the queue; 0: none
        private TimeSpan every;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var now = dueTime == Timeout.InfiniteTimeSpan ? default : clock.GetUtcNow();
            lock (clock.gate)
            {
                every = period;
                place = 0;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Place(now + dueTime);
                }

                clock.DropMoved();
                clock.ArmRealTimer();
                return true;
            }
        }

        public bool IsAt(long number) => place == number;

        public void Fired(DateTimeOffset at)
        {
            place = 0;
            if (every > TimeSpan.Zero)
            {
                Place(at + every);
            }
        }

        // A callback that throws ends the process, as it does with the system's timers; it does not silence the clock.
        public void Call()
        {
            try
            {
                callback(state);
            }
            catch (Exception e)
            {
                var thrown = ExceptionDispatchInfo.Capture(e);
                ThreadPool.UnsafeQueueUserWorkItem(static thrown => thrown.Throw(), thrown, preferLocal: false);
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Place(DateTimeOffset at)
        {
            place = ++clock.order;
            clock.due.Enqueue(this, (at, place));
        }
    }
}
