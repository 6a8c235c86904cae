using NodaTime;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Schedules;
using Pbx.Domain.Time;

namespace Pbx.Domain.Tests.Schedules;

/// <summary>A second, naive reading of schedules, date by date, has to agree; and the stated next change is the first minute at which another line is in force.</summary>
public sealed class WhenSchedulesAreDrawnAtRandom
{
    private const int LongestInDays = 4; // of what is drawn here

    // around both nights in which the clock is moved, the end of a year, and a leap day
    private static readonly DateTimeOffset[] Around = [Clock.Utc("2026-03-28T00:00:00Z"), Clock.Utc("2026-10-24T00:00:00Z"), Clock.Utc("2026-12-30T00:00:00Z"), Clock.Utc("2028-02-27T00:00:00Z")];

    [Theory]
    [InlineData("Europe/Amsterdam")]
    [InlineData("Australia/Lord_Howe")]
    [Trait("Rule", "NPL-145")]
    [Trait("Rule", "NPL-162")]
    [Trait("Rule", "NPL-171")]
    public void A_naive_reading_agrees_minute_by_minute_and_the_next_change_is_the_first_difference(string zone)
    {
        for (var seed = 1; seed <= 16; seed++)
        {
            var random = new Random(seed);
            var schedule = Draw(random);
            var from = Around[seed % Around.Length].AddMinutes(random.Next(2 * Week.MinutesOfDay));
            var next = ScheduleClock.NextChange(schedule, zone, from);
            var was = Naive(schedule, zone, from);
            for (var at = from; at < from.AddDays(3); at = at.AddMinutes(1))
            {
                var line = ScheduleClock.InForce(schedule, zone, at).Index;
                Assert.True(line == Naive(schedule, zone, at), $"Seed {seed}, {zone}, {at:u}: {line}, and naively {Naive(schedule, zone, at)}, of {schedule}.");
                if (at == next || (line != was && !(at >= next)))
                {
                    Assert.True(at == next && line != was, $"Seed {seed}, {zone}, {at:u}: {line}; from {from:u} on {was} is in force, until {next:u}, of {schedule}.");
                }
            }
        }
    }

    private static int Naive(NumberSchedule schedule, string zone, DateTimeOffset at)
    {
        var (instant, tz) = (Instant.FromDateTimeOffset(at), DateTimeZoneProviders.Tzdb[zone]);
        var today = instant.InZone(tz).Date;
        for (var i = 0; i < schedule.Events.Count; i++)
        {
            var one = schedule.Events[i];
            for (var date = today.PlusDays(-LongestInDays); date <= today.PlusDays(1); date = date.PlusDays(1))
            {
                if (Starts(one, date) && Zones.At(date, one.Start, tz) <= instant && instant < Zones.At(End(one, date).Date, End(one, date).Time, tz))
                {
                    return i;
                }
            }
        }

        return schedule.Events.Count;
    }

    private static bool Starts(ScheduleEvent one, LocalDate date) => one.Repeat switch
    {
        ScheduleRepeat.None => date == one.StartDate?.Date,
        ScheduleRepeat.Yearly => one.StartDate is { } first && date >= first.Date && (date.Month, date.Day) == (first.Date.Month, first.Date.Day),
        _ => !(date < one.StartDate?.Date) && !(date > one.EndDate?.Date) && (one.Repeat == ScheduleRepeat.Daily || one.Days.Contains(Zones.WeekdayOf(date))),
    };

    private static (LocalDate Date, ClockTime Time) End(ScheduleEvent one, LocalDate start)
    {
        var end = one.End ?? ClockTime.EndOfDay;
        return one is { Repeat: ScheduleRepeat.None or ScheduleRepeat.Yearly, StartDate: { } first, EndDate: { } last }
            ? (start.PlusDays(NodaTime.Period.DaysBetween(first.Date, last.Date)), end)
            : (end > one.Start ? start : start.PlusDays(1), end);
    }

    private static NumberSchedule Draw(Random random) => new([.. Enumerable.Range(0, random.Next(1, 5)).Select(i => Event(random, $"{i}"))], new DefaultEvent(ScheduleAction.Closed));

    private static ScheduleEvent Event(Random random, string name)
    {
        var repeat = (ScheduleRepeat)random.Next(4);
        var (start, end) = (ClockTime.At(random.Next(24), 15 * random.Next(4)), ClockTime.At(random.Next(24), 15 * random.Next(4)));
        var date = LocalDate.FromDateTime(Around[random.Next(Around.Length)].DateTime).PlusDays(random.Next(-2, 3));
        var isDated = repeat is ScheduleRepeat.None or ScheduleRepeat.Yearly;
        return new ScheduleEvent(
            name,
            ScheduleAction.Open,
            repeat,
            repeat == ScheduleRepeat.Weekly ? ValueList.From(Week.Days.Where(_ => random.Next(2) == 0)) : [],
            isDated || random.Next(3) == 0 ? CalendarDate.Of(date) : null,
            isDated || random.Next(3) == 0 ? CalendarDate.Of(date.PlusDays(random.Next(1, 3))) : null,
            start,
            end);
    }
}
