namespace Pbx.Domain.QueueStatistics;

/// <summary>
/// Sums are kept by quarter-hours of UTC, because the clocks of all zones differ from UTC by whole quarter-hours, and stored sixteen at a time: a block is four hours of UTC.
/// </summary>
public static class QuarterHour
{
    /// <summary>How many make a block.</summary>
    public const int InBlock = 16;

    /// <summary>A quarter of an hour.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Four hours.</summary>
    public static TimeSpan BlockLength { get; } = Length * InBlock;

    /// <summary>When the block begins in which an instant lies.</summary>
    public static DateTimeOffset BlockOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % BlockLength.Ticks), TimeSpan.Zero);

    /// <summary>Which quarter-hour of its block an instant lies in: 0 to 15.</summary>
    public static int IndexOf(DateTimeOffset at) => (int)(at.UtcTicks % BlockLength.Ticks / Length.Ticks);

    /// <summary>Whether a quarter-hour begins at an instant.</summary>
    public static bool BeginsAt(DateTimeOffset at) => at.UtcTicks % Length.Ticks == 0;
}
