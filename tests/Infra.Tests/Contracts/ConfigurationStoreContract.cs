using System.Text;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;

namespace Pbx.Infra.Tests.Contracts;

public abstract class ConfigurationStoreContract
{
    private readonly AccountId account = Fresh.Account();

    protected abstract IConfigurationStore Store { get; }

    [Fact]
    public async Task An_account_that_does_not_exist_has_nothing()
    {
        Assert.Null(await Store.ReadPointer(account, default));
        Assert.Null(await Store.ReadSection(account, "abc", default));
        Assert.Empty(await Fresh.All(Store.History(account, null, default)));
    }

    [Fact]
    public async Task Accounts_are_listed_by_name_with_their_newest_versions_and_without_those_that_were_never_saved()
    {
        var (first, unsaved, second) = (AccountId.Parse($"{account}-a"), AccountId.Parse($"{account}-b"), AccountId.Parse($"{account}-c"));
        foreach (var one in new[] { second, first })
        {
            await Store.WriteSections(one, [Section("a", 10), Section("z", 10)], default);
            var made = await Store.Flip(one, null, new ConfigurationVersion(1, "a", "anna", Fresh.At("2026-11-20T10:00:00Z"), "made"), default);
            await Store.Flip(one, made!.Tag, new ConfigurationVersion(2, "z", "anna", Fresh.At("2026-11-20T11:00:00Z"), "changed"), default);
        }

        await Store.WriteSections(unsaved, [Section("a", 10)], default);
        var listed = (await Fresh.All(Store.Accounts(account, default))).TakeWhile(one => one.Account.Value.StartsWith($"{account}-", StringComparison.Ordinal)).ToList();
        Assert.Equal([first, second], listed.Select(one => one.Account));
        Assert.Equal(await Store.ReadPointer(first, default), listed[0].Pointer);
        Assert.Equal(second, (await Fresh.All(Store.Accounts(first, default)))[0].Account);
        Assert.Contains(first, (await Fresh.All(Store.Accounts(null, default))).Select(one => one.Account));
        Assert.DoesNotContain((await Fresh.All(Store.Accounts(second, default))), one => one.Account == first || one.Account == second);
    }

    [Fact]
    public async Task Sections_are_read_as_they_were_written()
    {
        await Store.WriteSections(account, [Section("one", 10), Section("two", 0), Section("three", 752 * 1024)], default);
        Assert.Equal(Section("one", 10).Content.ToArray(), (await Store.ReadSection(account, "one", default))!.Value.ToArray());
        Assert.Empty((await Store.ReadSection(account, "two", default))!.Value.ToArray());
        Assert.Equal(Section("three", 752 * 1024).Content.ToArray(), (await Store.ReadSection(account, "three", default))!.Value.ToArray());
    }

    [Fact]
    public async Task Sections_that_are_there_already_are_passed_over()
    {
        await Store.WriteSections(account, [Section("one", 10)], default);
        await Store.WriteSections(account, [Section("one", 10), Section("two", 20), Section("two", 20)], default);
        Assert.Equal(Section("one", 10).Content.ToArray(), (await Store.ReadSection(account, "one", default))!.Value.ToArray());
        Assert.NotNull(await Store.ReadSection(account, "two", default));
    }

    [Fact]
    public async Task No_sections_are_written_without_trouble() => await Store.WriteSections(account, [], default);

    [Fact]
    public async Task A_section_that_is_too_large_is_refused_and_none_of_its_companions_is_written()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteSections(account, [Section("small", 10), Section("large", (752 * 1024) + 1)], default));
        Assert.Null(await Store.ReadSection(account, "small", default));
        Assert.Null(await Store.ReadSection(account, "large", default));
    }

    [Fact]
    public async Task Many_sections_of_all_sizes_are_written_in_one_go()
    {
        var sections = Enumerable.Range(0, 350).Select(i => Section($"s{i}", i % 50 == 0 ? 752 * 1024 : i % 5 == 0 ? 60 * 1024 : i)).ToList();
        await Store.WriteSections(account, sections, default);
        foreach (var i in new[] { 0, 99, 100, 199, 345, 349 })
        {
            Assert.Equal(sections[i].Content.ToArray(), (await Store.ReadSection(account, $"s{i}", default))!.Value.ToArray());
        }
    }

    [Theory]
    [InlineData("sha256/with?odd#characters")]
    [InlineData("Case")]
    public async Task Sections_may_have_any_name(string name)
    {
        await Store.WriteSections(account, [Section(name, 10)], default);
        Assert.NotNull(await Store.ReadSection(account, name, default));
        Assert.Null(await Store.ReadSection(account, name.ToLowerInvariant() + "x", default));
    }

    [Fact]
    public async Task Sections_of_another_account_are_not_seen()
    {
        await Store.WriteSections(account, [Section("one", 10)], default);
        Assert.Null(await Store.ReadSection(Fresh.Account(), "one", default));
    }

    [Fact]
    public async Task The_first_version_makes_the_account()
    {
        var pointer = await Store.Flip(account, null, Version(1), default);
        Assert.NotNull(pointer);
        Assert.Equal(Version(1), pointer.Version);
        Assert.Equal(pointer, await Store.ReadPointer(account, default));
        Assert.Equal([Version(1)], await Fresh.All(Store.History(account, null, default)));
    }

    [Fact]
    public async Task An_account_that_exists_is_not_made_anew()
    {
        await Store.Flip(account, null, Version(1), default);
        Assert.Null(await Store.Flip(account, null, Version(2), default));
        Assert.Equal(Version(1), (await Store.ReadPointer(account, default))!.Version);
        Assert.Single(await Fresh.All(Store.History(account, null, default)));
    }

    [Fact]
    public async Task A_tag_for_an_account_that_does_not_exist_does_not_count()
    {
        var elsewhere = await Store.Flip(Fresh.Account(), null, Version(1), default);
        Assert.Null(await Store.Flip(account, elsewhere!.Tag, Version(1), default));
        Assert.Null(await Store.ReadPointer(account, default));
    }

    [Fact]
    public async Task A_stale_tag_changes_neither_pointer_nor_history()
    {
        var first = await Store.Flip(account, null, Version(1), default);
        var second = await Store.Flip(account, first!.Tag, Version(2), default);
        Assert.NotNull(second);
        Assert.Null(await Store.Flip(account, first.Tag, Version(3), default));
        Assert.Equal(second, await Store.ReadPointer(account, default));
        Assert.Equal([Version(2), Version(1)], await Fresh.All(Store.History(account, null, default)));
    }

    [Fact]
    public async Task Of_two_who_save_at_once_exactly_one_does()
    {
        var first = await Store.Flip(account, null, Version(1), default);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Task.Run(() => Store.Flip(account, first!.Tag, Version(2) with { By = $"admin{i}" }, default))));
        var winner = Assert.Single(outcomes, o => o is not null);
        Assert.Equal(winner, await Store.ReadPointer(account, default));
        Assert.Equal([winner!.Version, Version(1)], await Fresh.All(Store.History(account, null, default)));
    }

    [Fact]
    public async Task Of_two_who_make_an_account_at_once_exactly_one_does()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Task.Run(() => Store.Flip(account, null, Version(1) with { By = $"admin{i}" }, default))));
        var winner = Assert.Single(outcomes, o => o is not null);
        Assert.Equal([winner!.Version], await Fresh.All(Store.History(account, null, default)));
    }

    [Fact]
    public async Task History_goes_from_the_newest_to_the_oldest()
    {
        string? tag = null;
        for (var i = 1; i <= 12; i++)
        {
            tag = (await Store.Flip(account, tag, Version(i), default))!.Tag;
        }

        Assert.Equal(Enumerable.Range(1, 12).Reverse().Select(Version), await Fresh.All(Store.History(account, null, default)));
    }

    [Theory]
    [InlineData(null, 12)]
    [InlineData(13, 12)]
    [InlineData(12, 11)]
    [InlineData(2, 1)]
    [InlineData(1, 0)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(int.MaxValue, 12)]
    public async Task History_begins_before_any_version(int? before, int newest)
    {
        string? tag = null;
        for (var i = 1; i <= 12; i++)
        {
            tag = (await Store.Flip(account, tag, Version(i), default))!.Tag;
        }

        Assert.Equal(Enumerable.Range(1, newest).Reverse(), (await Fresh.All(Store.History(account, before, default))).Select(version => version.Number));
    }

    [Fact]
    [Trait("Rule", "NPL-089")]
    public async Task A_version_is_read_with_all_that_was_written_down_about_it()
    {
        var first = Version(1) with { Channel = Channel.Telephone };
        var second = Version(2) with { Channel = Channel.Portal, Undoes = 1 };
        var third = Version(3) with { Channel = Channel.Schedule, Restores = 1 };
        var tag = (await Store.Flip(account, null, first, default))!.Tag;
        tag = (await Store.Flip(account, tag, second, default))!.Tag;
        await Store.Flip(account, tag, third, default);
        Assert.Equal(first, await Store.ReadVersion(account, 1, default));
        Assert.Equal(second, await Store.ReadVersion(account, 2, default));
        Assert.Equal(third, (await Store.ReadPointer(account, default))!.Version);
        foreach (var number in (int[])[4, 0, -1, int.MinValue, int.MaxValue])
        {
            Assert.Null(await Store.ReadVersion(account, number, default));
        }

        Assert.Null(await Store.ReadVersion(Fresh.Account(), 1, default));
    }

    [Fact]
    public async Task Two_accounts_have_versions_of_their_own()
    {
        var theirs = Fresh.Account();
        await Store.Flip(account, null, Version(1), default);
        await Store.Flip(theirs, null, Version(1) with { Why = "theirs" }, default);
        Assert.Equal("theirs", (await Store.ReadPointer(theirs, default))!.Version.Why);
        Assert.Single(await Fresh.All(Store.History(account, null, default)));
    }

    private static ConfigurationSection Section(string name, int length) => new(name, Fresh.Bytes(length, name.Length + length));

    private static ConfigurationVersion Version(int number) =>
        new(number, $"manifest-{number}", "admin@sample.example", Fresh.At("2026-11-16T09:30:00.1234567+01:00").AddMinutes(number), $"Because of “{number}”, äöü 'quoted'");
}
