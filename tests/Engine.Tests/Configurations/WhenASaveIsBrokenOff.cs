using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Configurations;
using Pbx.Engine.Tests.Calls;
using Pbx.Infra.Memory;
using Pbx.Simulator.Network.Time;

namespace Pbx.Engine.Tests.Configurations;

/// <summary>A process dies at a write of a save, at each of them in turn: the old version is whole, or the new one is.</summary>
public sealed class WhenASaveIsBrokenOff
{
    private static readonly AccountId Other = AccountId.Parse("other");
    private static readonly PhoneNumber Kept = PhoneNumber.Parse("+31205550100");
    private static readonly PhoneNumber Gone = PhoneNumber.Parse("+31205550101");
    private static readonly PhoneNumber Added = PhoneNumber.Parse("+31205550102");
    private static readonly AccountDocument Old = TestDesk.Document(extensions: 30);

    private static AccountDocument New
    {
        get
        {
            var changed = TestDesk.Document(extensions: 60);
            return changed with
            {
                Account = changed.Account with { Name = "Renamed", Numbers = [Kept, Added] },
                Schemes = [changed.Schemes[0] with { Name = "Renamed", Plans = [changed.Schemes[0].Plans[0] with { Links = [changed.Schemes[0].Plans[0].Links[0]] }] }],
            };
        }
    }

    [Theory]
    [InlineData(nameof(BreakingStore.Moment.Before))]
    [InlineData(nameof(BreakingStore.Moment.Amid))]
    [InlineData(nameof(BreakingStore.Moment.After))]
    public async Task The_old_version_or_the_new_one_is_whole_and_its_numbers_lead_to_the_account(string moment)
    {
        var (kept, saved) = (0, 0);
        for (var dieAt = 1; ; dieAt++)
        {
            using var clock = new Clock(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
            var (store, numbers) = (new MemoryConfigurations(), new MemoryNumbers());
            var tag = Assert.IsType<Saving.Saved>(await Healthy(store, numbers, clock).Save(TestDesk.Account, Old, null, "anna", "", default)).Pointer.Tag;
            var dying = new BreakingStore(store, numbers, dieAt, Enum.Parse<BreakingStore.Moment>(moment));
            var broken = await Record.ExceptionAsync(() => new AccountSaving(dying, dying, new MemoryAudio(), new AccountConfigurations(dying), clock).Save(TestDesk.Account, New, tag, "anna", "", default));
            if (broken is null)
            {
                Assert.Equal(dieAt - 1, dying.Writes);
                break;
            }

            var (document, pointer) = (await Healthy(store, numbers, clock).Load(TestDesk.Account, default))!.Value;
            var isNew = document.Account.Name == "Renamed";
            Assert.Equal(isNew ? New : Old, document);
            (kept, saved) = isNew ? (kept, saved + 1) : (kept + 1, saved);
            foreach (var number in document.Account.Numbers)
            {
                Assert.Equal(TestDesk.Account, (await numbers.Find(PhoneAddress.Of(number), default))?.Account);
            }

            // what the broken save left behind lapses, and neither another account nor the next save finds itself barred
            await clock.AdvanceTo(clock.GetUtcNow().AddMinutes(11));
            Assert.IsType<Saving.Saved>(await Healthy(store, numbers, clock).Save(Other, With(isNew ? Gone : Added), null, "eve", "", default));
            Assert.IsType<Saving.Refused>(await Healthy(store, numbers, clock).Save(AccountId.Parse("third"), With(isNew ? Added : Gone), null, "eve", "", default));
            Assert.IsType<Saving.Saved>(await Healthy(store, numbers, clock).Save(TestDesk.Account, document, pointer.Tag, "anna", "", default));
        }

        Assert.True(kept > 0, "No write was before the flip.");
        Assert.True(saved > 0, "No write was after the flip.");
    }

    [Fact]
    public async Task A_save_that_is_repeated_at_once_works_and_leaves_nothing_more_behind()
    {
        using var clock = new Clock(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
        var (store, numbers) = (new MemoryConfigurations(), new MemoryNumbers());
        var dying = new BreakingStore(store, numbers, 3, BreakingStore.Moment.Before);
        await Assert.ThrowsAsync<IOException>(() => new AccountSaving(dying, dying, new MemoryAudio(), new AccountConfigurations(dying), clock).Save(TestDesk.Account, Old, null, "anna", "", default));
        Assert.Null(await Healthy(store, numbers, clock).Load(TestDesk.Account, default));
        Assert.IsType<Saving.Refused>(await Healthy(store, numbers, clock).Save(Other, With(Kept), null, "eve", "", default));
        Assert.IsType<Saving.Saved>(await Healthy(store, numbers, clock).Save(TestDesk.Account, Old, null, "anna", "", default));
    }

    private static AccountSaving Healthy(MemoryConfigurations store, MemoryNumbers numbers, Clock clock) => new(store, numbers, new MemoryAudio(), new AccountConfigurations(store), clock);

    private static AccountDocument With(PhoneNumber number)
    {
        var document = TestDesk.Document();
        var nobody = document.Extensions[1] with { Config = new Domain.Users.UserConfig() }; // a device of its own is claimed like a number
        return document with { Extensions = [document.Extensions[0], nobody], Account = document.Account with { MainNumber = null, Numbers = [number] }, Schemes = [document.Schemes[0] with { Plans = [document.Schemes[0].Plans[0] with { Links = [] }] }] };
    }
}
