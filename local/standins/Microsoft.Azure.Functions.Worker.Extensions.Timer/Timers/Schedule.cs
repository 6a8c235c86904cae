using System.Globalization;
using NCrontab;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>When a timer function is due, in UTC.</summary>
internal abstract record Schedule
{
    private Schedule()
    {
    }

    /// <summary>The first occurrence after an instant.</summary>
    public abstract DateTimeOffset After(DateTimeOffset instant);

    /// <summary>NCRONTAB with five or six fields, or a positive TimeSpan (<c>hh:mm:ss</c>, <c>d.hh:mm:ss</c>).</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static Schedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields is 5 or 6)
        {
            return CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 }) is { } crontab
                ? new Crontab(crontab)
                : throw new FormatException("it is no NCRONTAB expression");
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var every) && every > TimeSpan.Zero
            ? new Interval(every)
            : throw new FormatException("it is neither an NCRONTAB expression of five or six fields nor a TimeSpan");
    }

    private sealed record Crontab(CrontabSchedule Expression) : Schedule
    {
        public override DateTimeOffset After(DateTimeOffset instant) =>
            new(DateTime.SpecifyKind(Expression.GetNextOccurrence(instant.UtcDateTime), DateTimeKind.Utc));
    }

    private sealed record Interval(TimeSpan Every) : Schedule
    {
        public override DateTimeOffset After(DateTimeOffset instant) => instant + Every;
    }
}
