using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Menus;
using Pbx.Domain.Names;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Time;
using Pbx.Domain.Users;
using Pbx.Engine.Configurations;
using Pbx.Engine.Tests.Calls;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.Configurations;

/// <summary>Far more than one section holds.</summary>
public sealed class WhenAnAccountIsLarge
{
    private const int Most = 60 * 1024;
    private readonly Counting store = new();
    private readonly MemoryNumbers numbers = new();

    [Fact]
    public async Task It_is_read_back_as_it_was_in_the_order_in_which_it_was_written()
    {
        var document = Large(extensions: 1500, links: 5000);
        Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, document, null, "anna", "", default));
        Assert.Equal(document, (await Accounts().Load(TestDesk.Account, default))!.Value.Document);
        Assert.All(store.Written, section => Assert.InRange(section.Content.Length, 1, Most));
    }

    [Fact]
    [Trait("Rule", "NPL-112")]
    public async Task Every_number_is_found_by_calls()
    {
        var document = Large(extensions: 300, links: 3000);
        await Accounts().Save(TestDesk.Account, document, null, "anna", "", default);
        var hand = new AccountConfigurations(store).Of(TestDesk.Account);
        foreach (var link in document.Schemes[0].Plans[0].Links)
        {
            Assert.Equal(new PlacedLink(1, 1, link), Assert.Single(await Ask(hand, version => version.LinksOf(link.Number))));
        }

        foreach (var extension in document.Extensions)
        {
            Assert.Equal(extension.Number, await Ask(hand, version => version.UserAt(((UserConfig)extension.Config).Device!.Value)));
        }

        Assert.Null(await Ask(hand, version => version.UserAt(PhoneAddress.Parse("web:somebody"))));
        foreach (var unknown in (string[])["+31200009", "+312000099999999", "+4930123456", "+31200000000", "+11111111"])
        {
            Assert.Empty(await Ask(hand, version => version.LinksOf(PhoneNumber.Parse(unknown))));
        }
    }

    [Fact]
    public async Task Ten_thousand_numbers_in_three_plans_are_found_and_read_back()
    {
        var document = Large(extensions: 300, links: 10_000);
        var plan = document.Schemes[0].Plans[0];
        document = document with { Schemes = [document.Schemes[0] with { Plans = [plan, plan with { Number = 2 }, plan with { Number = 3 }] }] };
        Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, document, null, "anna", "", default));
        Assert.All(store.Written, section => Assert.InRange(section.Content.Length, 1, Most));
        Assert.Equal(document, (await Accounts().Load(TestDesk.Account, default))!.Value.Document);
        var hand = new AccountConfigurations(store).Of(TestDesk.Account);
        foreach (var link in plan.Links.Where((_, i) => i % 97 == 0).Append(plan.Links[^1]))
        {
            Assert.Equal([1, 2, 3], (await Ask(hand, version => version.LinksOf(link.Number))).Select(placed => placed.Plan));
        }

        Assert.Empty(await Ask(hand, version => version.LinksOf(PhoneNumber.Parse("+11111111"))));
    }

    [Fact]
    [Trait("Rule", "EXT-292")]
    [Trait("Rule", "EXT-295")]
    public async Task A_name_among_many_is_found_by_its_keys_as_in_the_document_and_a_new_one_changes_few_pages()
    {
        string[] first = ["Anna", "Bo", "Çelik", "Dörte", "Eva", "Frank", "Gerda", "Hans", "Ilse", "Jānis"];
        string[] last = ["Jansen", "de Vries", "Smith-Jones", "Ångström", "Ķēniņš", "Weiß", "García López", "Nielsen", "Virtanen", "O’Brien"];
        var random = new Random(7);
        var document = Large(extensions: 8000, links: 1);
        document = document with { Extensions = document.Extensions.Change(one => one with { Name = $"{first[random.Next(10)]} {last[random.Next(10)]}{(random.Next(3) == 0 ? "" : $" {random.Next(10_000)}")}", ListInDirectory = random.Next(20) == 0 ? false : null }) };
        var saved = Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, document, null, "anna", "", default));
        Assert.All(store.Written, section => Assert.InRange(section.Content.Length, 1, Most));
        var hand = new AccountConfigurations(store).Of(TestDesk.Account);
        var draft = new DocumentConfiguration(document);
        for (var i = 0; i < 300; i++)
        {
            var spelled = Spelling.Of(document.Extensions[random.Next(document.Extensions.Count)].Name);
            var keys = spelled[..random.Next(1, spelled.Length + 1)];
            var order = random.Next(2) == 0 ? NameOrder.LastFirst : NameOrder.Either;
            var found = await Ask(hand, version => NameSearch.Find(version.Names(keys), keys, order));
            var expected = NameSearch.Find(draft.Names(keys), keys, order);
            Assert.Equal(expected.Count, found.Count);
            Assert.True(expected.Count > NameSearch.MostChoices || expected == found, keys);
        }

        store.Written.Clear();
        var renamed = document with { Extensions = document.Extensions.Change(one => one.Number == document.Extensions[0].Number ? one with { Name = "Zoe Zuiderzee", ListInDirectory = null } : one) };
        Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, renamed, saved.Pointer.Tag, "anna", "", default));
        Assert.InRange(store.Written.Count, 3, 9); // the page of the extension, where the old name stood, where the new one stands, and the manifest
        Assert.Equal("Zoe Zuiderzee", Assert.Single(await Ask(new AccountConfigurations(store).Of(TestDesk.Account), version => NameSearch.Find(version.Names("98433"), "98433", NameOrder.LastFirst))).Name);
    }

    [Fact]
    public async Task One_changed_link_writes_a_handful_of_sections()
    {
        var document = Large(extensions: 1000, links: 4000);
        var saved = Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, document, null, "anna", "", default));
        store.Written.Clear();
        var plan = document.Schemes[0].Plans[0];
        var changed = plan with { Links = [plan.Links[0] with { Prefix = "New" }, .. plan.Links.Skip(1)] };
        Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, document with { Schemes = [document.Schemes[0] with { Plans = [changed] }] }, saved.Pointer.Tag, "anna", "", default));
        Assert.Equal(3, store.Written.Count); // the page of the link, the list of the pages, the manifest
    }

    [Fact]
    public async Task A_part_that_is_too_large_is_a_problem_with_its_place_and_nothing_is_saved()
    {
        var document = TestDesk.Document();
        var talkative = new MenuConfig("Kies.", [new MenuOption("1", Destination: Destination.Read("2001"), Description: new string('x', 780_000))]);
        var menu = document with { Extensions = [document.Extensions[1], document.Extensions[0] with { Config = talkative }] };
        var tenants = document with { Account = document.Account with { Tenants = ValueList.From(Enumerable.Range(0, 2000).Select(i => new Guid(i, 0, 0, new byte[8]))) } };
        var start = CalendarDate.Parse("2027-01-01");
        var holidays = Enumerable.Range(1, 400).Select(i => new Holiday(string.Concat(Enumerable.Repeat("🎄", 64)), start, CalendarDate.Of(start.Date.PlusDays(i)), 1));
        var festive = document.Schemes[0] with { Holidays = ValueList.From(holidays) };
        foreach (var (broken, pointer) in ((AccountDocument, string)[])[(menu, "/extensions/1"), (tenants, "/account"), (document with { Schemes = [festive] }, "/schemes/0")])
        {
            var problems = Assert.IsType<Saving.Refused>(await Accounts().Save(TestDesk.Account, broken, null, "anna", "", default)).Problems;
            Assert.Contains(problems, problem => problem.Pointer == pointer && problem.Message.Contains(pointer == "/extensions/1" ? "770048 are possible" : "61440 are possible", StringComparison.Ordinal));
            Assert.Null(await Accounts().Load(TestDesk.Account, default));
        }
    }

    [Fact]
    public async Task Schemes_that_are_too_much_for_one_section_have_one_each()
    {
        var document = TestDesk.Document();
        var plans = Enumerable.Range(1, 99).Select(i => new Plan(i, new string('x', 64), [])).ToList();
        var many = document with { Schemes = document.Schemes.AddRange(ValueList.From(Enumerable.Range(2, 20).Select(i => new Scheme(i, $"Scheme {i}", ValueList.From(plans))))) };
        many = SchemeSettling.Settle(many, TimeProvider.System.GetUtcNow());
        var saved = Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, many, null, "anna", "", default));
        Assert.Equal(AccountText.Write(many), AccountText.Write((await Accounts().Load(TestDesk.Account, default))!.Value.Document));
        var hand = new AccountConfigurations(store).Of(TestDesk.Account);
        Assert.Equal(("Scheme 21", 99), await Ask(hand, version => (version.Scheme(21)!.Name, version.Scheme(21)!.Plans.Count)));
        Assert.Null(await Ask(hand, version => version.Scheme(22)));
        Assert.Equal(21, (await new AccountConfigurations(store).Schedules(TestDesk.Account, default))!.Schemes.Count); // what timers and watchers see
        store.Written.Clear();
        await Accounts().Save(TestDesk.Account, many with { Schemes = many.Schemes.Change(scheme => scheme.Number == 7 ? scheme with { Name = "Seven" } : scheme) }, saved.Pointer.Tag, "anna", "", default);
        Assert.Equal(3, store.Written.Count); // the scheme, the list of them, the manifest
        Assert.Equal("Seven", await Ask(new AccountConfigurations(store).Of(TestDesk.Account), version => version.Scheme(7)!.Name));
    }

    private AccountSaving Accounts() => new(store, numbers, new MemoryAudio(), new AccountConfigurations(store), TimeProvider.System);

    private static AccountDocument Large(int extensions, int links)
    {
        var document = TestDesk.Document();
        var all = Enumerable.Range(0, extensions).Select(i => document.Extensions[1] with { Number = ExtensionNumber.Parse((9999 - i).ToString(CultureInfo.InvariantCulture)), Name = $"User {i}", Config = new UserConfig(PhoneAddress.Parse($"web:00000000-0000-0000-0000-000000000000_user{i}")) }).ToList();
        var phones = Enumerable.Range(0, links).Select(i => PhoneNumber.Parse($"+3120000{links - i:000000}")).ToList();
        return document with
        {
            Account = document.Account with { Country = Country.Spain, MainNumber = null, Numbers = ValueList.From(phones) },
            Schemes = [document.Schemes[0] with { Plans = [new Plan(1, "Plan", ValueList.From(phones.Select((phone, i) => new Link(phone, all[i % all.Count].Number, "A prefix of 20 chars"))))] }],
            Extensions = ValueList.From(all),
        };
    }

    private static async Task<T> Ask<T>(ConfigurationAtHand hand, Func<IAccountVersion, T> question)
    {
        while (true)
        {
            try
            {
                return question(hand.Latest);
            }
            catch (NotAtHandException missing)
            {
                await hand.Fetch(missing, default);
            }
        }
    }

    private sealed class Counting : IConfigurationStore
    {
        private readonly MemoryConfigurations memory = new();

        public List<ConfigurationSection> Written { get; } = [];

        public Task<ConfigurationPointer?> ReadPointer(AccountId account, CancellationToken cancel) => memory.ReadPointer(account, cancel);

        public Task<ReadOnlyMemory<byte>?> ReadSection(AccountId account, string name, CancellationToken cancel) => memory.ReadSection(account, name, cancel);

        public Task WriteSections(AccountId account, IReadOnlyCollection<ConfigurationSection> sections, CancellationToken cancel)
        {
            Written.AddRange(sections);
            return memory.WriteSections(account, sections, cancel);
        }

        public Task<ConfigurationPointer?> Flip(AccountId account, string? tag, ConfigurationVersion version, CancellationToken cancel) => memory.Flip(account, tag, version, cancel);

        public IAsyncEnumerable<ConfigurationVersion> History(AccountId account, int? before, CancellationToken cancel) => memory.History(account, before, cancel);

        public IAsyncEnumerable<(AccountId Account, ConfigurationPointer Pointer)> Accounts(AccountId? after, CancellationToken cancel) => memory.Accounts(after, cancel);

        public Task<ConfigurationVersion?> ReadVersion(AccountId account, int number, CancellationToken cancel) => memory.ReadVersion(account, number, cancel);
    }
}
