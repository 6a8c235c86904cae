using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Users;
using Pbx.Engine.Lines;
using Pbx.Engine.Machines;
using Pbx.Engine.Tests.Calls;

namespace Pbx.Engine.Tests.Lines;

public sealed class WhenLinesAreTaken
{
    private static readonly ExtensionNumber Anna = ExtensionNumber.Parse("201");
    private static readonly ExtensionNumber Bram = ExtensionNumber.Parse("202");
    private readonly TestDesk test = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Trait("Rule", "EXT-114")]
    [Trait("Rule", "EXT-096")]
    public async Task However_many_calls_come_at_once_in_several_processes_a_user_has_no_more_than_the_line_takes(int most)
    {
        var desks = Enumerable.Range(0, 4).Select(_ => Desk()).ToArray();
        var busy = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => desks[i % 4].Take(Key($"call-{i}"), [new UserLine(Anna, most)], default))));
        Assert.Equal(most, busy.Count(users => users.Count == 0));
    }

    [Fact]
    [Trait("Rule", "EXT-114")]
    public async Task Of_a_group_those_are_rung_who_are_free()
    {
        var desk = Desk();
        Assert.Empty(await desk.Take(Key("one"), [new UserLine(Bram, 1)], default));
        Assert.Equal([Bram], await Desk().Take(Key("two"), [new UserLine(Anna, 1), new UserLine(Bram, 1), new UserLine(ExtensionNumber.Parse("203"), 1)], default));
        Assert.Equal([Anna], await desk.Take(Key("three"), [new UserLine(Anna, 1)], default));
    }

    [Fact]
    [Trait("Rule", "EXT-114")]
    public async Task A_call_that_asks_again_after_a_crash_has_one_place()
    {
        await Desk().Take(Key("one"), [new UserLine(Anna, 2)], default);
        Assert.Empty(await Desk().Take(Key("one"), [new UserLine(Anna, 2)], default));
        Assert.Empty(await Desk().Take(Key("two"), [new UserLine(Anna, 2)], default));
        Assert.Equal([Anna], await Desk().Take(Key("three"), [new UserLine(Anna, 2)], default));
    }

    [Fact]
    [Trait("Rule", "EXT-114")]
    public async Task A_call_of_the_users_own_counts_and_is_never_refused()
    {
        var desk = Desk();
        await desk.Hold(Key("one"), Anna, default);
        await desk.Hold(Key("two"), Anna, default);
        Assert.Equal([Anna], await desk.Take(Key("three"), [new UserLine(Anna, 2)], default));
        await desk.Free(Key("one"), [Anna], default);
        Assert.Empty(await desk.Take(Key("three"), [new UserLine(Anna, 2)], default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "EXT-114")]
    public async Task Whoever_is_in_a_second_call_when_the_first_ends_is_busy_for_who_asks_for_a_free_line(bool isSame)
    {
        var desk = Desk();
        await desk.Take(Key("one"), [new UserLine(Anna, 1)], default);
        await desk.Take(Key("two"), [new UserLine(Anna, 2)], default);
        await (isSame ? desk : Desk()).Free(Key("one"), [Anna], default);
        Assert.Equal([Anna], await desk.Take(Key("three"), [new UserLine(Anna, 1)], default));
        Assert.Empty(await desk.Take(Key("four"), [new UserLine(Anna, 2)], default));
        await (isSame ? desk : Desk()).Free(Key("two"), [Anna], default);
        Assert.Equal([Anna], await desk.Take(Key("three"), [new UserLine(Anna, 1)], default));
        await desk.Free(Key("four"), [Anna], default);
        Assert.Empty(await desk.Take(Key("three"), [new UserLine(Anna, 1)], default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "EXT-114")]
    public async Task What_a_call_gives_back_is_free_for_the_next_one_whichever_process_gives_it_back(bool isSame)
    {
        var desk = Desk();
        await desk.Take(Key("one"), [new UserLine(Anna, 1), new UserLine(Bram, 1)], default);
        await (isSame ? desk : Desk()).Free(Key("one"), [Anna], default);
        await desk.Free(Key("one"), [Anna], default);
        await desk.Free(Key("nobody"), [Anna, Bram], default);
        Assert.Equal([Bram], await desk.Take(Key("two"), [new UserLine(Anna, 1), new UserLine(Bram, 1)], default));
        await desk.Free(Key("one"), [Anna, Bram], default); // what another call has by now stays
        Assert.Equal([Anna], await desk.Take(Key("three"), [new UserLine(Anna, 1), new UserLine(Bram, 1)], default));
    }

    [Fact]
    [Trait("Rule", "EXT-114")]
    public async Task Whoever_meets_a_line_that_its_call_does_not_hold_any_more_gets_it()
    {
        var (desk, own) = (Desk(), ExtensionNumber.Parse("2001"));
        var living = await test.Arrive(number: "+31205550101");
        await test.Desk.Happened(living, "connected", new CallEvent.CallerConnected("connection"), default); // rings 2001
        await desk.Take(living, [new UserLine(Anna, 1)], default); // left behind
        await desk.Take(Key("gone"), [new UserLine(Bram, 1)], default); // no such call
        UserLine[] all = [new UserLine(Anna, 1), new UserLine(Bram, 1), new UserLine(own, 1)];
        Assert.Equal([Anna, Bram, own], await desk.Take(Key("third"), all, default));
        test.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal([own], await desk.Take(Key("third"), all, default));
        await test.Desk.Happened(living, "event-2", new CallEvent.CallEnded(), default);
        Assert.Empty(await desk.Take(Key("third"), all, default));
    }

    [Fact]
    public async Task Two_hundred_members_are_asked_for_in_two_goes()
    {
        var desk = Desk();
        var all = Enumerable.Range(300, 200).Select(number => new UserLine(ExtensionNumber.Parse($"{number}"), 1)).ToList();
        Assert.Empty(await desk.Take(Key("one"), all, default));
        Assert.Equal(200, (await desk.Take(Key("two"), all, default)).Count);
        await desk.Free(Key("one"), all.Select(line => line.User), default);
        Assert.Empty(await Desk().Take(Key("two"), all, default));
    }

    [Fact]
    public async Task An_account_has_its_own_lines()
    {
        var desk = Desk();
        await desk.Take(Key("one"), [new UserLine(Anna, 1)], default);
        Assert.Empty(await desk.Take(new MachineKey(AccountId.Parse("other"), "call", "two"), [new UserLine(Anna, 1)], default));
    }

    private LineDesk Desk() => new(test.Lines, test.Machines, test);

    private static MachineKey Key(string id) => new(TestDesk.Account, "call", id);
}
