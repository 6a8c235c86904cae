using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Engine.Calls;

namespace Pbx.Infra.Tests.Contracts;

public abstract class CallLogContract
{
    private static readonly DateTimeOffset Start = Fresh.At("2026-11-20T23:50:00.125Z");
    private readonly AccountId account = Fresh.Account();

    protected abstract ICallLog Log { get; }

    [Fact]
    public async Task A_log_without_calls_is_empty()
    {
        Assert.Null(await Log.Find(account, Call(Start).Id, default));
        var page = await Log.List(account, 10, null, default);
        Assert.Empty(page.Calls);
        Assert.Null(page.After);
    }

    [Fact]
    public async Task A_call_is_found_by_its_id_as_it_was_filed()
    {
        var call = Call(Start) with
        {
            CallerName = "Zoë “Z” O'Neill",
            Answered = Start.AddSeconds(12),
            Legs =
            [
                new Leg(null, PhoneAddress.Parse("+31612345678"), LegDirection.Incoming, null, Start),
                new Leg(new OpId(3, 0), PhoneAddress.Parse("web:8:acs:1"), LegDirection.Outgoing, ExtensionNumber.Parse("201"), Start.AddSeconds(5), Start.AddSeconds(12)),
            ],
            Steps = [new LoggedStep(Start, "Answered", "The number is in service", "EXT-069")],
        };
        await Log.File(account, call, default);
        Assert.Equal(call, await Log.Find(account, call.Id, default));
        Assert.Null(await Log.Find(account, call.Id[..^1] + "x", default));
        Assert.Null(await Log.Find(account, "200001" + call.Id[6..], default));
        Assert.Null(await Log.Find(account, "../odd?#", default));
    }

    [Fact]
    public async Task A_call_that_is_filed_again_replaces_itself()
    {
        var call = Call(Start);
        await Log.File(account, call, default);
        await Log.File(account, call with { Reason = EndReason.Busy }, default);
        Assert.Equal(EndReason.Busy, (await Log.Find(account, call.Id, default))!.Reason);
        Assert.Single((await Log.List(account, 10, null, default)).Calls);
    }

    [Fact]
    public async Task A_very_long_call_is_kept_whole()
    {
        var call = Call(Start) with { Steps = [.. Enumerable.Range(0, 2000).Select(i => new LoggedStep(Start.AddSeconds(i), "Moved on", $"Step {i} of many, with a reason of some length"))] };
        await Log.File(account, call, default);
        Assert.Equal(call, await Log.Find(account, call.Id, default));
        Assert.Equal(call, Assert.Single((await Log.List(account, 10, null, default)).Calls));
    }

    [Fact]
    public async Task Calls_are_listed_from_the_newest_over_weeks_and_years()
    {
        // The call ids of these begin with weeks 202653, 202701 and 202647 in turn; only the arrival counts.
        var calls = new[] { "2026-12-31T23:00:00Z", "2027-01-05T00:00:00Z", "2026-11-20T10:00:00.001Z", "2026-11-20T10:00:00Z" }.Select(t => Call(Fresh.At(t))).ToArray();
        foreach (var call in new[] { calls[2], calls[0], calls[3], calls[1] })
        {
            await Log.File(account, call, default);
        }

        var page = await Log.List(account, 10, null, default);
        Assert.Equal([calls[1].Id, calls[0].Id, calls[2].Id, calls[3].Id], page.Calls.Select(c => c.Id));
        Assert.Null(page.After);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Pages_together_are_the_whole_log_each_call_once(int most)
    {
        var calls = Enumerable.Range(0, 12).Select(i => Call(Start.AddSeconds(-i))).ToList();
        await Task.WhenAll(calls.Select(call => Log.File(account, call, default)));
        var seen = new List<string>();
        string? after = null;
        var pages = 0;
        do
        {
            var page = await Log.List(account, most, after, default);
            Assert.InRange(page.Calls.Count, 1, most);
            seen.AddRange(page.Calls.Select(c => c.Id));
            after = page.After;
            pages++;
        }
        while (after is not null);
        Assert.Equal(calls.Select(c => c.Id), seen);
        Assert.Equal((12 + most - 1) / most, pages);
    }

    [Fact]
    public async Task A_call_that_arrives_while_pages_are_read_does_not_move_them()
    {
        var calls = Enumerable.Range(0, 4).Select(i => Call(Start.AddSeconds(-i))).ToList();
        await Task.WhenAll(calls.Select(call => Log.File(account, call, default)));
        var first = await Log.List(account, 2, null, default);
        await Log.File(account, Call(Start.AddSeconds(1)), default);
        var second = await Log.List(account, 2, first.After, default);
        Assert.Equal([calls[2].Id, calls[3].Id], second.Calls.Select(c => c.Id));
    }

    [Fact]
    public async Task Anything_may_be_asked_for_as_the_next_page()
    {
        await Log.File(account, Call(Start), default);
        Assert.Empty((await Log.List(account, 2, "zzz' or PartitionKey ne '", default)).Calls);
        Assert.Single((await Log.List(account, 2, "", default)).Calls);
    }

    [Fact]
    public async Task A_page_has_room_for_at_least_one_call() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.List(account, 0, null, default));

    [Fact]
    public async Task Calls_of_another_account_are_not_seen()
    {
        var (call, theirs) = (Call(Start), Fresh.Account());
        await Log.File(account, call, default);
        Assert.Null(await Log.Find(theirs, call.Id, default));
        Assert.Empty((await Log.List(theirs, 10, null, default)).Calls);
    }

    private static CallRecord Call(DateTimeOffset arrived)
    {
        var inverted = 0xfffffffffff - arrived.ToUnixTimeMilliseconds();
        var week = $"{ISOWeek.GetYear(arrived.UtcDateTime):D4}{ISOWeek.GetWeekOfYear(arrived.UtcDateTime):D2}";
        return new CallRecord(
            $"{week}-{inverted:x11}-{Random.Shared.NextInt64():x16}",
            PhoneAddress.Parse("+31612345678"),
            null,
            PhoneNumber.Parse("+31205550100"),
            arrived,
            null,
            arrived.AddMinutes(2),
            EndReason.Completed,
            [],
            []);
    }
}
