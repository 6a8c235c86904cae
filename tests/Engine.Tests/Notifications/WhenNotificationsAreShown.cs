using Pbx.Domain.Extensions;
using Pbx.Domain.Notifications;
using Pbx.Engine.Configurations;
using Pbx.Engine.Notifications;
using Pbx.Engine.Tests.Calls;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.Notifications;

public sealed class WhenNotificationsAreShown
{
    private static readonly ExtensionNumber Anna = ExtensionNumber.Parse("2001");

    [Fact]
    [Trait("Rule", "QUE-112")]
    public async Task Those_of_the_last_seven_days_are()
    {
        var (test, store) = (new TestDesk(), new MemoryNotifications());
        var desk = new NotificationDesk(store, new AccountConfigurations(test.Configurations), test);
        Notification[] all = [.. new[] { -7.0, -1, 0 }.Select(day => At(TestDesk.Start.AddDays(day)))];
        foreach (var one in all.Append(At(TestDesk.Start.AddDays(-7).AddTicks(-1))))
        {
            await store.Put(TestDesk.Account, Anna, one, default);
        }

        Assert.Equal(all, await desk.Of(TestDesk.Account, Anna, default));
        test.Pass(TimeSpan.FromDays(7));
        Assert.Equal([all[^1]], await desk.Of(TestDesk.Account, Anna, default));
        test.Pass(TimeSpan.FromDays(40));
        Assert.NotEmpty(await desk.DropOld(default));
        Assert.Empty(await store.Of(TestDesk.Account, Anna, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default));
    }

    private static Notification At(DateTimeOffset since) => new(NotificationKind.LoggedOut, since, ExtensionNumber.Parse("5001"), Anna, "2002 (Bert)");
}
