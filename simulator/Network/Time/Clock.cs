namespace Pbx.Simulator.Network.Time;

/// <summary>
/// The one clock of simulator, broker, timers and functions (ARCHITECTURE 6). Real: it runs with the machine's clock, never
/// behind a time that was already shown. Manual: it stands still until it is advanced, and then goes from due instant to
/// due instant, each time waiting until nothing is in flight. Going back is refused.
/// </summary>
/// <remarks>
/// Timers made by <see cref="CreateTimer"/> fire on the caller of <see cref="AdvanceTo"/> in manual mode. Other processes take part
/// as an <see cref="IClockFollower"/>.
/// </remarks>
public sealed class Clock : TimeProvider, IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim advancing = new(1, 1);
    private readonly PriorityQueue<ClockTimer, (DateTimeOffset Due, long Order)> due = new();
    private readonly List<IClockFollower> followers = [];
    private readonly List<TaskCompletionSource> waiting = [];
    private readonly Dictionary<string, int> inFlight = new(StringComparer.Ordinal);
    private TimeSpan ahead; // of the machine's clock, in real mode; kept when a manual clock that went ahead becomes real again
    private DateTimeOffset? standing; // the instant of a manual clock; null in real mode
    private DateTimeOffset shown; // the latest instant that anyone was told: time never goes back
    private Timer? realTimer;
    private long order;
    private int working;

    /// <summary>Starts in real mode.</summary>
    public Clock()
    {
    }

    /// <summary>Starts in manual mode at an instant.</summary>
    public Clock(DateTimeOffset at) => standing = at;

    /// <summary>Whether the clock stands still until it is advanced.</summary>
    public bool IsManual
    {
        get
        {
            lock (gate)
            {
                return standing is not null;
            }
        }
    }

    /// <summary>How many pieces of work are in flight now: see <see cref="Working"/>.</summary>
    public int InFlight
    {
        get
        {
            lock (gate)
            {
                return working;
            }
        }
    }

    /// <summary>What is in flight now, by name, for messages about a clock that does not settle.</summary>
    public IReadOnlyDictionary<string, int> Work
    {
        get
        {
            lock (gate)
            {
                return inFlight.Where(w => w.Value > 0).ToDictionary(StringComparer.Ordinal);
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return Now();
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ClockTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Counts one piece of work as in flight until the returned scope is disposed. Whoever hands work on counts the new
    /// piece before it ends the old one, so that the count is zero only when everything has settled.
    /// </summary>
    public IDisposable Working(string what)
    {
        lock (gate)
        {
            working++;
            inFlight[what] = inFlight.GetValueOrDefault(what) + 1;
        }

        return new Work_(this, what);
    }

    /// <summary>Completes when nothing is in flight, here and in every follower.</summary>
    public async Task Settled(CancellationToken cancel = default)
    {
        while (true)
        {
            await NothingInFlight(cancel);
            IClockFollower[] all;
            lock (gate)
            {
                all = [.. followers];
            }

            foreach (var follower in all)
            {
                await follower.Settled(cancel);
            }

            lock (gate)
            {
                if (working == 0)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Stops the clock where it is (manual), or lets it run on from where it is (real).</summary>
    public async Task SetManual(bool manual, CancellationToken cancel = default)
    {
        await advancing.WaitAsync(cancel);
        try
        {
            lock (gate)
            {
                var now = Now();
                var machine = DateTimeOffset.UtcNow;
                ahead = manual || now <= machine ? TimeSpan.Zero : now - machine;
                standing = manual ? now : null;
                ArmRealTimer();
            }

            await TellFollowers(cancel);
        }
        finally
        {
            advancing.Release();
        }
    }

    /// <summary>
    /// Advances a manual clock to an instant, through every instant at which something is due on the way, and returns when all
    /// that this caused has settled.
    /// </summary>
    /// <exception cref="InvalidOperationException">The clock is in real mode, or the instant has passed.</exception>
    public async Task AdvanceTo(DateTimeOffset to, CancellationToken cancel = default)
    {
        await advancing.WaitAsync(cancel);
        try
        {
            lock (gate)
            {
                if (standing is null)
                {
                    throw new InvalidOperationException("Only a manual clock can be advanced.");
                }

                if (to < standing)
                {
                    throw new InvalidOperationException($"The clock stands at {standing:O} and does not go back to {to:O}.");
                }
            }

            while (true)
            {
                await Settled(cancel);
                var next = NextDue();
                var target = next is { } instant && instant < to ? instant : to;
                var stop = next is null || next > to;
                lock (gate)
                {
                    if (target > standing)
                    {
                        standing = target;
                    }
                }

                await TellFollowers(cancel);
                FireDue();
                await Settled(cancel);
                if (stop && (NextDue() is not { } later || later > to))
                {
                    return;
                }
            }
        }
        finally
        {
            advancing.Release();
        }
    }

    /// <summary>Lets another process take part: it is told the time, and the clock waits for it and stops at its due instants.</summary>
    public void Attach(IClockFollower follower)
    {
        lock (gate)
        {
            followers.Add(follower);
        }
    }

    /// <summary>The process has gone: the clock waits for it no longer.</summary>
    public void Detach(IClockFollower follower)
    {
        lock (gate)
        {
            followers.Remove(follower);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        realTimer?.Dispose();
        advancing.Dispose();
    }

    private DateTimeOffset Now()
    {
        var now = standing ?? DateTimeOffset.UtcNow + ahead;
        return shown = now > shown ? now : shown;
    }

    private DateTimeOffset? NextDue()
    {
        lock (gate)
        {
            DropDead();
            DateTimeOffset? next = due.TryPeek(out _, out var first) ? first.Due : null;
            foreach (var follower in followers)
            {
                if (follower.NextDue is { } theirs && (next is null || theirs < next))
                {
                    next = theirs;
                }
            }

            return next;
        }
    }

    private void FireDue()
    {
        while (true)
        {
            ClockTimer timer;
            lock (gate)
            {
                DropDead();
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

    private void DropDead()
    {
        while (due.TryPeek(out var first, out var at) && !first.IsDueAt(at.Order))
        {
            due.Dequeue();
        }
    }

    private void ArmRealTimer()
    {
        if (standing is not null || !due.TryPeek(out _, out var first))
        {
            realTimer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = first.Due - Now();
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : wait;
        realTimer ??= new Timer(static clock => (clock as Clock)?.FireDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        realTimer.Change(wait + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private Task NothingInFlight(CancellationToken cancel)
    {
        lock (gate)
        {
            if (working == 0)
            {
                return Task.CompletedTask;
            }

            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add(waiter);
            return waiter.Task.WaitAsync(cancel);
        }
    }

    private async Task TellFollowers(CancellationToken cancel)
    {
        IClockFollower[] all;
        DateTimeOffset now;
        bool manual;
        lock (gate)
        {
            all = [.. followers];
            now = Now();
            manual = standing is not null;
        }

        foreach (var follower in all)
        {
            await follower.Tell(now, manual, cancel);
        }
    }

    private void Schedule(ClockTimer timer, DateTimeOffset at, long number) => due.Enqueue(timer, (at, number));

    private sealed class Work_(Clock clock, string what) : IDisposable
    {
        private int ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref ended, 1) != 0)
            {
                return;
            }

            lock (clock.gate)
            {
                clock.working--;
                clock.inFlight[what]--;
                if (clock.working > 0)
                {
                    return;
                }

                foreach (var waiter in clock.waiting)
                {
                    waiter.TrySetResult();
                }

                clock.waiting.Clear();
            }
        }
    }

    private sealed class ClockTimer(Clock clock, TimerCallback callback, object? state) : ITimer
    {
        private long number; // of its present place in the queue; 0: none
        private TimeSpan every;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                every = period;
                number = 0;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Place(clock.Now() + dueTime);
                    clock.ArmRealTimer();
                }

                return true;
            }
        }

        public bool IsDueAt(long place) => number == place;

        public void Fired(DateTimeOffset at)
        {
            number = 0;
            if (every > TimeSpan.Zero)
            {
                Place(at + every);
            }
        }

        public void Call() => callback(state);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Place(DateTimeOffset at)
        {
            number = ++clock.order;
            clock.Schedule(this, at, number);
        }
    }
}

/// <summary>Another process that lives by this clock.</summary>
public interface IClockFollower
{
    /// <summary>The next instant at which it wants to be told the time; none when nothing is due there.</summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>Tells it the time; returns when it has fired what was due and its own timers have finished. A follower that has gone returns at once.</summary>
    Task Tell(DateTimeOffset now, bool manual, CancellationToken cancel);

    /// <summary>Completes when it has no work in flight that the clock's owner does not see itself.</summary>
    Task Settled(CancellationToken cancel);
}
