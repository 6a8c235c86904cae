using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pbx.Engine.Recordings;

namespace Pbx.Functions.Recordings;

/// <summary>Looks every hour for the files of recordings of which the network did not tell.</summary>
public sealed class ReconcileRecordings(RecordingDesk desk, ILogger<ReconcileRecordings> logger)
{
    /// <summary>At the full hour. Done twice, or late, it finds what is there.</summary>
    [Function("ReconcileRecordings")]
    public async Task Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancel) => Log.Reconciled(logger, await desk.Reconcile(cancel));
}

/// <summary>Deletes what is over for good: recordings after 31 days (VMR-126), heard messages after the days of their mailbox (VMR-077), deleted ones after a day (VMR-060).</summary>
public sealed class ForgetOldRecordings(RecordingDesk desk, ILogger<ForgetOldRecordings> logger)
{
    /// <summary>Every night at a quarter to four, UTC. Done twice it does nothing more.</summary>
    [Function("ForgetOldRecordings")]
    public async Task Run([TimerTrigger("0 45 3 * * *")] TimerInfo timer, CancellationToken cancel) => Log.Forgotten(logger, await desk.ForgetOld(cancel));
}

internal static partial class Log
{
    [LoggerMessage(3201, LogLevel.Information, "{Count} recordings were found of which the network had not told")]
    public static partial void Reconciled(ILogger logger, int count);

    [LoggerMessage(3202, LogLevel.Information, "{Count} recordings were deleted because their time was over")]
    public static partial void Forgotten(ILogger logger, int count);

    [LoggerMessage(3203, LogLevel.Warning, "{By} deleted the recording {Recording} of {Account} of {At} (VMR-127)")]
    public static partial void Deleted(ILogger logger, string by, string recording, string account, DateTimeOffset at);
}
