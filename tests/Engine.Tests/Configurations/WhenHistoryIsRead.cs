using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;
using Pbx.Engine.Tests.Calls;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.Configurations;

public sealed class WhenHistoryIsRead
{
    private readonly MemoryConfigurations store = new();
    private readonly MemoryNumbers numbers = new();

    [Fact]
    [Trait("Rule", "NPL-089")]
    [Trait("Rule", "NPL-130")]
    public async Task Every_version_is_there_with_who_how_and_why_and_as_it_was()
    {
        await Save("anna", Channel.Portal, "A");
        await Save("bram", Channel.Telephone, "B");
        await Save("bram", Channel.Telephone, "A");
        var (versions, hasOlder) = await History().List(TestDesk.Account, null, 50, default);
        Assert.Equal([(3, "bram", Channel.Telephone, "to A"), (2, "bram", Channel.Telephone, "to B"), (1, "anna", Channel.Portal, "to A")], versions.Select(one => (one.Number, one.By, one.Channel!.Value, one.Why)));
        Assert.False(hasOlder);
        Assert.Equal("B", (await History().Find(TestDesk.Account, 2, default))!.Value.Document.Account.Name);
        Assert.Null(await History().Find(TestDesk.Account, 4, default));
        Assert.Null(await History().Find(AccountId.Parse("nobody"), 1, default));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap()
    {
        for (var i = 0; i < 5; i++)
        {
            await Save("anna", Channel.Program, $"{i}");
        }

        var seen = new List<int>();
        int? before = null;
        for (var hasOlder = true; hasOlder; before = seen[^1])
        {
            (var page, hasOlder) = await History().List(TestDesk.Account, before, 2, default);
            Assert.InRange(page.Count, 1, 2);
            seen.AddRange(page.Select(one => one.Number));
        }

        Assert.Equal([5, 4, 3, 2, 1], seen);
        Assert.Empty((await History().List(TestDesk.Account, 1, 2, default)).Versions);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => History().List(TestDesk.Account, null, 0, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => History().List(TestDesk.Account, null, 201, default));
    }

    [Fact]
    public async Task A_version_in_the_middle_is_undone_as_a_new_one()
    {
        await Save("anna", Channel.Portal, "A");
        await Save("bram", Channel.Portal, "B");
        await Save("carla", Channel.Portal, "B", extensions: 3);
        var undone = Assert.IsType<Undoing.Possible>(await History().TakeBack(TestDesk.Account, 2, default));
        var saved = Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, undone.Reading, (await Accounts().Newest(TestDesk.Account, default))!.Tag, new VersionNote("dirk", "", Undoes: 2), default));
        Assert.Equal((4, 2), (saved.Pointer.Version.Number, saved.Pointer.Version.Undoes));
        var (document, _) = (await Accounts().Load(TestDesk.Account, default))!.Value;
        Assert.Equal(("A", 5), (document.Account.Name, document.Extensions.Count));
        Assert.Equal("B", (await History().Find(TestDesk.Account, 3, default))!.Value.Document.Account.Name);
        Assert.IsType<Undoing.Nothing>(await History().TakeBack(TestDesk.Account, 2, default));
    }

    [Fact]
    public async Task The_first_version_has_nothing_before_it_and_one_that_is_not_there_cannot_be_undone()
    {
        await Save("anna", Channel.Portal, "A");
        Assert.Single(Assert.IsType<Undoing.Hindered>(await History().TakeBack(TestDesk.Account, 1, default)).Conflicts);
        Assert.Null(await History().TakeBack(TestDesk.Account, 2, default));
        Assert.Null(await History().Restore(TestDesk.Account, 2, default));
        Assert.IsType<Undoing.Nothing>(await History().Restore(TestDesk.Account, 1, default));
    }

    private async Task Save(string by, Channel channel, string name, int extensions = 0)
    {
        var document = TestDesk.Document(extensions);
        var newest = await Accounts().Newest(TestDesk.Account, default);
        var saved = await Accounts().Save(TestDesk.Account, document with { Account = document.Account with { Name = name } }, newest?.Tag, new VersionNote(by, $"to {name}", channel), default);
        Assert.IsType<Saving.Saved>(saved);
    }

    private AccountSaving Accounts() => new(store, numbers, new MemoryAudio(), new AccountConfigurations(store), TimeProvider.System);

    private AccountHistory History() => new(store, new AccountConfigurations(store));
}
