using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Engine.CallLimits;
using Pbx.Engine.Machines;
using Pbx.Engine.Tests.Calls;

namespace Pbx.Engine.Tests.CallLimits;

public sealed class WhenPlacesAreCounted
{
    private static readonly ExtensionNumber Limit = ExtensionNumber.Parse("4000");

    [Fact]
    [Trait("Rule", "EXT-358")]
    [Trait("Rule", "EXT-360")]
    public async Task However_many_ask_at_once_in_several_processes_the_limit_is_never_exceeded()
    {
        var test = new TestDesk();
        var desks = Enumerable.Range(0, 4).Select(_ => new CallLimitDesk(test.Machines, test)).ToArray();
        var taken = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => desks[i % 4].Take(Key($"call-{i}"), Limit, 20, default))));
        Assert.Equal(20, taken.Count(place => place.IsTaken));
    }

    [Fact]
    [Trait("Rule", "EXT-358")]
    public async Task A_call_that_asks_again_after_a_crash_has_one_place()
    {
        var test = new TestDesk();
        await new CallLimitDesk(test.Machines, test).Take(Key("one"), Limit, 2, default);
        var desk = new CallLimitDesk(test.Machines, test);
        Assert.Equal(new Outcome.Place(true, 1), await desk.Take(Key("one"), Limit, 2, default));
        Assert.Equal(new Outcome.Place(true, 2), await desk.Take(Key("two"), Limit, 2, default));
        Assert.Equal(new Outcome.Place(false, 2), await desk.Take(Key("three"), Limit, 2, default));
    }

    [Fact]
    [Trait("Rule", "EXT-359")]
    public async Task A_place_that_is_given_back_is_free_for_the_next_call()
    {
        var test = new TestDesk();
        var desk = new CallLimitDesk(test.Machines, test);
        await desk.Take(Key("one"), Limit, 1, default);
        await desk.Free(Key("one"), Limit, default);
        await desk.Free(Key("one"), Limit, default);
        await desk.Free(Key("nobody"), Limit, default);
        Assert.Equal(new Outcome.Place(true, 1), await desk.Take(Key("two"), Limit, 1, default));
    }

    [Fact]
    [Trait("Rule", "EXT-361")]
    public async Task Whoever_is_turned_away_for_a_call_that_is_over_gets_its_place()
    {
        var test = new TestDesk();
        var desk = new CallLimitDesk(test.Machines, test);
        var living = await test.Arrive();
        await desk.Take(living, Limit, 2, default);
        await desk.Take(Key("gone"), Limit, 2, default); // no such call
        Assert.False((await desk.Take(Key("third"), Limit, 2, default)).IsTaken);
        test.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(new Outcome.Place(true, 2), await desk.Take(Key("third"), Limit, 2, default));
        Assert.False((await desk.Take(Key("fourth"), Limit, 2, default)).IsTaken);

        await test.Desk.Happened(living, "event-2", new CallEvent.CallEnded(), default);
        test.Pass(TimeSpan.FromMinutes(5));
        Assert.True((await desk.Take(Key("fourth"), Limit, 2, default)).IsTaken);
    }

    [Fact]
    [Trait("Rule", "EXT-361")]
    public async Task An_account_has_its_own_places()
    {
        var test = new TestDesk();
        var desk = new CallLimitDesk(test.Machines, test);
        await desk.Take(Key("one"), Limit, 1, default);
        Assert.True((await desk.Take(new MachineKey(Domain.Accounts.AccountId.Parse("other"), "call", "two"), Limit, 1, default)).IsTaken);
    }

    private static MachineKey Key(string id) => new(TestDesk.Account, "call", id);
}
