using Pbx.Simulator.Network.Time;

namespace Pbx.Engine.Tests.NumberingPlans;

/// <summary>A clock that stands, and knows how many sleep by it, so that time only passes when all who woke up are asleep again or done.</summary>
internal sealed class Sleepers(Clock clock) : TimeProvider
{
    private int asleep;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref asleep);
        return clock.CreateTimer(
            given =>
            {
                Interlocked.Decrement(ref asleep);
                callback(given);
            },
            state,
            dueTime,
            period);
    }

    /// <summary>Time passes in small steps for those who wait.</summary>
    public async Task Pass(double seconds, IReadOnlyCollection<Task> waiting)
    {
        var step = TimeSpan.FromSeconds(0.5);
        for (var (now, end) = (GetUtcNow(), GetUtcNow().AddSeconds(seconds)); now < end;)
        {
            now = now + step < end ? now + step : end;
            await clock.AdvanceTo(now);
            while (Volatile.Read(ref asleep) != waiting.Count(one => !one.IsCompleted))
            {
                await Task.Yield();
            }
        }
    }
}
