using System.Text.Json;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using static Pbx.Domain.Tests.QueueStatistics.Stays;

namespace Pbx.Domain.Tests.QueueStatistics;

public sealed class WhenCallsAreCounted
{
    [Theory]
    [InlineData(StayEnd.Answered)]
    [InlineData(StayEnd.PickedUp)]
    [InlineData(StayEnd.CallbackCompleted)]
    [Trait("Rule", "QUE-469")]
    public void Answered_are_those_whom_somebody_spoke_to(StayEnd end)
    {
        var figures = Report([Stay("a", "2026-11-22T10:00Z", 12, end, 60)]).Whole.Figures;
        Assert.Equal((1, 0, 0), (figures.Wait.Answered.Count, figures.Wait.Unanswered.Count, figures.Refused));
        Assert.Equal(1, figures.Outcomes[end]);
    }

    [Theory]
    [InlineData(StayEnd.Abandoned)]
    [InlineData(StayEnd.ForwardedTimer)]
    [InlineData(StayEnd.ForwardedAttempts)]
    [InlineData(StayEnd.ForwardedNoAgent)]
    [InlineData(StayEnd.ForwardedByAgent)]
    [InlineData(StayEnd.BrokenOut)]
    [InlineData(StayEnd.CallbackFailed)]
    [InlineData(StayEnd.CallbackExpired)]
    [InlineData(StayEnd.DisconnectedAtClosing)]
    [Trait("Rule", "QUE-470")]
    public void Unanswered_are_all_others_who_waited(StayEnd end)
    {
        var figures = Report([Stay("a", "2026-11-22T10:00Z", 12, end)]).Whole.Figures;
        Assert.Equal((0, 1, 0), (figures.Wait.Answered.Count, figures.Wait.Unanswered.Count, figures.Refused));
    }

    [Theory]
    [InlineData(StayEnd.RefusedFull)]
    [InlineData(StayEnd.RefusedLongestWait)]
    [InlineData(StayEnd.RefusedClosed)]
    [InlineData(StayEnd.RefusedNoAgent)]
    [Trait("Rule", "QUE-466")]
    public void Who_was_not_admitted_is_counted_apart(StayEnd end)
    {
        var figures = Report([Stay("a", "2026-11-22T10:00Z", 0, end), Stay("b", "2026-11-22T10:00Z", 30, StayEnd.Answered)]).Whole.Figures;
        Assert.Equal((1, 0, 1), (figures.Wait.Answered.Count, figures.Wait.Unanswered.Count, figures.Refused));
        Assert.Equal((1, 100m), (figures.Wait.All.Count, figures.AnswerRate));
        Assert.Equal(100m, figures.ServiceLevels.Single(level => level.Seconds == 30).Percent);
    }

    [Theory]
    [InlineData(StayEnd.CallbackMerged)]
    [InlineData(StayEnd.CallbackHandled)]
    [Trait("Rule", "QUE-327")]
    [Trait("Rule", "QUE-328")]
    public void Who_counts_elsewhere_is_in_none_of_the_sums(StayEnd end)
    {
        var figures = Report([Stay("a", "2026-11-22T10:00Z", 0, end), Stay("b", "2026-11-22T10:00Z", 30, StayEnd.Answered)]).Whole.Figures;
        Assert.Equal((1, 1, 0, 0), (figures.Wait.All.Count, figures.Wait.Answered.Count, figures.Wait.Unanswered.Count, figures.Refused));
    }

    [Fact]
    [Trait("Rule", "QUE-468")]
    public void Every_outcome_has_a_name_of_its_own_that_is_stored()
    {
        var names = Enum.GetValues<StayEnd>().Select(end => JsonSerializer.SerializeToElement(Stay("a", "2026-11-22T10:00Z", 1, end), StatisticsJson.Stay).GetProperty("outcome").GetString());
        Assert.Equal(
            ["answered", "picked-up", "abandoned", "forwarded-timer", "forwarded-attempts", "forwarded-no-agent", "forwarded-by-agent", "broken-out", "callback-completed", "callback-failed", "callback-expired",
                "callback-merged", "callback-handled", "callback-deleted",
                "disconnected-at-closing", "refused-full", "refused-longest-wait", "refused-closed", "refused-no-agent"],
            names);
    }

    [Fact]
    [Trait("Rule", "QUE-472")]
    [Trait("Rule", "QUE-473")]
    [Trait("Rule", "QUE-212")]
    public void Waiting_is_from_entry_to_answer_and_talking_from_answer_to_end()
    {
        var stay = Stay("a", "2026-11-22T10:00Z", 12.5, StayEnd.Answered, 100.25);
        Assert.True(stay.Arrived < stay.Entered); // ring-back before the entry belongs to neither
        var figures = Report([stay, Stay("b", "2026-11-22T10:00Z", 7, StayEnd.Abandoned)]).Whole.Figures;
        Assert.Equal(TimeSpan.FromSeconds(12.5), figures.Wait.Answered.Total);
        Assert.Equal(TimeSpan.FromSeconds(100.25), figures.Talk.Answered.Total);
        Assert.Equal(TimeSpan.FromSeconds(7), figures.Wait.Unanswered.Total);
        Assert.Equal(TimeSpan.Zero, figures.Talk.Unanswered.Maximum);
    }

    [Fact]
    [Trait("Rule", "QUE-461")]
    [Trait("Rule", "QUE-462")]
    [Trait("Rule", "QUE-474")]
    public void Total_minimum_maximum_and_average_are_of_all_of_answered_and_of_unanswered_calls()
    {
        var figures = Report(
        [
            Stay("a", "2026-11-22T10:00Z", 10, StayEnd.Answered, 60), Stay("b", "2026-11-22T10:20Z", 20, StayEnd.Answered, 120), Stay("c", "2026-11-22T18:00Z", 60, StayEnd.PickedUp, 30),
            Stay("d", "2026-11-22T10:01Z", 4, StayEnd.Abandoned), Stay("e", "2026-11-22T23:59Z", 86, StayEnd.ForwardedTimer),
        ]).Whole.Figures;
        Assert.Equal((90, 10, 60, 30), Seconds(figures.Wait.Answered));
        Assert.Equal((90, 4, 86, 45), Seconds(figures.Wait.Unanswered));
        Assert.Equal((180, 4, 86, 36), Seconds(figures.Wait.All));
        Assert.Equal((210, 30, 120, 70), Seconds(figures.Talk.Answered));
        Assert.Equal((0, 0, 0, 0), Seconds(figures.Talk.Unanswered));
        Assert.Equal((210, 0, 120, 42), Seconds(figures.Talk.All));
    }

    [Fact]
    [Trait("Rule", "QUE-465")]
    public void Without_calls_there_is_a_total_of_nothing_and_no_other_figure()
    {
        var figures = Report([]).Whole.Figures;
        foreach (var spread in new[] { figures.Wait.All, figures.Wait.Answered, figures.Wait.Unanswered, figures.Talk.All, figures.Talk.Answered, figures.Talk.Unanswered })
        {
            Assert.Equal((TimeSpan.Zero, null, null, null), (spread.Total, spread.Minimum, spread.Maximum, spread.Average));
        }

        Assert.All(figures.ServiceLevels, level => Assert.Equal((null, null), (level.Percent, level.WithoutShortAbandons)));
        Assert.Equal((null, null), (figures.AnswerRate, figures.AbandonRate));
        Assert.Null(Report([Stay("a", "2026-11-22T10:00Z", 10, StayEnd.Abandoned)]).Whole.Figures.Wait.Answered.Average);
    }

    [Fact]
    [Trait("Rule", "QUE-478")]
    public void Rates_are_shares_of_who_waited_with_one_decimal()
    {
        var figures = Report(
        [
            Stay("a", "2026-11-22T10:00Z", 10, StayEnd.Answered, 60), Stay("b", "2026-11-22T10:00Z", 10, StayEnd.Abandoned),
            Stay("c", "2026-11-22T10:00Z", 10, StayEnd.BrokenOut), Stay("d", "2026-11-22T10:00Z", 0, StayEnd.RefusedFull),
        ]).Whole.Figures;
        Assert.Equal((33.3m, 33.3m), (figures.AnswerRate, figures.AbandonRate));
    }

    [Theory]
    [InlineData(19.9999999, 20)]
    [InlineData(20, 20)]
    [InlineData(20.0000001, 21)]
    [Trait("Rule", "QUE-475")]
    public void A_call_is_within_a_time_to_the_tick(double waited, int from)
    {
        for (var seconds = from - 1; seconds <= from; seconds++)
        {
            var figures = Report([Stay("a", "2026-11-22T10:00Z", waited, StayEnd.Answered, 60)], target: new ServiceTarget(seconds)).Whole.Figures;
            Assert.Equal(seconds < from ? 0m : 100m, figures.ServiceLevels.Single(level => level.Seconds == seconds).Percent);
        }
    }

    [Fact]
    [Trait("Rule", "QUE-476")]
    [Trait("Rule", "QUE-463")]
    public void The_graph_has_eight_thresholds_and_the_target()
    {
        Assert.Equal([10, 20, 30, 45, 60, 90, 120, 180], Report([]).Whole.Figures.ServiceLevels.Select(level => level.Seconds));
        Assert.Equal([10, 20, 25, 30, 45, 60, 90, 120, 180], Report([], target: new ServiceTarget(25)).Whole.Figures.ServiceLevels.Select(level => level.Seconds));
        Assert.Equal((20, 80, 0), (new ServiceTarget().Seconds, new ServiceTarget().Percent, new ServiceTarget().ShortAbandon));
    }

    [Theory]
    [InlineData(0, 50, 50)] // S is nothing by default: nobody is left out
    [InlineData(5, 50, 50)] // not below 5 s
    [InlineData(6, 50, 66.7)]
    [InlineData(60, 50, 66.7)] // only who abandoned: not who broke out as soon
    [Trait("Rule", "QUE-477")]
    public void Short_abandons_are_left_out_where_that_is_wanted(int shortAbandon, double all, double without)
    {
        var level = Report(
            [
                Stay("a", "2026-11-22T10:00Z", 10, StayEnd.Answered, 60), Stay("b", "2026-11-22T10:00Z", 5, StayEnd.Abandoned),
                Stay("c", "2026-11-22T10:30Z", 10, StayEnd.Answered, 60), Stay("d", "2026-11-22T10:30Z", 5, StayEnd.BrokenOut),
                Stay("e", "2026-11-22T11:30Z", 40, StayEnd.Answered, 60), Stay("f", "2026-11-22T11:30Z", 5, StayEnd.Abandoned), Stay("g", "2026-11-22T11:30Z", 20, StayEnd.Answered, 60),
                Stay("h", "2026-11-22T12:30Z", 20, StayEnd.Answered, 60),
            ],
            target: new ServiceTarget(20, ShortAbandon: shortAbandon)).Whole.Figures.ServiceLevels.Single(level => level.Seconds == 20);
        Assert.Equal(((decimal?)all, (decimal?)without), (level.Percent, level.WithoutShortAbandons));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("Rule", "QUE-475")]
    [Trait("Rule", "QUE-477")]
    public void Service_levels_are_those_of_the_calls_themselves_for_every_target_and_threshold(ulong seed)
    {
        var stays = Drawn(seed, 400);
        var counted = stays.Where(stay => !stay.Outcome.IsRefused() && stay.Outcome is not (StayEnd.CallbackMerged or StayEnd.CallbackHandled)).ToList();
        var blocks = FiledBlock.Of(stays);
        for (var seconds = 1; seconds <= QueueTally.MostTarget; seconds++)
        {
            var target = new ServiceTarget(seconds, ShortAbandon: seconds % (QueueTally.MostShort + 1));
            var level = QueueReport.Of(new StatisticsPeriod(At("2026-11-22T00:00Z"), At("2026-11-23T00:00Z"), "UTC"), target, blocks, []).Whole.Figures.ServiceLevels.Single(one => one.Seconds == seconds);
            var within = counted.Count(stay => stay.Outcome.IsAnswered() && stay.WaitEnded - stay.Entered <= TimeSpan.FromSeconds(seconds));
            var shorts = counted.Count(stay => stay.Outcome == StayEnd.Abandoned && stay.WaitEnded - stay.Entered < TimeSpan.FromSeconds(target.ShortAbandon));
            Assert.Equal(Math.Round(100m * within / counted.Count, 1, MidpointRounding.AwayFromZero), level.Percent);
            Assert.Equal(Math.Round(100m * within / (counted.Count - shorts), 1, MidpointRounding.AwayFromZero), level.WithoutShortAbandons);
        }
    }

    [Fact]
    [Trait("Rule", "QUE-464")]
    [Trait("Rule", "QUE-479")]
    [Trait("Rule", "QUE-480")]
    public void Agents_have_their_calls_offers_and_times()
    {
        var report = Report(
            [
                Stay("a", "2026-11-22T10:00Z", 10, StayEnd.Answered, 60).Offered(Bram, OfferEnd.Missed).Offered(Bram, OfferEnd.Rejected).Offered(Anna, OfferEnd.Answered),
                Stay("b", "2026-11-22T11:00Z", 10, StayEnd.Answered, 180).Offered(Bram, OfferEnd.Cancelled).Offered(Bram, OfferEnd.Failed).Offered(Anna, OfferEnd.Answered),
                Stay("c", "2026-11-22T12:00Z", 10, StayEnd.Abandoned).Offered(Anna, OfferEnd.Cancelled),
            ],
            logins: [new LoginTime(Anna, At("2026-11-21T22:00Z"), At("2026-11-22T01:00Z")), new LoginTime(Anna, At("2026-11-22T23:30Z"), At("2026-11-23T09:00Z"))]);
        Assert.Equal(
            [
                new AgentFigures(Anna, "Anna", new AgentTally(Anna, 2, TimeSpan.FromSeconds(240), 3), TimeSpan.FromHours(1.5)),
                new AgentFigures(Bram, null, new AgentTally(Bram, Offers: 4, Missed: 2), TimeSpan.Zero),
            ],
            report.Whole.Agents);
        Assert.Equal(TimeSpan.FromMinutes(2), report.Whole.Agents[0].AverageTalk);
        Assert.Null(report.Whole.Agents[1].AverageTalk);
        Assert.Equal(TimeSpan.FromSeconds(60), report.Groups.Single(group => group.From == At("2026-11-22T10:00Z")).Agents[0].Done.Talk);
    }

    [Fact]
    [Trait("Rule", "QUE-480")]
    public void Cool_down_counts_for_the_agent_and_the_same_one_once()
    {
        var rest = new AgentRest(Stays.Queue, Anna, At("2026-11-22T10:05Z"), At("2026-11-22T10:06Z"));
        var block = new FiledBlock(new StatisticsBlock(At("2026-11-22T08:00Z"))).Add(rest).Add(rest).Add(rest with { Agent = Bram }).Add(rest with { Began = At("2026-11-22T10:05:30Z") });
        var whole = QueueReport.Of(new StatisticsPeriod(At("2026-11-22T10:00Z"), At("2026-11-22T10:15Z"), Zone), new ServiceTarget(), [block.Sums], []).Whole;
        Assert.Equal([90, 60], whole.Agents.Select(agent => agent.Done.Rest.TotalSeconds));
    }

    [Fact]
    [Trait("Rule", "QUE-483")]
    public void Agents_keep_the_name_that_they_had_last()
    {
        var before = Stay("a", "2026-11-22T09:00Z", 10, StayEnd.Answered, 60) with { AgentName = "Anna Jansen" };
        var after = Stay("b", "2026-11-22T10:00Z", 10, StayEnd.Answered, 60) with { AgentName = "Anna de Wit" };
        var nextDay = Stay("c", "2026-11-23T10:00Z", 10, StayEnd.Answered, 60) with { AgentName = "Anna van Dam" };
        Assert.Equal("Anna de Wit", Report([before, after, nextDay]).Whole.Agents.Single().Name);
        Assert.Equal("Anna de Wit", Report([after, before]).Whole.Agents.Single().Name);
        Assert.Equal("Anna van Dam", Report([nextDay, before, after], to: "2026-11-24T00:00Z").Whole.Agents.Single().Name);
    }

    [Fact]
    [Trait("Rule", "QUE-471")]
    [Trait("Rule", "QUE-459")]
    public void Somebody_who_is_called_back_counts_once_that_is_over_where_the_call_entered()
    {
        var report = Report([Stay("a", "2026-11-22T10:00Z", 4 * 3600, StayEnd.CallbackCompleted, 60)], "2026-11-22T10:00Z", "2026-11-22T10:15Z");
        Assert.Equal((1, 14_400), (report.Whole.Figures.Wait.Answered.Count, (int)report.Whole.Figures.Wait.Answered.Total.TotalSeconds));
        Assert.Equal(0, Report([Stay("a", "2026-11-22T10:00Z", 4 * 3600, StayEnd.CallbackFailed)], "2026-11-22T14:00Z", "2026-11-22T15:00Z").Whole.Figures.Wait.All.Count);
    }

    private static (int Total, int Least, int Greatest, int Average) Seconds(Spread spread) =>
        ((int)spread.Total.TotalSeconds, (int)spread.Minimum!.Value.TotalSeconds, (int)spread.Maximum!.Value.TotalSeconds, (int)spread.Average!.Value.TotalSeconds);
}
