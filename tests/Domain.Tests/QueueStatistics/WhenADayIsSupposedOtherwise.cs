using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Domain.Time;
using Pbx.Simulation.World;
using static Pbx.Domain.Tests.QueueStatistics.Stays;

namespace Pbx.Domain.Tests.QueueStatistics;

/// <summary>The callers of a day come again to other agents.</summary>
public sealed class WhenADayIsSupposedOtherwise
{
    private static readonly QueueConfig Config = new(Members: [new QueueMember(Anna), new QueueMember(Bram)], CallLimit: 100);

    [Fact]
    public void With_nobody_to_answer_all_hang_up_when_their_patience_ends()
    {
        QueueStay[] day = [Stay("a", "2026-11-22T10:00Z", 30, StayEnd.Abandoned), Stay("b", "2026-11-22T10:01Z", 5, StayEnd.Answered, 60), Stay("c", "2026-11-22T10:02Z", 0, StayEnd.RefusedFull)];
        var stays = Replay(day, agents: 0);
        Assert.Equal(3, stays.Count);
        Assert.All(stays, stay => Assert.Equal(StayEnd.Abandoned, stay.Outcome));
        Assert.All(stays, stay => Assert.Contains(stay.Wait().TotalSeconds, (double[])[30, 7200])); // the only one that was shown, or no end that was shown
        Assert.Equal(30, stays.Single(stay => stay.Call.StartsWith('a')).Wait().TotalSeconds);
    }

    [Fact]
    public void With_enough_agents_nobody_waits_and_talks_take_as_long_as_they_took()
    {
        var day = Day(1, 300);
        var stays = Replay(day, agents: 200);
        Assert.All(stays, stay => Assert.Equal((StayEnd.Answered, TimeSpan.Zero), (stay.Outcome, stay.Wait())));
        Assert.Equal(day.Where(stay => stay.Outcome == StayEnd.Answered).Select(stay => stay.Talk()).Order(), stays.Where(stay => day.Any(one => one.Outcome == StayEnd.Answered && stay.Call.StartsWith(one.Call + "-", StringComparison.Ordinal))).Select(stay => stay.Talk()).Order());
    }

    [Fact]
    public void The_same_question_has_the_same_answer_and_more_agents_answer_sooner()
    {
        var day = Day(2, 400);
        Assert.Equal(Replay(day, 6), Replay(Enumerable.Reverse(day).ToList(), 6));
        var levels = new[] { 1, 2, 3, 4 }.Select(agents => Report(Replay(day, agents)).Whole.Figures).ToList();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.First.ServiceLevels[1].Percent < pair.Second.ServiceLevels[1].Percent, $"{pair.First.ServiceLevels[1].Percent} {pair.Second.ServiceLevels[1].Percent}"));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.First.AbandonRate > pair.Second.AbandonRate || pair.Second.AbandonRate == 0));
        Assert.All(levels, figures => Assert.Equal(400, figures.Wait.All.Count + figures.Refused));
    }

    [Fact]
    public void A_day_with_the_agents_that_it_had_is_about_the_day_that_it_was()
    {
        // a day that the same floor made: with known patience, not the one that hung up alone
        var prng = new Prng(5);
        var callers = Enumerable.Range(0, 600).Select(i => new ComingCaller(
            $"call-{i:D4}", Stay("a", "2026-11-22T10:00Z", 1, StayEnd.Abandoned).Caller, At("2026-11-22T08:00Z").AddSeconds(36_000 * prng.Fraction()), TimeSpan.FromSeconds(-120 * Math.Log(1 - prng.Fraction())),
            TimeSpan.FromSeconds(-180 * Math.Log(1 - prng.Fraction())), [new RingResult(OfferEnd.Answered, TimeSpan.FromSeconds(4))]));
        var shift = new Shift(At("2026-11-22T07:00Z"), At("2026-11-22T22:00Z"), 3);
        var real = FloorRun.Run(Stays.Queue, Config, callers, Enumerable.Range(201, 3).Select(number => new ComingAgent(ExtensionNumber.Parse($"{number}"), shift.From, shift.To)), 1);
        var (was, again) = (Report(real).Whole.Figures, Report(WhatIf.Replay(Stays.Queue, Config, real, new Supposition([shift]))).Whole.Figures);
        Assert.InRange(was.AbandonRate!.Value, 5, 60);
        Assert.InRange(again.AnswerRate!.Value - was.AnswerRate!.Value, -6, 6);
        Assert.InRange(again.Wait.All.Average!.Value / was.Wait.All.Average!.Value, 0.75, 1.3);
    }

    [Fact]
    public void Shifts_that_touch_are_one_and_who_is_off_is_not_rung()
    {
        QueueStay[] day = [.. Enumerable.Range(0, 40).Select(i => Stay($"call-{i:D2}", At("2026-11-22T08:00Z").AddMinutes(15 * i), 1, StayEnd.Answered, 60).Offered(Anna, OfferEnd.Answered))];
        var stays = WhatIf.Replay(Stays.Queue, Config, day, new Supposition([new Shift(At("2026-11-22T08:00Z"), At("2026-11-22T12:00Z"), 2), new Shift(At("2026-11-22T12:00Z"), At("2026-11-22T15:00Z"), 1)]));
        Assert.Equal(28, stays.Count(stay => stay.Outcome == StayEnd.Answered));
        Assert.All(stays.Where(stay => stay.Entered >= At("2026-11-22T12:00Z") && stay.Outcome == StayEnd.Answered), stay => Assert.Equal(Anna, stay.Agent));
        Assert.Contains(stays, stay => stay.Agent == Bram);
    }

    [Fact]
    [Trait("Rule", "QUE-169")]
    public void A_cool_down_keeps_agents_from_the_next_call()
    {
        QueueStay[] day = [Stay("a", "2026-11-22T10:00Z", 0, StayEnd.Answered, 60), Stay("b", "2026-11-22T10:00:30Z", 0, StayEnd.Answered, 60)];
        Shift[] one = [new(At("2026-11-22T08:00Z"), At("2026-11-22T20:00Z"), 1)];
        Assert.Equal([0, 30], Waits(new Supposition([.. one])));
        Assert.Equal([0, 150], Waits(new Supposition([.. one], CoolDown: TimeSpan.FromSeconds(120))));

        IEnumerable<double> Waits(Supposition supposed) => WhatIf.Replay(Stays.Queue, Config, day, supposed).OrderBy(stay => stay.Call, StringComparer.Ordinal).Select(stay => stay.Wait().TotalSeconds);
    }

    [Fact]
    public void A_question_is_told_all_that_is_wrong_with_it()
    {
        var now = At("2026-11-22T12:00Z");
        var question = new WhatIfQuestion(CalendarDate.Parse("2026-11-22"), 4, [new StaffedHours(ClockTime.At(9), ClockTime.At(9), 2)], RingFor: TimeSpan.FromSeconds(4), CoolDown: TimeSpan.FromSeconds(3601));
        Assert.Equal(["/date", "/agents", "/shifts/0/to", "/ringFor", "/coolDown"], question.Check(Zone, now).Select(problem => problem.Pointer));
        Assert.Empty(new WhatIfQuestion(CalendarDate.Parse("2026-11-21"), 4).Check(Zone, now));
        Assert.Equal(["/agents"], new WhatIfQuestion(CalendarDate.Parse("2026-11-21")).Check(Zone, now).Select(problem => problem.Pointer));
        var supposed = new WhatIfQuestion(CalendarDate.Parse("2026-10-25"), Shifts: [new StaffedHours(ClockTime.At(9), ClockTime.EndOfDay, 2)]).Supposed(Zone);
        Assert.Equal([new Shift(At("2026-10-25T08:00Z"), At("2026-10-25T23:00Z"), 2)], supposed.Shifts);
    }

    private static IReadOnlyList<QueueStay> Replay(IReadOnlyList<QueueStay> day, int agents) =>
        WhatIf.Replay(Stays.Queue, Config, day, new Supposition([new Shift(At("2026-11-22T00:00Z"), At("2026-11-23T00:00Z"), agents)]));

    // callers over ten hours, of whom some hung up
    private static List<QueueStay> Day(ulong seed, int calls)
    {
        var prng = new Prng(seed);
        return [.. Enumerable.Range(0, calls).Select(i =>
        {
            var entered = At("2026-11-22T08:00Z").AddSeconds(36_000 * prng.Fraction());
            return prng.Chance(0.2)
                ? Stay($"call-{i:D4}", entered, 10 + (200 * prng.Fraction()), StayEnd.Abandoned)
                : Stay($"call-{i:D4}", entered, 60 * prng.Fraction(), StayEnd.Answered, -200 * Math.Log(1 - prng.Fraction()));
        })];
    }
}
