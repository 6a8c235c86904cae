using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Pbx.Engine.Machines;

namespace Pbx.Functions.Calls;

/// <summary>Drops the tables of call machines of weeks long gone; the call log stays.</summary>
public sealed class ForgetOldCalls(IMachineRetention machines, TimeProvider time, IConfiguration settings, ILogger<ForgetOldCalls> logger)
{
    private const int UsualWeeks = 8;

    /// <summary>Every night at a quarter past three, UTC. Done twice it does nothing more.</summary>
    [Function("ForgetOldCalls")]
    public async Task Run([TimerTrigger("0 15 3 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var weeks = settings.GetValue<int?>("CallRetentionWeeks") ?? UsualWeeks;
        var dropped = await machines.DropOlderThan(time.GetUtcNow() - TimeSpan.FromDays(7 * weeks), cancel);
        Log.Forgotten(logger, dropped.Count, string.Join(", ", dropped));
    }
}
