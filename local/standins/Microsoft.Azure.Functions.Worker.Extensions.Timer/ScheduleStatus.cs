namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where a schedule stands, in UTC.</summary>
public sealed class ScheduleStatus
{
    /// <summary>The occurrence that was run last; the default value when none was.</summary>
    public DateTime Last { get; set; }

    /// <summary>The occurrence that comes next.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this was written.</summary>
    public DateTime LastUpdated { get; set; }
}
