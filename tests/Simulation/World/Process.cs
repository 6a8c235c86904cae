using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Domain.Calls;
using Pbx.Engine.Audio;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Infra.Memory;

namespace Pbx.Simulation.World;

/// <summary>
/// One functions process of the simulation: a desk of its own over the shared stores. Every await inside it is a point where time passes, a fault strikes, or the process is
/// gone: then whatever it was at is never finished, and an empty process takes its place.
/// </summary>
public sealed class Process
{
    private readonly Universe universe;
    private readonly int number;
    private readonly IMachine<Call, CallEvent, CallCommand, Outcome> machine;
    private int life;

    /// <summary>Starts the process.</summary>
    public Process(Universe universe, int number, IMachine<Call, CallEvent, CallCommand, Outcome> machine)
    {
        this.universe = universe;
        this.number = number;
        this.machine = machine;
        Desk = Open();
    }

    /// <summary>The desk of the process that lives now.</summary>
    public CallDesk Desk { get; private set; }

    /// <summary>How often it died.</summary>
    public int Deaths => life;

    /// <summary>Gives work to the process that lives now; tells how it ended, unless the process died over it.</summary>
    public void Give(Func<CallDesk, Task> work, Action<Exception?> ended, Action died)
    {
        ArgumentNullException.ThrowIfNull(work);
        var given = life;
        universe.Started(this, given, died);
        var task = work(Desk);
        _ = task.ContinueWith(
            t =>
            {
                if (universe.Finished(this, given, died))
                {
                    ended(t.Exception?.InnerException);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>A point inside a port: a little time passes, or the process dies here.</summary>
    internal Task Point()
    {
        var given = life;
        var point = new TaskCompletionSource();
        universe.Time.After(universe.Prng.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(20)), () =>
        {
            if (given != life)
            {
                return; // the process that waited here is gone
            }

            if (universe.FaultsOn && universe.Prng.Chance(universe.Weather.Crash))
            {
                life++;
                Desk = Open();
                universe.Died(this, given);
                return;
            }

            point.SetResult();
        });
        return point.Task;
    }

    private CallDesk Open()
    {
        var ports = new FaultyPorts(universe, this);
        var configurations = new AccountConfigurations(ports);
        var saving = new AccountSaving(ports, ports, new MemoryAudio(), configurations, universe.Time);
        return CallDesk.Open(
            ports, ports, ports, ports, ports, new MemoryRecordingFiles(), new AudioIntake(new MemoryAudio(), universe.Time), ports, ports, configurations, saving, universe.Time, NullLoggerFactory.Instance, $"p{number}.{life}", machine, ports, ports);
    }
}
