using System.Text;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Engine.Configurations;
using Pbx.Engine.Tests.Calls;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.Configurations;

public sealed class WhenAnAssertionBreaks
{
    private static readonly AccountId Account = AccountId.Parse("acme");
    private readonly MemoryConfigurations store = new();
    private readonly AccountSaving saving;

    public WhenAnAssertionBreaks() =>
        saving = new AccountSaving(store, new MemoryNumbers(), new MemoryAudio(), new AccountConfigurations(store), new Standing());

    [Fact]
    public async Task A_save_is_refused_with_what_would_happen_instead_and_nothing_is_stored()
    {
        var refused = Assert.IsType<Saving.Refused>(await Save("2001", new VersionNote("admin", "")));
        var problem = Assert.Single(refused.Problems, problem => !problem.IsWarning);
        Assert.Equal("/assertions/0", problem.Pointer);
        Assert.StartsWith("“Christmas” is broken: the call ends in extension 1000, not in 2001.", problem.Message, StringComparison.Ordinal);
        Assert.Null(await saving.Newest(Account, default));
    }

    [Fact]
    public async Task A_dry_run_says_so_too()
    {
        var review = await saving.Review(Account, Document("2001"), default);
        Assert.False(review.CanBeSaved);
        Assert.Contains("/assertions/0", review.Problems.Select(problem => problem.Pointer));
        Assert.True((await saving.Review(Account, Document("2001"), acceptsBroken: true, default)).CanBeSaved);
        Assert.True((await saving.Review(Account, Document("1000"), default)).CanBeSaved);
    }

    [Fact]
    public async Task The_administrator_may_save_all_the_same_and_the_history_says_it()
    {
        var saved = Assert.IsType<Saving.Saved>(await Save("2001", new VersionNote("admin", "New year.", AcceptsBroken: true)));
        Assert.Contains("/assertions/0", saved.Warnings.Select(warning => warning.Pointer));
        Assert.StartsWith("New year. Saved although it breaks assertions: “Christmas” is broken", saved.Pointer.Version.Why, StringComparison.Ordinal);
        var (document, _) = (await saving.Load(Account, default))!.Value;
        Assert.Equal("Christmas", Assert.Single(document.Assertions).Name);
    }

    [Fact]
    public async Task Neither_a_telephone_nor_a_timer_is_hindered()
    {
        var saved = Assert.IsType<Saving.Saved>(await Save("2001", new VersionNote("201", "Night.", Channel.Telephone)));
        Assert.Equal("Night.", saved.Pointer.Version.Why);
    }

    [Fact]
    public async Task Two_hundred_of_them_are_stored_and_read_as_they_were()
    {
        var one = Document("1000").Document;
        var many = one with { Assertions = [.. Enumerable.Range(0, 200).Select(i => one.Assertions[0] with { Name = $"Assertion {i} {new string('x', 40)}", Expect = one.Assertions[0].Expect with { Hears = "Kies." } })] };
        Assert.IsType<Saving.Saved>(await saving.Save(Account, many, null, "admin", "", default));
        Assert.Equal(many.Assertions, (await saving.Load(Account, default))!.Value.Document.Assertions);
        var pointer = await saving.Newest(Account, default);
        Assert.IsType<Saving.Saved>(await saving.Save(Account, many with { Assertions = [] }, pointer!.Tag, "admin", "", default));
        Assert.Empty((await saving.Load(Account, default))!.Value.Document.Assertions);
    }

    private Task<Saving> Save(string endsIn, VersionNote note) => saving.Save(Account, Document(endsIn), null, note, default);

    private static AccountReading.Parsed Document(string endsIn)
    {
        var text = Encoding.UTF8.GetString(AccountText.Write(TestDesk.Document())).TrimEnd()[..^1];
        var whole = $$"""{{text}}, "assertions": [{ "name": "Christmas", "at": "2026-12-25T12:00", "expect": { "endsIn": "{{endsIn}}" } }] }""";
        return Assert.IsType<AccountReading.Parsed>(AccountReading.Read(Encoding.UTF8.GetBytes(whole)));
    }

    private sealed class Standing : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    }
}
