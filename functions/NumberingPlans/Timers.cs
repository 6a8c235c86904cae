using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pbx.Engine.NumberingPlans;

namespace Pbx.Functions.NumberingPlans;

/// <summary>Each minute: puts down and tells which plans are in force now, and removes temporary overrides that are over (NPL-098). Calls do not wait for it (NPL-100).</summary>
public sealed class ActivateNumberingPlans(ScheduleUpkeep upkeep, ILogger<ActivateNumberingPlans> logger)
{
    /// <summary>At the full minute. Late, it makes up for what was missed, in order; twice, or in two processes at once, it does nothing more.</summary>
    [Function("ActivateNumberingPlans")]
    public async Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(timer);
        if (await upkeep.Activate(cancel) is var looked and > 0)
        {
            Log.Activated(logger, looked, timer.IsPastDue);
        }
    }
}

/// <summary>Each hour: looks for accounts of which a process that died left the active plans undone.</summary>
public sealed class RepairActivations(ScheduleUpkeep upkeep, ILogger<RepairActivations> logger)
{
    /// <summary>At half past, UTC. Done twice it finds nothing more.</summary>
    [Function("RepairActivations")]
    public async Task Run([TimerTrigger("0 30 * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        if (await upkeep.Repair(cancel) is var repaired and > 0)
        {
            Log.Repaired(logger, repaired);
        }
    }
}

/// <summary>Each night: removes holidays that have been over for as long as their account wants (NPL-083).</summary>
public sealed class PurgeExpiredHolidays(ScheduleUpkeep upkeep, ILogger<PurgeExpiredHolidays> logger)
{
    /// <summary>At a quarter to three, UTC. Done twice it does nothing more.</summary>
    [Function("PurgeExpiredHolidays")]
    public async Task Run([TimerTrigger("0 45 2 * * *")] TimerInfo timer, CancellationToken cancel) => Log.Purged(logger, await upkeep.Purge(cancel));
}

internal static partial class Log
{
    [LoggerMessage(3401, LogLevel.Information, "The active plans of {Accounts} accounts were looked at; late: {IsLate}")]
    public static partial void Activated(ILogger logger, int accounts, bool isLate);

    [LoggerMessage(3402, LogLevel.Warning, "The active plans of {Accounts} accounts had not been put down, and are now")]
    public static partial void Repaired(ILogger logger, int accounts);

    [LoggerMessage(3403, LogLevel.Information, "Of {Accounts} accounts holidays were removed that are over")]
    public static partial void Purged(ILogger logger, int accounts);
}
