using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Engine.Lines;

namespace Pbx.Infra.Tests.Contracts;

public abstract class LinesContract
{
    private static readonly DateTimeOffset Now = Fresh.At("2026-11-22T09:30:00.1234567+00:00");
    private readonly AccountId account = Fresh.Account();

    protected abstract ILines Lines { get; }

    [Fact]
    public async Task A_place_that_is_taken_is_read_with_its_call()
    {
        var taken = await Take(Place("201"), Place("203", 2, "call-2"));
        Assert.Equal(taken, await Read("201", "203"));
        Assert.Equal([Place("201"), Place("203", 2, "call-2")], taken!.Select(one => one.Line));
    }

    [Fact]
    public async Task Only_the_users_between_two_numbers_of_one_account_are_read()
    {
        await Take(Place("200"), Place("201"), Place("202"), Place("203"));
        await Lines.Write(Fresh.Account(), [new LineWrite(null, Place("201", call: "theirs"))], default);
        Assert.Equal(["201", "202"], (await Read("201", "202")).Select(one => one.Line.User.Value));
        Assert.Empty(await Read("300", "399"));
    }

    [Fact]
    public async Task Of_several_places_none_is_taken_when_one_is_in_use()
    {
        await Take(Place("202"));
        Assert.Null(await Take(Place("201"), Place("202", call: "call-2"), Place("203")));
        Assert.Equal([Place("202")], (await Read("200", "299")).Select(one => one.Line));
        Assert.NotNull(await Take(Place("201"), Place("202", 2, "call-2"), Place("203")));
    }

    [Fact]
    public async Task Of_many_who_take_a_place_at_once_one_gets_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Take(Place("201", call: $"call-{i}"), Place($"30{i}")))));
        var one = Assert.Single(answers, answer => answer is not null);
        Assert.Equal(one![0], Assert.Single(await Read("201", "201")));
        Assert.Single(await Read("300", "309"));
    }

    [Fact]
    public async Task Freed_places_can_be_taken_again()
    {
        Assert.True(await Free([.. (await Take(Place("201"), Place("202")))!]));
        Assert.Empty(await Read("200", "299"));
        Assert.NotNull(await Take(Place("201", call: "call-2")));
    }

    [Fact]
    public async Task What_was_taken_again_meanwhile_stays_and_with_it_all_the_others()
    {
        var first = (await Take(Place("201"), Place("202")))!;
        Assert.True(await Free(first[0]));
        Assert.False(await Free([.. first]));
        var second = (await Take(Place("201", call: "call-2")))!;
        Assert.False(await Free([.. first]));
        Assert.Equal([second[0], first[1]], await Read("200", "299"));
    }

    [Fact]
    public async Task A_place_moves_together_with_another_that_is_freed()
    {
        var both = (await Take(Place("201"), Place("201", 2, "call-2")))!;
        var moved = await Lines.Write(account, [new LineWrite(both[0], both[1].Line with { Place = 1 }), new LineWrite(both[1], null)], default);
        Assert.Equal([Place("201", 1, "call-2")], moved!.Select(one => one.Line));
        Assert.Equal(moved, await Read("201", "201"));
        Assert.False(await Free(both[0]));
        Assert.True(await Free([.. moved!]));
    }

    [Fact]
    public async Task What_is_not_as_it_was_read_is_not_changed()
    {
        var first = (await Take(Place("201")))![0];
        var touched = (await Lines.Write(account, [new LineWrite(null, Place("201", 2, "call-2")), new LineWrite(first, first.Line)], default))!;
        Assert.Null(await Lines.Write(account, [new LineWrite(null, Place("201", 3, "call-3")), new LineWrite(first, first.Line)], default));
        Assert.Equal([touched[1], touched[0]], await Read("201", "201"));
    }

    [Fact]
    public async Task A_hundred_places_are_taken_and_freed_at_once()
    {
        var all = Enumerable.Range(100, ILines.MostAtOnce).Select(number => Place($"{number}")).ToArray();
        var taken = (await Take(all))!;
        Assert.Equal(ILines.MostAtOnce, (await Read("100", "999")).Count);
        Assert.True(await Free([.. taken]));
        Assert.Empty(await Read("100", "999"));
    }

    private static LineInUse Place(string user, int place = 1, string call = "call-1") => new(ExtensionNumber.Parse(user), place, call, Now);

    private Task<IReadOnlyList<StoredLine>?> Take(params LineInUse[] lines) => Lines.Write(account, [.. lines.Select(line => new LineWrite(null, line))], default);

    private async Task<bool> Free(params StoredLine[] lines) => await Lines.Write(account, [.. lines.Select(line => new LineWrite(line, null))], default) is not null;

    private Task<IReadOnlyList<StoredLine>> Read(string first, string last) => Lines.Read(account, ExtensionNumber.Parse(first), ExtensionNumber.Parse(last), default);
}
