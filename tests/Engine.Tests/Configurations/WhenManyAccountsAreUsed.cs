using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;
using Pbx.Engine.Tests.Calls;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.Configurations;

/// <summary>What a process keeps of the sections that it has read.</summary>
public sealed class WhenManyAccountsAreUsed
{
    [Fact]
    public void What_was_used_last_is_kept_and_what_was_not_used_is_forgotten()
    {
        var cache = new SectionCache(most: 100 * 1000);
        cache.Keep(TestDesk.Account, "used", "used", 700);
        cache.Keep(TestDesk.Account, "unused", "unused", 700);
        for (var i = 0; i < 1000; i++)
        {
            cache.Keep(TestDesk.Account, $"section-{i}", "section", 700);
            Assert.Equal("used", cache.Find<string>(TestDesk.Account, "used"));
        }

        Assert.Null(cache.Find<string>(TestDesk.Account, "unused"));
        Assert.Null(cache.Find<string>(AccountId.Parse("other"), "used"));
        Assert.InRange(Enumerable.Range(0, 1000).Count(i => cache.Find<string>(TestDesk.Account, $"section-{i}") is not null), 50, 202);
    }

    [Fact]
    public void Large_sections_do_not_break_the_bound_and_one_beyond_it_is_not_kept()
    {
        const int Most = 1_000_000;
        var cache = new SectionCache(Most);
        for (var i = 0; i < 100; i++)
        {
            cache.Keep(TestDesk.Account, $"large-{i}", "section", i % 2 == 0 ? 600_000 : 10_000);
            Assert.NotNull(cache.Find<string>(TestDesk.Account, $"large-{i}"));
            Assert.InRange(Enumerable.Range(0, i + 1).Where(one => Held(cache, one)).Sum(one => one % 2 == 0 ? 600_000 : 10_000), 1, 2 * Most);
        }

        cache.Keep(TestDesk.Account, "beyond", "section", Most + 1);
        Assert.Null(cache.Find<string>(TestDesk.Account, "beyond"));
    }

    [Fact]
    public async Task What_was_forgotten_is_read_again()
    {
        var store = new MemoryConfigurations();
        var document = TestDesk.Document(extensions: 50);
        await new AccountSaving(store, new MemoryNumbers(), new MemoryAudio(), new AccountConfigurations(store), TimeProvider.System).Save(TestDesk.Account, document, null, "anna", "", default);
        var small = new AccountSaving(store, new MemoryNumbers(), new MemoryAudio(), new AccountConfigurations(store, mostBytes: 1), TimeProvider.System);
        Assert.Equal(document, (await small.Load(TestDesk.Account, default))!.Value.Document);
        Assert.Equal(document, (await small.Load(TestDesk.Account, default))!.Value.Document);
    }

    // what is found was held when the first look was made: looking makes things younger and lets others go, but brings none back
    private static bool Held(SectionCache cache, int section) => cache.Find<string>(TestDesk.Account, $"large-{section}") is not null;
}
