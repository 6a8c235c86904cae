using Pbx.Simulator.Network.Time;

namespace Pbx.Simulator.Rest.Events;

/// <summary>Work that is counted as in flight while it runs, now or when the clock comes to it.</summary>
internal static class Later
{
    /// <summary>Runs at once, in a task of its own.</summary>
    public static Task Now(Clock clock, string what, Func<Task> act)
    {
        var work = clock.Working(what);
        return Task.Run(async () =>
        {
            using (work)
            {
                await act();
            }
        });
    }

    /// <summary>Runs after some time on the clock; waiting for it is not work.</summary>
    public static void After(Clock clock, TimeSpan time, string what, Func<Task> act) =>
        clock.CreateTimer(state => _ = Now(clock, what, act), state: null, time, Timeout.InfiniteTimeSpan);
}
