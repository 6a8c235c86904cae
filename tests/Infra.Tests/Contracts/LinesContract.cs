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
        await Lines.Take(Fresh.Account(), [Place("201", call: "theirs")], default);
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
        Assert.True(await Lines.Free(account, (await Take(Place("201"), Place("202")))!, default));
        Assert.Empty(await Read("200", "299"));
        Assert.NotNull(await Take(Place("201", call: "call-2")));
    }

    [Fact]
    public async Task What_was_taken_again_meanwhile_stays_and_with_it_all_the_others()
    {
        var first = (await Take(Place("201"), Place("202")))!;
        Assert.True(await Lines.Free(account, [first[0]], default));
        Assert.False(await Lines.Free(account, first, default));
        var second = (await Take(Place("201", call: "call-2")))!;
        Assert.False(await Lines.Free(account, first, default));
        Assert.Equal([second[0], first[1]], await Read("200", "299"));
    }

    [Fact]
    public async Task A_hundred_places_are_taken_and_freed_at_once()
    {
        var all = Enumerable.Range(100, ILines.MostAtOnce).Select(number => Place($"{number}")).ToArray();
        var taken = (await Take(all))!;
        Assert.Equal(ILines.MostAtOnce, (await Read("100", "999")).Count);
        Assert.True(await Lines.Free(account, taken, default));
        Assert.Empty(await Read("100", "999"));
    }

    private static LineInUse Place(string user, int place = 1, string call = "call-1") => new(ExtensionNumber.Parse(user), place, call, Now);

    private Task<IReadOnlyList<StoredLine>?> Take(params LineInUse[] lines) => Lines.Take(account, lines, default);

    private Task<IReadOnlyList<StoredLine>> Read(string first, string last) => Lines.Read(account, ExtensionNumber.Parse(first), ExtensionNumber.Parse(last), default);
}
