using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Numbers;

namespace Pbx.Infra.Tests.Contracts;

public abstract class NumberDirectoryContract
{
    private readonly PhoneNumber number = Fresh.Number();
    private readonly AccountId ours = Fresh.Account();
    private readonly AccountId theirs = Fresh.Account();

    protected abstract INumberDirectory Directory { get; }

    [Fact]
    public async Task A_number_that_nobody_claimed_is_nobodys() => Assert.Null(await Directory.Find(number, default));

    [Fact]
    public async Task A_number_is_found_by_whoever_asks()
    {
        Assert.Equal(ours, await Directory.Claim(number, ours, default));
        Assert.Equal(ours, await Directory.Find(number, default));
        Assert.Null(await Directory.Find(Fresh.Number(), default));
    }

    [Fact]
    public async Task Claiming_again_changes_nothing()
    {
        await Directory.Claim(number, ours, default);
        Assert.Equal(ours, await Directory.Claim(number, ours, default));
        Assert.Equal(ours, await Directory.Find(number, default));
    }

    [Fact]
    public async Task A_number_that_is_anothers_stays_there()
    {
        await Directory.Claim(number, theirs, default);
        Assert.Equal(theirs, await Directory.Claim(number, ours, default));
        Assert.Equal(theirs, await Directory.Find(number, default));
    }

    [Fact]
    public async Task Of_two_accounts_that_claim_a_number_at_once_one_gets_it_and_both_hear_which()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Directory.Claim(number, i % 2 == 0 ? ours : theirs, default))));
        var owner = await Directory.Find(number, default);
        Assert.NotNull(owner);
        Assert.All(answers, answer => Assert.Equal(owner, answer));
    }

    [Fact]
    public async Task A_released_number_can_be_claimed_by_another()
    {
        await Directory.Claim(number, ours, default);
        await Directory.Release(number, ours, default);
        Assert.Null(await Directory.Find(number, default));
        Assert.Equal(theirs, await Directory.Claim(number, theirs, default));
    }

    [Fact]
    public async Task A_number_is_released_only_by_its_owner()
    {
        await Directory.Claim(number, theirs, default);
        await Directory.Release(number, ours, default);
        Assert.Equal(theirs, await Directory.Find(number, default));
    }

    [Fact]
    public async Task Releasing_what_nobody_has_is_no_trouble()
    {
        await Directory.Release(number, ours, default);
        await Directory.Claim(number, ours, default);
        await Directory.Release(number, ours, default);
        await Directory.Release(number, ours, default);
        Assert.Null(await Directory.Find(number, default));
    }
}
