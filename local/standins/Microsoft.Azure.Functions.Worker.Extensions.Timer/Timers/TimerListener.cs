using Microsoft.Azure.Functions.Worker.Host;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>
/// Calls the timer functions of the app, by the app's <see cref="TimeProvider"/>. Status is kept under the folder that
/// <c>PBX_DATA</c> names.
/// </summary>
internal sealed class TimerListener : ITriggerListener, IDisposable
{
    private readonly TimerStore store;
    private readonly Running running = new();
    private readonly ScheduledFunction[] timers;

    public TimerListener(
        IReadOnlyList<FoundFunction> functions,
        FunctionPipeline pipeline,
        IServiceProvider services,
        IConfiguration settings,
        ILogger<TimerListener> logger)
    {
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        store = new TimerStore(settings["PBX_DATA"] is { Length: > 0 } data ? Path.Combine(data, "timers") : null);
        timers = [.. functions
            .Where(f => f.Trigger is TimerTriggerAttribute)
            .Select(f => new ScheduledFunction(f, (TimerTriggerAttribute)f.Trigger, Call, store, time, settings, running, logger))];

        async Task Call(FoundFunction function, TimerInfo info)
        {
            await using var invocation = new Invocation(function, info, services, running.Cut);
            await pipeline.Run(invocation);
        }
    }

    public Task Start(CancellationToken cancel)
    {
        foreach (var timer in timers)
        {
            timer.Start();
        }

        return Task.CompletedTask;
    }

    public void StopFiring()
    {
        running.Close();
        foreach (var timer in timers)
        {
            timer.Stop();
        }
    }

    public async Task Drained(CancellationToken patience)
    {
        await running.Drained(patience);
        store.Dispose();
    }

    public void Dispose()
    {
        StopFiring();
        store.Dispose();
        running.Dispose();
    }
}
