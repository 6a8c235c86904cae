using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NodaTime;
using Pbx.Domain.Documents;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>A stretch of single dates during which a plan has its turn in place of the weekly one: from start, included, to end, not included, without a break (NPL-072 to NPL-077).</summary>
/// <param name="EndTime">None: 24:00 (NPL-074).</param>
[Called("holiday “{description}” ({startDate} {startTime}–{endDate} {endTime})")]
public sealed record Holiday(
    [property: Description("What it is: 1 to 64 characters."), Length(1, 64)] string Description,
    [property: Key, Description("The date on which it starts.")] CalendarDate StartDate,
    [property: Key, Description("The date on which it ends.")] CalendarDate EndDate,
    [property: Description("The plan that has its turn."), Range(1, 99)] int Plan,
    [property: Key, Description("When it starts.")] ClockTime StartTime = default,
    [property: Key, Description("When it ends; left out: at 24:00.")] ClockTime? EndTime = null)
{
    /// <summary>When it starts, on the clock of the scheme's zone.</summary>
    [JsonIgnore]
    public LocalDateTime Start => On(StartDate, StartTime);

    /// <summary>When it ends, on the clock of the scheme's zone.</summary>
    [JsonIgnore]
    public LocalDateTime End => On(EndDate, EndTime ?? ClockTime.EndOfDay);

    /// <summary>How long a wall clock shows it to last, whatever clock changes lie between (NPL-078, NPL-148).</summary>
    [JsonIgnore]
    public long Minutes => Period.Between(Start, End, PeriodUnits.Minutes).Minutes;

    private static LocalDateTime On(CalendarDate date, ClockTime time) => date.Date.AtMidnight().PlusMinutes(time.Minutes);
}
