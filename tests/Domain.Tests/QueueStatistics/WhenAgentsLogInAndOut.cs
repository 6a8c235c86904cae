using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using static Pbx.Domain.Tests.QueueStatistics.Stays;

namespace Pbx.Domain.Tests.QueueStatistics;

public sealed class WhenAgentsLogInAndOut
{
    [Fact]
    [Trait("Rule", "QUE-480")]
    public void A_login_is_over_with_the_logout_and_goes_on_until_then()
    {
        var (open, none) = new OpenLogins().After(In(Anna, "2026-11-22T08:00Z"));
        Assert.Null(none);
        Assert.Equal([new LoginTime(Anna, At("2026-11-22T08:00Z"), At("2026-11-22T09:00Z"))], open.Until(At("2026-11-22T09:00Z")));
        var (closed, over) = open.After(Out(Anna, "2026-11-22T12:00Z"));
        Assert.Equal(new LoginTime(Anna, At("2026-11-22T08:00Z"), At("2026-11-22T12:00Z")), over);
        Assert.Empty(closed.Until(At("2026-11-22T13:00Z")));
    }

    [Fact]
    public void What_is_told_again_or_late_changes_nothing()
    {
        var (open, _) = new OpenLogins().After(In(Anna, "2026-11-22T08:00Z"));
        Assert.Equal((open, null), open.After(In(Anna, "2026-11-22T08:00Z")));
        Assert.Equal((open, null), open.After(In(Anna, "2026-11-22T09:00Z")));
        var (closed, _) = open.After(Out(Anna, "2026-11-22T12:00Z"));
        Assert.Equal((closed, null), closed.After(Out(Anna, "2026-11-22T12:00Z")));
        Assert.Equal((closed, null), closed.After(In(Anna, "2026-11-22T08:00Z")));
        Assert.NotEqual(closed, closed.After(In(Bram, "2026-11-22T08:00Z")).Next);
    }

    [Fact]
    public void A_long_login_is_many_days()
    {
        var time = new LoginTime(Anna, At("2026-11-20T23:00+01:00"), At("2026-11-23T00:00Z"));
        var days = time.ByDays().ToList();
        Assert.Equal([new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 21), new DateOnly(2026, 11, 22)], days.Select(day => day.Day));
        Assert.Equal([2, 24, 24], days.Select(day => (day.Time.To - day.Time.From).TotalHours));
        Assert.Equal(TimeSpan.FromHours(30), time.Within(At("2026-11-21T18:00Z"), At("2026-11-25T00:00Z")));
        Assert.Equal(TimeSpan.Zero, time.Within(At("2026-11-23T00:00Z"), At("2026-11-25T00:00Z")));
        Assert.Single(new LoginDay().Add(time).Add(time).Times);
    }

    private static LoginChange In(ExtensionNumber agent, string at) => new(Stays.Queue, agent, At(at), true, LoginSource.Code);

    private static LoginChange Out(ExtensionNumber agent, string at) => new(Stays.Queue, agent, At(at), false, LoginSource.Code);
}
