using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Pbx.Engine.Floors;
using Pbx.Engine.Machines;
using Pbx.Engine.Notifications;
using Pbx.Engine.QueueStatistics;

namespace Pbx.Functions.Queues;

/// <summary>
/// Forgets what happened in queues long ago: stays, logins and sums after 25 months (<c>QueueRetentionMonths</c>), so that a month can be compared with the same one two years before, and what floors have heard
/// after two days. Notifications, of which seven days are shown, go with their month. What a floor has heard it knows again for as long; nothing is told again later than that.
/// </summary>
public sealed class ForgetOldQueues(QueueStatisticsDesk statistics, NotificationDesk notifications, IMachineRetention machines, TimeProvider time, IConfiguration settings, ILogger<ForgetOldQueues> logger)
{
    private const int UsualMonths = 25;
    private static readonly TimeSpan Heard = TimeSpan.FromHours(48);

    /// <summary>Every night at five to four, UTC. Done twice it does nothing more.</summary>
    [Function("ForgetOldQueues")]
    public async Task Run([TimerTrigger("0 55 3 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var months = settings.GetValue<int?>("QueueRetentionMonths") ?? UsualMonths;
        IReadOnlyList<string> dropped = [.. await statistics.DropBefore(DateOnly.FromDateTime(now.UtcDateTime).AddMonths(-months), cancel), .. await notifications.DropOld(cancel)];
        var heard = await machines.CutJournals(FloorKind.Name, now - Heard, cancel);
        Log.Forgotten(logger, string.Join(", ", dropped), heard);
    }
}
