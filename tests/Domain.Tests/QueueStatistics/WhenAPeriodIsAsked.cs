using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using static Pbx.Domain.Tests.QueueStatistics.Stays;

namespace Pbx.Domain.Tests.QueueStatistics;

public sealed class WhenAPeriodIsAsked
{
    [Fact]
    [Trait("Rule", "QUE-459")]
    public void A_call_belongs_where_it_entered_from_the_start_to_before_the_end()
    {
        QueueStay[] stays =
        [
            Stay("before", At("2026-11-22T10:15Z").AddTicks(-1), 3600, StayEnd.Answered, 60), Stay("first", "2026-11-22T10:15Z", 1, StayEnd.Answered, 60),
            Stay("last", At("2026-11-22T10:45Z").AddTicks(-1), 1, StayEnd.Answered, 60), Stay("after", "2026-11-22T10:45Z", 1, StayEnd.Answered, 60),
        ];
        Assert.Equal(2, Report(stays, "2026-11-22T10:15Z", "2026-11-22T10:45Z").Whole.Figures.Wait.All.Count);
        Assert.Equal(1, Report([Stay("refused", "2026-11-22T10:15:01Z", 0, StayEnd.RefusedFull)], "2026-11-22T10:00Z", "2026-11-22T10:15Z").Whole.Figures.Refused); // it never entered: when it came, three seconds earlier
    }

    [Theory]
    [InlineData("2026-11-22T12:00Z", "2026-11-21T23:00Z", "2026-11-22T23:00Z")]
    [InlineData("2026-11-22T22:59:59Z", "2026-11-21T23:00Z", "2026-11-22T23:00Z")]
    [InlineData("2026-11-22T23:00Z", "2026-11-22T23:00Z", "2026-11-23T23:00Z")]
    [InlineData("2026-03-29T12:00Z", "2026-03-28T23:00Z", "2026-03-29T22:00Z")] // 23 hours
    [InlineData("2026-10-25T12:00Z", "2026-10-24T22:00Z", "2026-10-25T23:00Z")] // 25 hours
    [Trait("Rule", "QUE-459")]
    public void Today_is_a_day_of_the_clock_of_the_account(string now, string from, string to) =>
        Assert.Equal(new StatisticsPeriod(At(from), At(to), Zone), StatisticsPeriod.DayOf(At(now), Zone));

    [Theory]
    [InlineData("2026-11-21T23:00Z", "2026-11-22T23:00Z", Grouping.Hour)]
    [InlineData("2026-11-20T23:00Z", "2026-11-22T23:00Z", Grouping.Hour)]
    [InlineData("2026-11-20T23:00Z", "2026-11-22T23:15Z", Grouping.Day)]
    [InlineData("2026-10-23T22:00Z", "2026-10-25T23:00Z", Grouping.Hour)] // two days of 49 hours
    [InlineData("2026-10-23T22:00Z", "2026-10-25T23:15Z", Grouping.Day)]
    [InlineData("2026-10-31T23:00Z", "2027-01-01T23:00Z", Grouping.Day)] // 62 days
    [InlineData("2026-10-31T23:00Z", "2027-01-01T23:15Z", Grouping.Month)]
    [Trait("Rule", "QUE-460")]
    public void Graphs_are_by_hours_up_to_two_days_by_days_up_to_62_and_by_months_beyond(string from, string to, Grouping grouping) =>
        Assert.Equal(grouping, new StatisticsPeriod(At(from), At(to), Zone).Grouping);

    [Theory]
    [InlineData("2026-03-28T23:00Z", "2026-03-29T22:00Z", 23)]
    [InlineData("2026-10-24T22:00Z", "2026-10-25T23:00Z", 25)]
    [InlineData("2026-11-22T10:30Z", "2026-11-22T12:15Z", 3)]
    [Trait("Rule", "QUE-460")]
    public void Hours_are_those_that_pass(string from, string to, int hours)
    {
        var groups = new StatisticsPeriod(At(from), At(to), Zone).Groups();
        Assert.Equal(hours, groups.Count);
        Assert.Equal((At(from), At(to)), (groups[0].From, groups[^1].To));
        Assert.All(groups.Zip(groups.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.All(groups.Skip(1), group => Assert.Equal(0, group.From.Minute));
    }

    [Fact]
    [Trait("Rule", "QUE-460")]
    public void Days_begin_at_midnight_of_the_account_also_where_clocks_differ_by_quarters_of_an_hour()
    {
        var kathmandu = new StatisticsPeriod(At("2026-11-21T18:15Z"), At("2026-11-25T18:15Z"), "Asia/Kathmandu").Groups();
        Assert.Equal([At("2026-11-21T18:15Z"), At("2026-11-22T18:15Z"), At("2026-11-23T18:15Z"), At("2026-11-24T18:15Z")], kathmandu.Select(group => group.From));
        var autumn = new StatisticsPeriod(At("2026-10-23T22:00Z"), At("2026-10-26T23:00Z"), Zone).Groups();
        Assert.Equal([24, 25, 24], autumn.Select(group => (group.To - group.From).TotalHours));
        var months = new StatisticsPeriod(At("2026-09-14T22:00Z"), At("2026-12-01T23:00Z"), Zone).Groups();
        Assert.Equal([At("2026-09-14T22:00Z"), At("2026-09-30T22:00Z"), At("2026-10-31T23:00Z"), At("2026-11-30T23:00Z")], months.Select(group => group.From));
    }

    [Theory]
    [InlineData("2026-10-24T22:00Z", "2026-10-25T23:00Z")]
    [InlineData("2026-10-20T22:00Z", "2026-10-28T23:00Z")]
    [InlineData("2026-06-30T22:00Z", "2026-12-31T23:00Z")]
    [Trait("Rule", "QUE-460")]
    public void Groups_hold_each_call_once_and_add_up_to_the_whole(string from, string to)
    {
        var stays = Enumerable.Range(0, 500).Select(i => Stay($"call-{i}", At("2026-10-22T00:00Z").AddMinutes(15 * i), i % 90, i % 3 == 0 ? StayEnd.Abandoned : StayEnd.Answered, i)).ToList();
        var report = Report(stays, from, to);
        Assert.All(report.Groups, group => Assert.Equal(stays.Count(stay => stay.Entered >= group.From && stay.Entered < group.To), group.Figures.Wait.All.Count));
        Assert.Equal(report.Groups.Sum(group => group.Figures.Wait.All.Total.Ticks), report.Whole.Figures.Wait.All.Total.Ticks);
        Assert.Equal(stays.Count(stay => stay.Entered >= At(from) && stay.Entered < At(to)), report.Whole.Figures.Wait.All.Count);
    }
}
