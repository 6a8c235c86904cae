using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Engine.QueueStatistics;

namespace Pbx.Infra.Tests.Contracts;

public abstract class QueueStaysContract
{
    private static readonly DateTimeOffset Midnight = Fresh.At("2026-11-22T00:00:00+00:00");
    private static readonly ExtensionNumber Queue = ExtensionNumber.Parse("500");
    private readonly AccountId account = Fresh.Account();

    protected abstract IQueueStays Stays { get; }

    [Fact]
    public async Task A_stay_is_read_as_it_was_filed()
    {
        var stay = Stay("call-1", Midnight.AddHours(9).AddTicks(1234567)) with
        {
            Agent = ExtensionNumber.Parse("201"),
            AgentName = "Zoë “Z” O'Neill",
            TalkEnded = Midnight.AddHours(10),
            Offers = [new StayOffer(ExtensionNumber.Parse("202"), Midnight.AddHours(9), Midnight.AddHours(9).AddSeconds(20), OfferEnd.Missed), new StayOffer(ExtensionNumber.Parse("201"), Midnight, Midnight, OfferEnd.Answered)],
        };
        await Stays.File(account, [stay], default);
        Assert.Equal([stay], await On(22));
    }

    [Fact]
    public async Task Stays_of_a_day_of_utc_and_of_one_queue_are_read_in_order()
    {
        var theirs = ExtensionNumber.Parse("501");
        await Stays.File(
            account,
            [Stay("late", Midnight.AddDays(1).AddTicks(-1)), Stay("next", Midnight.AddDays(1)), Stay("first", Midnight), Stay("before", Midnight.AddTicks(-1)), Stay("elsewhere", Midnight) with { Queue = theirs }],
            default);
        await Stays.File(account, [Stay("refused", Midnight.AddHours(1)) with { Entered = null, Outcome = StayEnd.RefusedFull }], default);
        Assert.Equal(["first", "refused", "late"], (await On(22)).Select(stay => stay.Call));
        Assert.Equal(["before"], (await On(21)).Select(stay => stay.Call));
        Assert.Equal(["elsewhere"], (await Stays.On(account, theirs, new DateOnly(2026, 11, 22), default)).Select(stay => stay.Call));
        Assert.Empty(await Stays.On(Fresh.Account(), Queue, new DateOnly(2026, 11, 22), default));
    }

    [Fact]
    public async Task A_stay_that_is_filed_again_replaces_itself_and_no_other_of_the_call()
    {
        var stay = Stay("call-1", Midnight);
        await Stays.File(account, [stay, stay with { Sequence = 2 }], default);
        await Stays.File(account, [stay with { Outcome = StayEnd.BrokenOut }, stay with { Outcome = StayEnd.BrokenOut }], default);
        Assert.Equal([(0, StayEnd.BrokenOut), (2, StayEnd.Abandoned)], (await On(22)).Select(one => (one.Sequence, one.Outcome)));
    }

    [Fact]
    public async Task Many_stays_are_filed_at_once_and_read_whole()
    {
        var stays = Enumerable.Range(0, 1100).Select(i => Stay($"call-{i:D4}", Midnight.AddSeconds(i * 70))).ToList();
        await Stays.File(account, stays, default);
        Assert.Equal(stays, await On(22));
    }

    [Fact]
    [Trait("Rule", "QUE-097")]
    public async Task Logins_are_read_with_who_when_and_why()
    {
        LoginChange[] changes =
        [
            new(Queue, ExtensionNumber.Parse("201"), Midnight, true, LoginSource.Code), new(Queue, ExtensionNumber.Parse("202"), Midnight.AddHours(1), true, LoginSource.Supervisor, "201"),
            new(Queue, ExtensionNumber.Parse("201"), Midnight.AddHours(2), false, LoginSource.AutoLogout), new(Queue, ExtensionNumber.Parse("202"), Midnight.AddHours(3), false, LoginSource.Portal, "anna@example.com"),
        ];
        foreach (var change in changes.Reverse().Append(changes[0]))
        {
            await Stays.File(account, change, default);
        }

        Assert.Equal(changes, await Stays.Logins(account, Queue, Midnight, Midnight.AddDays(1), default));
        Assert.Equal(changes[1..3], await Stays.Logins(account, Queue, Midnight.AddTicks(1), Midnight.AddHours(3), default));
        Assert.Empty(await Stays.Logins(Fresh.Account(), Queue, Midnight, Midnight.AddDays(1), default));
    }

    [Fact]
    public async Task Months_that_were_over_are_dropped_and_logins_are_read_over_their_borders()
    {
        var (old, first, anna) = (Fresh.At("1999-02-28T23:59:59Z"), Fresh.At("1999-03-01T00:00:00Z"), ExtensionNumber.Parse("201"));
        LoginChange[] changes = [new(Queue, anna, old, true, LoginSource.Code), new(Queue, anna, first, false, LoginSource.Code)];
        await Stays.File(account, changes[0], default);
        await Stays.File(account, changes[1], default);
        await Stays.File(account, [Stay("old", old), Stay("first", first)], default);
        Assert.Equal(changes, await Stays.Logins(account, Queue, old, first.AddTicks(1), default));
        Assert.NotEmpty(await Stays.DropBefore(new DateOnly(1999, 3, 31), default));
        Assert.Empty(await Stays.DropBefore(new DateOnly(1999, 3, 31), default));
        Assert.Empty(await Stays.On(account, Queue, new DateOnly(1999, 2, 28), default));
        Assert.Equal(["first"], (await Stays.On(account, Queue, new DateOnly(1999, 3, 1), default)).Select(stay => stay.Call));
        Assert.Equal(changes[1..], await Stays.Logins(account, Queue, old, first.AddTicks(1), default));
    }

    private static QueueStay Stay(string call, DateTimeOffset entered) =>
        new(Queue, call, 0, PhoneAddress.Parse("+31612345678"), entered, entered, entered.AddSeconds(20), StayEnd.Abandoned);

    private Task<IReadOnlyList<QueueStay>> On(int day) => Stays.On(account, Queue, new DateOnly(2026, 11, day), default);
}
