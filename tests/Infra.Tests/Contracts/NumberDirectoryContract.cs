using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Numbers;

namespace Pbx.Infra.Tests.Contracts;

public abstract class NumberDirectoryContract
{
    private static readonly DateTimeOffset Now = Fresh.At("2026-11-16T09:30:00.1234567+00:00");
    private readonly PhoneAddress number = PhoneAddress.Of(Fresh.Number());
    private readonly AccountId ours = Fresh.Account();
    private readonly AccountId theirs = Fresh.Account();

    protected abstract INumberDirectory Directory { get; }

    [Fact]
    public async Task A_number_that_nobody_claimed_is_nobodys() => Assert.Null(await Directory.Find(number, default));

    [Fact]
    public async Task A_number_is_found_by_whoever_asks()
    {
        var claim = await Claim(ours);
        Assert.Equal((ours, Now), (claim.Account, claim.At));
        Assert.Equal(claim, await Directory.Find(number, default));
        Assert.Null(await Directory.Find(PhoneAddress.Of(Fresh.Number()), default));
    }

    [Fact]
    public async Task A_number_that_somebody_has_is_not_claimed_again()
    {
        var claim = await Claim(theirs);
        Assert.Null(await Directory.Claim(number, ours, Now.AddMinutes(5), default));
        Assert.Null(await Directory.Claim(number, theirs, Now.AddMinutes(5), default));
        Assert.Equal(claim, await Directory.Find(number, default));
    }

    [Fact]
    public async Task An_account_renews_its_own_claim()
    {
        var first = await Claim(ours);
        var second = await Directory.Take(number, first, ours, Now.AddMinutes(5), default);
        Assert.Equal((ours, Now.AddMinutes(5)), (second!.Account, second.At));
        Assert.NotEqual(first.Tag, second.Tag);
        Assert.Equal(second, await Directory.Find(number, default));
    }

    [Fact]
    public async Task Of_two_accounts_that_claim_a_number_at_once_one_gets_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Directory.Claim(number, i % 2 == 0 ? ours : theirs, Now, default))));
        Assert.Equal(Assert.Single(answers, answer => answer is not null), await Directory.Find(number, default));
    }

    [Fact]
    public async Task A_released_number_can_be_claimed_by_another()
    {
        await Directory.Release(number, await Claim(ours), default);
        Assert.Null(await Directory.Find(number, default));
        Assert.Equal(theirs, (await Claim(theirs)).Account);
    }

    [Fact]
    public async Task A_number_that_was_claimed_anew_is_not_released()
    {
        var first = await Claim(ours);
        var second = await Directory.Take(number, first, ours, Now.AddMinutes(1), default);
        await Directory.Release(number, first, default);
        Assert.Equal(second, await Directory.Find(number, default));
    }

    [Fact]
    public async Task Releasing_what_nobody_has_is_no_trouble()
    {
        var claim = await Claim(ours);
        await Directory.Release(number, claim, default);
        await Directory.Release(number, claim, default);
        Assert.Null(await Directory.Find(number, default));
    }

    [Fact]
    public async Task A_claim_that_came_to_nothing_is_taken_over()
    {
        var stale = await Claim(theirs);
        var taken = await Directory.Take(number, stale, ours, Now.AddHours(1), default);
        Assert.Equal((ours, Now.AddHours(1)), (taken!.Account, taken.At));
        Assert.Equal(taken, await Directory.Find(number, default));
    }

    [Fact]
    public async Task A_claim_that_was_renewed_or_released_is_not_taken_over()
    {
        var stale = await Claim(theirs);
        var renewed = (await Directory.Take(number, stale, theirs, Now.AddMinutes(1), default))!;
        Assert.Null(await Directory.Take(number, stale, ours, Now, default));
        Assert.Equal(renewed, await Directory.Find(number, default));
        await Directory.Release(number, renewed, default);
        Assert.Null(await Directory.Take(number, renewed, ours, Now, default));
        Assert.Null(await Directory.Find(number, default));
    }

    [Fact]
    public async Task Of_two_who_take_a_claim_over_at_once_exactly_one_does()
    {
        var stale = await Claim(theirs);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Directory.Take(number, stale, Fresh.Account(), Now, default))));
        Assert.Equal(Assert.Single(answers, answer => answer is not null), await Directory.Find(number, default));
    }

    [Fact]
    public async Task The_device_of_a_user_is_claimed_like_a_number_whatever_its_address_is_made_of()
    {
        foreach (var address in new[] { $"web:{Guid.NewGuid()}_{Guid.NewGuid()}", $"raw:4:{Guid.NewGuid()}/#?\\", $"web:{new string('ü', 250)}" })
        {
            var device = PhoneAddress.Parse(address);
            var claim = (await Directory.Claim(device, ours, Now, default))!;
            Assert.Null(await Directory.Claim(device, theirs, Now, default));
            Assert.Equal(claim, await Directory.Find(device, default));
            await Directory.Release(device, claim, default);
            Assert.Null(await Directory.Find(device, default));
        }
    }

    private async Task<NumberClaim> Claim(AccountId account) => (await Directory.Claim(number, account, Now, default))!;
}
