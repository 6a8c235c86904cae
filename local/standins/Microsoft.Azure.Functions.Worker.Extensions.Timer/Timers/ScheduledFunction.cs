using Microsoft.Azure.Functions.Worker.Clock;
using Microsoft.Azure.Functions.Worker.Host;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>
/// One timer function on its schedule. It runs once at a time; occurrences that pass while it runs, or passed while the app was
/// down and the schedule is monitored, are made up by one call as past due.
/// </summary>
internal sealed class ScheduledFunction
{
    // System timers take at most 49 days; a longer wait is made of several.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);
    private static readonly TimeSpan ShortestMonitored = TimeSpan.FromMinutes(1);

    private readonly FoundFunction function;
    private readonly TimerTriggerAttribute trigger;
    private readonly Func<FoundFunction, TimerInfo, Task> call;
    private readonly TimerStore store;
    private readonly TimeProvider time;
    private readonly Running running;
    private readonly ILogger logger;
    private readonly Schedule schedule;
    private readonly bool monitored;
    private readonly ITimer timer;
    private bool holding; // whether this process is the one that runs the function
    private DateTimeOffset next;
    private DateTimeOffset last;

    public ScheduledFunction(
        FoundFunction function,
        TimerTriggerAttribute trigger,
        Func<FoundFunction, TimerInfo, Task> call,
        TimerStore store,
        TimeProvider time,
        IConfiguration settings,
        Running running,
        ILogger logger)
    {
        this.function = function;
        this.trigger = trigger;
        this.call = call;
        this.store = store;
        this.time = time;
        this.running = running;
        this.logger = logger;
        schedule = Schedule.Parse(settings.Resolve(trigger.Expression));
        var first = schedule.After(DateTimeOffset.UnixEpoch);
        monitored = trigger.UseMonitor && schedule.After(first) - first >= ShortestMonitored;
        timer = time.CreateTimer(static self => (self as ScheduledFunction)?.Elapsed(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins the schedule, with the call that is overdue or wanted at the start.</summary>
    public void Start()
    {
        var now = time.GetUtcNow();
        next = schedule.After(now);
        holding = store.TryHold(function.Name);
        var missed = holding && Resume(now);
        if (holding && (missed || trigger.RunOnStartup))
        {
            Begin(isPastDue: missed);
            return;
        }

        if (holding)
        {
            Keep(now);
        }

        Arm(now);
    }

    /// <summary>No further calls.</summary>
    public void Stop() => timer.Dispose();

    private void Elapsed()
    {
        var now = time.GetUtcNow();
        if (now >= next && !holding)
        {
            // Whoever ran the schedule until now may have died, before or after it ran what is due.
            holding = store.TryHold(function.Name);
            if (holding)
            {
                Resume(now);
            }
            else
            {
                next = schedule.After(now);
            }
        }

        if (now < next)
        {
            Arm(now);
            return;
        }

        Begin(isPastDue: schedule.After(next) <= now);
    }

    // Goes on where the kept status stands; true when an occurrence was missed.
    private bool Resume(DateTimeOffset now)
    {
        if (!monitored || store.Read(function.Name) is not { } kept)
        {
            return false;
        }

        last = Utc(kept.Last);
        var wanted = Utc(kept.Next);
        // A schedule that was changed since has another next occurrence; then the one that was kept means nothing.
        if (schedule.After(last == default ? Utc(kept.LastUpdated) : last) != wanted)
        {
            return false;
        }

        next = wanted;
        return wanted <= now;
    }

    private static DateTimeOffset Utc(DateTime kept) => new(DateTime.SpecifyKind(kept, DateTimeKind.Utc));

    private void Begin(bool isPastDue)
    {
        if (!running.TryBegin())
        {
            return;
        }

        var work = (time as HostClock)?.Working();
        _ = Run(isPastDue, work);
    }

    private async Task Run(bool isPastDue, IDisposable? work)
    {
        try
        {
            await CallOnce(isPastDue);
            while (next <= time.GetUtcNow() && !running.Closed)
            {
                await CallOnce(isPastDue: true);
            }
        }
        finally
        {
            Arm(time.GetUtcNow());
            running.End();
            work?.Dispose();
        }
    }

    private async Task CallOnce(bool isPastDue)
    {
        var begun = time.GetUtcNow();
        // At the start of the app nothing may be due: then no occurrence has been run.
        var ran = next <= begun ? LatestUntil(begun) : last;
        var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = monitored ? Status(begun) : null };
        try
        {
            await call(function, info);
        }
        catch (OperationCanceledException) when (running.Cut.IsCancellationRequested)
        {
            Log.TimerCut(logger, function.Name);
        }
        catch (Exception e)
        {
            Log.TimerFailed(logger, function.Name, e);
        }

        last = ran;
        next = schedule.After(next <= begun ? ran : begun);
        Keep(begun); // From this instant Next was reckoned, which matters while nothing has been run.
    }

    private DateTimeOffset LatestUntil(DateTimeOffset now)
    {
        var latest = next;
        while (schedule.After(latest) is var later && later <= now)
        {
            latest = later;
        }

        return latest;
    }

    private ScheduleStatus Status(DateTimeOffset now) => new() { Last = last.UtcDateTime, Next = next.UtcDateTime, LastUpdated = now.UtcDateTime };

    private void Keep(DateTimeOffset now)
    {
        if (monitored)
        {
            store.Write(function.Name, Status(now));
        }
    }

    private void Arm(DateTimeOffset now)
    {
        var wait = next - now;
        if (!running.Closed)
        {
            timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
        }
    }
}
