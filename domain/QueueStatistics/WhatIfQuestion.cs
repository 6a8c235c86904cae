using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using NodaTime;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;
using Pbx.Domain.Time;

namespace Pbx.Domain.QueueStatistics;

/// <summary>A past day, and what else could have been on it.</summary>
/// <param name="Date">By the account's clock.</param>
/// <param name="Agents">How many work all day; none: <paramref name="Shifts"/> say it.</param>
/// <param name="Strategy">In place of the queue's.</param>
/// <param name="RingFor">In place of the queue's and of its agents': 5 to 300 s (QUE-160).</param>
/// <param name="CoolDown">In place of the queue's and of its agents': 0 to 3,600 s (QUE-170).</param>
/// <param name="TargetSeconds">T of the service level (QUE-476).</param>
/// <param name="ShortAbandonSeconds">S (QUE-477).</param>
[DisplayName("What if")]
public sealed record WhatIfQuestion(
    [property: Description("The past day whose callers come again.")] CalendarDate Date,
    [property: Description("How many agents work all day: up to 1000."), Range(0, QueueConfig.MostMembers)] int? Agents = null,
    [property: Description("How many agents work when; in place of one number for the day."), Length(0, 100)] ValueList<StaffedHours> Shifts = default,
    [property: Description("The strategy in place of the queue's.")] Strategy? Strategy = null,
    [property: Description("How long an offer rings: 5 to 300 seconds.")] TimeSpan? RingFor = null,
    [property: Description("The rest of an agent after a conversation: 0 to 3600 seconds.")] TimeSpan? CoolDown = null,
    [property: Description("Within how many seconds calls are to be answered."), Range(1, QueueTally.MostTarget)] int TargetSeconds = 20,
    [property: Description("Calls that are abandoned before so many seconds are left out of the second service level."), Range(0, QueueTally.MostShort)] int ShortAbandonSeconds = 0)
{
    /// <summary>What is aimed at.</summary>
    public ServiceTarget Target => new(TargetSeconds, ShortAbandon: ShortAbandonSeconds);

    /// <summary>What is wrong with the question beyond its shape.</summary>
    public IEnumerable<Problem> Check(string zone, DateTimeOffset now)
    {
        if (Date.Date >= Zones.Local(now, Zones.Of(zone)).Date)
        {
            yield return new Problem("/date", "A day that is over is expected here.");
        }

        if (Agents is null == (Shifts.Count == 0))
        {
            yield return new Problem("/agents", "Say how many agents work all day, or list the shifts: one of both.");
        }

        for (var i = 0; i < Shifts.Count; i++)
        {
            if (Shifts[i].To <= Shifts[i].From)
            {
                yield return new Problem($"/shifts/{i}/to", "The end of a shift is after its start; one that goes on after midnight ends at 24:00.");
            }
        }

        if (RingFor is { } ring && (ring < TimeSpan.FromSeconds(5) || ring > TimeSpan.FromSeconds(300)))
        {
            yield return new Problem("/ringFor", "From 5 to 300 seconds are possible.");
        }

        if (CoolDown is { } rest && (rest < TimeSpan.Zero || rest > TimeSpan.FromSeconds(3600)))
        {
            yield return new Problem("/coolDown", "From 0 to 3600 seconds are possible.");
        }
    }

    /// <summary>The day by the clock of the account.</summary>
    public StatisticsPeriod Day(string zone) => new(StatisticsPeriod.StartOf(Date.Date, zone), StatisticsPeriod.StartOf(Date.Date.PlusDays(1), zone), zone);

    /// <summary>What is supposed, by the clock of the account.</summary>
    public Supposition Supposed(string zone)
    {
        var (day, clock) = (Day(zone), Zones.Of(zone));
        return new Supposition(
            Agents is { } all ? [new Shift(day.From, day.To, all)] : [.. Shifts.Select(shift => new Shift(At(shift.From), At(shift.To), shift.Agents))],
            Strategy,
            RingFor,
            CoolDown);

        DateTimeOffset At(ClockTime time) => Zones.At(Date.Date, time, clock).ToDateTimeOffset();
    }
}

/// <summary>So many agents work from when to when, by the clock of the account.</summary>
public sealed record StaffedHours(
    [property: Description("When they log in.")] ClockTime From,
    [property: Description("When they log out; 24:00 is the end of the day.")] ClockTime To,
    [property: Description("How many: up to 1000."), Range(0, QueueConfig.MostMembers)] int Agents);
