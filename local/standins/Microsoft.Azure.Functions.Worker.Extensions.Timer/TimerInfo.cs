namespace Microsoft.Azure.Functions.Worker;

/// <summary>Why a timer function is called.</summary>
public sealed class TimerInfo
{
    /// <summary>The schedule as it was kept before this call; null when the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether the call comes later than the schedule says: occurrences were missed, and this one call stands for them.</summary>
    public bool IsPastDue { get; set; }
}
