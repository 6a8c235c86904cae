using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NightMode;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.NumberingPlans.Editing;
using Pbx.Domain.Tests.Visualization;

namespace Pbx.Domain.Tests.Accounts;

public sealed class WhenAnAccountIsSetUp
{
    private static readonly AccountDocument Fresh = DrawnAccount.Office with
    {
        Account = DrawnAccount.Office.Account with { MainNumber = null },
        Schemes = [new Scheme(1, "Bakery", [new Plan(1, "Plan", [])])],
        Extensions = [],
    };

    [Fact]
    [Trait("Rule", "EXT-056")]
    public void A_new_account_has_everything_before_it()
    {
        var list = SetUpChecklist.Of(Fresh);
        Assert.Equal(["main-number", "display", "night-mode", "time-schedules", "holiday-schedules", "users", "devices", "groups", "menus", "numbers"], list.Items.Select(item => item.Key));
        Assert.All(list.Items, item => Assert.False(item.IsDone));
        Assert.False(list.IsDone);
        Assert.Equal(["/account/numbers/0"], list.Items[^1].Open!);
    }

    [Fact]
    [Trait("Rule", "EXT-056")]
    public void Each_thing_ticks_itself_off_when_it_is_set_and_none_before()
    {
        var (done, document) = (new HashSet<string>(), Fresh);
        Step("main-number", one => one with { Account = one.Account with { MainNumber = one.Account.Numbers[0] } });
        Step("display", one => one with { Account = one.Account with { Display = new OutgoingDisplay("The Bakery") } });
        Step("night-mode", one => one with { Account = one.Account with { NightMode = new CompanyNightMode(CompanyNight.Off) } });
        Step("time-schedules", one => one with { Schemes = [DrawnAccount.Office.Schemes[0] with { Plans = one.Schemes[0].Plans }] });
        Step("holiday-schedules", one => one with { Schemes = one.Schemes.Change(scheme => scheme with { Holidays = [TestAccount.Read<Holiday>("""{ "description": "Christmas", "startDate": "2026-12-25", "endDate": "2026-12-26", "plan": 1 }""")] }) });
        Step("users", one => one with { Extensions = [.. one.Extensions, TestAccount.Read<Extension>("""{ "number": "201", "name": "Anna", "type": "user", "config": {} }""")] });
        Step("devices", one => one with { Extensions = [TestAccount.Read<Extension>("""{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna" } }""")] });
        Step("menus", one => one with { Extensions = [.. one.Extensions, TestAccount.Read<Extension>("""{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Hi.", "options": [{ "key": "1", "destination": "201" }] } }""")] });
        Step("numbers", one => one with { Schemes = one.Schemes.Change(scheme => scheme with { Plans = [new Plan(1, "Plan", [new Link(one.Account.Numbers[0], ExtensionNumber.Parse("100"))])] }) });
        Assert.True(SetUpChecklist.Of(document).IsDone);

        void Step(string key, Func<AccountDocument, AccountDocument> set)
        {
            document = set(document);
            done.Add(key);
            Assert.Equal(done.Order(StringComparer.Ordinal), SetUpChecklist.Of(document).Items.Where(item => item.IsDone).Select(item => item.Key).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    [Trait("Rule", "EXT-413")]
    public void The_main_number_is_one_of_the_accounts_own()
    {
        var other = Draft.Account with { Account = Draft.Account.Account with { MainNumber = PhoneNumber.Parse("+31205559999") } };
        Assert.Contains(AccountCheck.Check(other), problem => problem is { Pointer: "/account/mainNumber", IsWarning: false });
        Assert.All(Draft.Account.Account.Numbers, number => Assert.DoesNotContain(AccountCheck.Check(Draft.Account with { Account = Draft.Account.Account with { MainNumber = number } }), problem => problem.Pointer == "/account/mainNumber"));
    }

    [Fact]
    [Trait("Rule", "EXT-415")]
    public void The_main_number_is_a_destination_like_any_other()
    {
        var menu = TestAccount.Read<Extension>("""{ "number": "500", "name": "Menu", "type": "menu", "config": { "greeting": "Hi.", "options": [{ "key": "1", "destination": "+31205550100" }] } }""");
        var done = Draft.Saved(Domain.Extensions.Editing.ExtensionEdits.Put(Draft.Account, menu.Number, menu, Draft.Now));
        Assert.Contains(new Domain.CallFlows.FlowGraph(done.Document).Behind(new Destination.ToNumber(done.Document.Account.MainNumber!.Value)), extension => extension.Value == "100");
    }

    [Theory]
    [InlineData("Bakery of the North", true)]
    [InlineData(" ", false)]
    [Trait("Rule", "EXT-416")]
    public void What_outgoing_calls_show_is_kept_with_the_account(string name, bool isPossible)
    {
        var shown = Draft.Account with { Account = Draft.Account.Account with { Display = new OutgoingDisplay(name, ShowCompanyName: true, ShownNumber.Personal) } };
        Assert.Equal(isPossible, !AccountCheck.Check(shown).Any(problem => problem.Pointer == "/account/display/companyName"));
        var read = Assert.IsType<AccountReading.Parsed>(AccountReading.Read(AccountText.Write(shown)));
        Assert.Equal(shown.Account.Display, read.Document.Account.Display);
    }

    [Fact]
    [Trait("Rule", "EXT-013")]
    public void A_destination_may_be_an_extension_of_any_type()
    {
        foreach (var type in ExtensionTypes.All)
        {
            var target = new Extension(ExtensionNumber.Parse("599"), "Target", type, type.Sample);
            var plan = AccountCheck.Plan(Draft.Account with { Extensions = [.. Draft.Account.Extensions, target] });
            Assert.Empty(DestinationCheck.Check(new Destination.ToExtension(target.Number), plan, isRequired: true));
        }
    }
}
