using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Engine.QueueStatistics;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.QueueStatistics;

public sealed class WhenQueueCallsAreFiled
{
    private static readonly AccountId Account = AccountId.Parse("acme");
    private static readonly ExtensionNumber Queue = ExtensionNumber.Parse("500");
    private static readonly ExtensionNumber Anna = ExtensionNumber.Parse("201");
    private static readonly StatisticsPeriod Day = StatisticsPeriod.DayOf(At("2026-11-22T12:00Z"), "Europe/Amsterdam");

    [Fact]
    [Trait("Rule", "QUE-485")]
    public async Task What_is_filed_is_in_the_statistics_at_once()
    {
        var desk = new QueueStatisticsDesk(new MemoryQueueStays(), new MemoryQueueFigures());
        await desk.File(Account, Stay("a", "2026-11-22T10:00Z"), default);
        Assert.Equal(1, Calls(await Report(desk)));
        await desk.File(Account, [Stay("b", "2026-11-22T10:00:01Z"), Stay("c", "2026-11-22T22:00Z"), Stay("d", "2026-11-22T23:00Z")], default);
        Assert.Equal(3, Calls(await Report(desk))); // the last is of the next day
        Assert.Equal(0, Calls(await desk.Report(Account, ExtensionNumber.Parse("501"), Day, new ServiceTarget(), At("2026-11-23T12:00Z"), default)));
        Assert.Equal(0, Calls(await desk.Report(AccountId.Parse("others"), Queue, Day, new ServiceTarget(), At("2026-11-23T12:00Z"), default)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stay_is_neither_lost_nor_counted_twice_wherever_the_process_dies(bool takesEffect)
    {
        await EachDeath(takesEffect, (desk, store) => desk.File(Account, Stay("b", "2026-11-22T10:01Z"), default), async (desk, stays) =>
        {
            var figures = (await Report(desk)).Whole.Figures;
            Assert.Equal((2, 20, 120), (figures.Wait.All.Count, (int)figures.Wait.All.Total.TotalSeconds, (int)figures.Talk.All.Total.TotalSeconds));
            Assert.Equal(["a", "b"], (await stays.On(Account, Queue, new DateOnly(2026, 11, 22), default)).Select(stay => stay.Call));
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_login_of_days_is_neither_lost_nor_counted_twice_wherever_the_process_dies(bool takesEffect)
    {
        await EachDeath(takesEffect, (desk, store) => desk.FileLogin(Account, Change("2026-11-23T08:00Z", isIn: false), default), async (desk, stays) =>
        {
            Assert.Equal(TimeSpan.FromHours(24), (await Report(desk)).Whole.Agents.Single().LoggedIn);
            var report = await desk.Report(Account, Queue, new StatisticsPeriod(At("2026-11-20T00:00Z"), At("2026-11-24T00:00Z"), "UTC"), new ServiceTarget(), At("2026-11-24T00:00Z"), default);
            Assert.Equal(TimeSpan.FromHours(48), report.Whole.Agents.Single().LoggedIn);
            Assert.Equal(2, (await stays.Logins(Account, Queue, At("2026-11-20T00:00Z"), At("2026-11-24T00:00Z"), default)).Count);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Rule", "QUE-480")]
    public async Task A_cool_down_counts_once_wherever_the_process_dies(bool takesEffect)
    {
        var rest = new AgentRest(Queue, Anna, At("2026-11-22T10:05Z"), At("2026-11-22T10:06Z"));
        await EachDeath(takesEffect, (desk, store) => desk.FileRest(Account, rest, default), async (desk, stays) =>
            Assert.Equal(TimeSpan.FromMinutes(1), (await Report(desk)).Whole.Agents.Single().Done.Rest));
    }

    [Fact]
    [Trait("Rule", "QUE-097")]
    [Trait("Rule", "QUE-480")]
    public async Task Who_is_logged_in_has_been_until_now()
    {
        var stays = new MemoryQueueStays();
        var desk = new QueueStatisticsDesk(stays, new MemoryQueueFigures());
        var login = Change("2026-11-22T08:00Z", isIn: true) with { Source = LoginSource.Supervisor, By = "202" };
        await desk.FileLogin(Account, login, default);
        Assert.Equal(TimeSpan.FromHours(4), (await Report(desk, "2026-11-22T12:00Z")).Whole.Agents.Single().LoggedIn);
        Assert.Equal(TimeSpan.FromHours(15), (await Report(desk, "2026-11-25T12:00Z")).Whole.Agents.Single().LoggedIn); // of that day
        Assert.Equal([login], await stays.Logins(Account, Queue, At("2026-11-22T08:00Z"), At("2026-11-22T09:00Z"), default));
        Assert.Empty(await stays.Logins(Account, Queue, At("2026-11-22T09:00Z"), At("2026-11-23T09:00Z"), default));
    }

    [Fact]
    [Trait("Rule", "QUE-481")]
    public async Task Statistics_go_on_when_an_agent_logs_out_and_in()
    {
        var desk = new QueueStatisticsDesk(new MemoryQueueStays(), new MemoryQueueFigures());
        await desk.FileLogin(Account, Change("2026-11-22T08:00Z", isIn: true), default);
        await desk.File(Account, Stay("a", "2026-11-22T09:00Z"), default);
        await desk.FileLogin(Account, Change("2026-11-22T10:00Z", isIn: false), default);
        await desk.FileLogin(Account, Change("2026-11-22T11:00Z", isIn: true), default);
        await desk.File(Account, Stay("b", "2026-11-22T11:30Z"), default);
        var anna = (await Report(desk, "2026-11-22T12:00Z")).Whole.Agents.Single();
        Assert.Equal((2, TimeSpan.FromHours(3)), (anna.Done.Answered, anna.LoggedIn));
    }

    [Fact]
    [Trait("Rule", "QUE-466")]
    public async Task Who_was_turned_away_before_anybody_knew_who_it_was_is_filed_too()
    {
        var stays = new MemoryQueueStays();
        var desk = new QueueStatisticsDesk(stays, new MemoryQueueFigures());
        await desk.File(Account, Stay("a", "2026-11-22T10:00Z") with { Caller = PhoneAddress.Anonymous, Entered = null, Outcome = StayEnd.RefusedFull, Agent = null }, default);
        Assert.Equal(PhoneAddress.Anonymous, (await stays.On(Account, Queue, new DateOnly(2026, 11, 22), default)).Single().Caller);
        Assert.Equal(1, (await Report(desk)).Whole.Figures.Refused);
    }

    [Fact]
    public async Task Many_who_file_at_once_lose_nothing()
    {
        var figures = new MemoryQueueFigures();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => new QueueStatisticsDesk(new MemoryQueueStays(), figures).File(Account, Stay($"call-{i}", "2026-11-22T10:00Z"), default))));
        Assert.Equal(10, Calls(await Report(new QueueStatisticsDesk(new MemoryQueueStays(), figures))));
    }

    // one stay and a login are there before; then something is filed by a process that dies at each operation in turn, and filed again
    private static async Task EachDeath(bool takesEffect, Func<QueueStatisticsDesk, FailingQueues, Task> file, Func<QueueStatisticsDesk, IQueueStays, Task> check)
    {
        var operations = 1;
        for (var dies = 0; dies < operations; dies++)
        {
            var store = new FailingQueues { TakesEffect = takesEffect };
            var desk = new QueueStatisticsDesk(store, store);
            await desk.FileLogin(Account, Change("2026-11-21T08:00Z", isIn: true), default);
            await desk.File(Account, Stay("a", "2026-11-22T10:00Z"), default);
            store.Count();
            store.DiesAt = dies;
            await Assert.ThrowsAsync<IOException>(() => file(desk, store));
            store.DiesAt = null;
            store.Count();
            await file(desk, store);
            operations = Math.Max(operations, store.Count());
            await file(desk, store);
            await check(desk, store);
        }

        Assert.True(operations >= 3);
    }

    private static Task<QueueReport> Report(QueueStatisticsDesk desk, string now = "2026-11-24T00:00Z") => desk.Report(Account, Queue, Day, new ServiceTarget(), At(now), default);

    private static int Calls(QueueReport report) => report.Whole.Figures.Wait.All.Count;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static LoginChange Change(string at, bool isIn) => new(Queue, Anna, At(at), isIn, LoginSource.Code);

    private static QueueStay Stay(string call, string entered) => new(
        Queue, call, 0, PhoneAddress.Parse("+31612345678"), At(entered), At(entered), At(entered).AddSeconds(10), StayEnd.Answered, Anna, "Anna", At(entered).AddSeconds(70),
        [new StayOffer(Anna, At(entered), At(entered).AddSeconds(10), OfferEnd.Answered)]);
}
