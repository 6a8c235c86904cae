using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Notifications;
using Pbx.Domain.Numbers;
using Pbx.Engine.Notifications;

namespace Pbx.Infra.Tests.Contracts;

public abstract class NotificationsContract
{
    private static readonly DateTimeOffset Now = Fresh.At("2026-11-22T09:30:00.1234567+00:00");
    private static readonly ExtensionNumber Anna = ExtensionNumber.Parse("201");
    private static readonly ExtensionNumber Bert = ExtensionNumber.Parse("202");
    private readonly AccountId account = Fresh.Account();

    protected abstract INotifications Notifications { get; }

    [Fact]
    public async Task What_was_put_is_read_as_it_was_and_in_order()
    {
        var waits = Waits("202647-abc-1", Now) with { By = "Zoë “Z” O'Neill", CallerName = "Eva" };
        await Put(Anna, Logged(Now.AddMinutes(1)), waits, Logged(Now.AddMinutes(-1)));
        Assert.Equal([Logged(Now.AddMinutes(-1)), waits, Logged(Now.AddMinutes(1))], await Of(Anna));
    }

    [Fact]
    public async Task What_is_put_again_replaces_itself()
    {
        await Put(Anna, Waits("a", Now), Waits("a", Now) with { CallerName = "Eva" }, Waits("b", Now));
        Assert.Equal(["Eva", null], (await Of(Anna)).Select(one => one.CallerName));
    }

    [Fact]
    public async Task Only_those_of_one_user_of_one_account_between_two_instants_are_read()
    {
        await Put(Anna, Logged(Now.AddTicks(-1)), Logged(Now), Logged(Now.AddTicks(1)));
        await Put(Bert, Logged(Now));
        await Notifications.Put(Fresh.Account(), Anna, Logged(Now), default);
        Assert.Equal([Logged(Now)], await Notifications.Of(account, Anna, Now, Now.AddTicks(1), default));
        Assert.Equal(3, (await Of(Anna)).Count);
        Assert.Empty(await Notifications.Of(Fresh.Account(), Anna, Now, Now.AddDays(1), default));
    }

    [Fact]
    public async Task What_is_taken_away_is_gone_for_that_user_alone()
    {
        await Put(Anna, Waits("a", Now), Waits("b", Now));
        await Put(Bert, Waits("a", Now));
        Assert.True(await Notifications.Remove(account, Anna, Waits("a", Now).Id, default));
        Assert.False(await Notifications.Remove(account, Anna, Waits("a", Now).Id, default));
        Assert.Equal(("b", "a"), (Assert.Single(await Of(Anna)).Call, Assert.Single(await Of(Bert)).Call));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("9999999999999999999-callwaits-a")]
    [InlineData("../../")]
    [InlineData("0639000000000000000-/\\#?")]
    public async Task Names_that_are_none_are_of_nothing(string id) => Assert.False(await Notifications.Remove(account, Anna, id, default));

    [Fact]
    [Trait("Rule", "QUE-368")]
    public async Task All_about_a_call_are_forgotten_and_nothing_else()
    {
        await Put(Anna, Waits("a", Now), Waits("b", Now), Logged(Now));
        await Put(Bert, Waits("a", Now), Waits("a", Now.AddMinutes(5)));
        await Notifications.Put(Fresh.Account(), Anna, Waits("a", Now), default);
        await Notifications.Forget(account, "a", Now, default);
        await Notifications.Forget(account, "a", Now, default);
        Assert.Equal([Waits("b", Now), Logged(Now)], await Of(Anna));
        Assert.Equal([Waits("a", Now.AddMinutes(5))], await Of(Bert));
    }

    [Fact]
    public async Task Months_that_were_over_are_dropped_and_read_over_their_borders()
    {
        var (old, first) = (Fresh.At("1999-02-28T23:59:59Z"), Fresh.At("1999-03-01T00:00:00Z"));
        await Put(Anna, Logged(old), Logged(first));
        Assert.Equal([Logged(old), Logged(first)], await Notifications.Of(account, Anna, old, first.AddTicks(1), default));
        Assert.NotEmpty(await Notifications.DropBefore(new DateOnly(1999, 3, 31), default));
        Assert.Empty(await Notifications.DropBefore(new DateOnly(1999, 3, 31), default));
        Assert.Equal([Logged(first)], await Notifications.Of(account, Anna, old, first.AddTicks(1), default));
    }

    private static Notification Waits(string call, DateTimeOffset since) => new(NotificationKind.CallWaits, since, ExtensionNumber.Parse("500"), Bert, Call: call, Caller: PhoneAddress.Parse("+31612345678"));

    private static Notification Logged(DateTimeOffset at) => new(NotificationKind.LoggedOut, at, ExtensionNumber.Parse("500"), Anna, "202 (Bert)");

    private async Task Put(ExtensionNumber user, params Notification[] notifications)
    {
        foreach (var notification in notifications)
        {
            await Notifications.Put(account, user, notification, default);
        }
    }

    private Task<IReadOnlyList<Notification>> Of(ExtensionNumber user) => Notifications.Of(account, user, Now.AddDays(-7), Now.AddDays(1), default);
}
