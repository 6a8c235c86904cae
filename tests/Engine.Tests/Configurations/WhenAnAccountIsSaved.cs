using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Configurations;
using Pbx.Engine.Tests.Calls;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.Configurations;

public sealed class WhenAnAccountIsSaved
{
    private static readonly AccountId Other = AccountId.Parse("other");
    private readonly MemoryConfigurations store = new();
    private readonly MemoryNumbers numbers = new();

    [Fact]
    public async Task It_is_read_back_as_it_was()
    {
        var document = TestDesk.Document(extensions: 250);
        Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, document, null, "anna", "first", default));
        var (read, pointer) = (await Accounts().Load(TestDesk.Account, default))!.Value;
        Assert.Equal(document, read);
        Assert.Equal((1, "anna", "first"), (pointer.Version.Number, pointer.Version.By, pointer.Version.Why));
    }

    [Fact]
    public async Task A_version_that_is_not_the_newest_any_more_cannot_be_changed()
    {
        var first = Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, TestDesk.Document(), null, "anna", "", default)).Pointer;
        Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, TestDesk.Document(1), first.Tag, "bram", "", default));
        Assert.IsType<Saving.Outdated>(await Accounts().Save(TestDesk.Account, TestDesk.Document(2), first.Tag, "anna", "", default));
        Assert.IsType<Saving.Outdated>(await Accounts().Save(TestDesk.Account, TestDesk.Document(2), null, "anna", "", default));
    }

    [Fact]
    public async Task A_document_with_problems_changes_nothing()
    {
        var document = TestDesk.Document();
        var broken = document with { Account = document.Account with { ExtensionLength = 9 } };
        Assert.NotEmpty(Assert.IsType<Saving.Refused>(await Accounts().Save(TestDesk.Account, broken, null, "anna", "", default)).Problems);
        Assert.Null(await Accounts().Load(TestDesk.Account, default));
        Assert.Null(await numbers.Find(PhoneAddress.Parse("+31205550100"), default));
    }

    [Fact]
    public async Task A_number_of_another_account_is_refused_and_the_others_are_given_back()
    {
        await Accounts().Save(TestDesk.Account, TestDesk.Document(), null, "anna", "", default);
        var document = TestDesk.Document();
        var theirs = document with { Account = document.Account with { Numbers = [PhoneNumber.Parse("+31205550105"), .. document.Account.Numbers] } };
        var refused = Assert.IsType<Saving.Refused>(await Accounts().Save(Other, theirs, null, "eve", "", default));
        Assert.Equal(["/account/numbers/1", "/account/numbers/2", "/extensions/1/config/device"], refused.Problems.Select(problem => problem.Pointer));
        Assert.Null(await numbers.Find(PhoneAddress.Parse("+31205550105"), default));
    }

    [Fact]
    public async Task A_number_that_is_taken_out_is_free_for_others()
    {
        var first = Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, TestDesk.Document(), null, "anna", "", default)).Pointer;
        var document = TestDesk.Document();
        var plan = document.Schemes[0].Plans[0];
        var without = document with
        {
            Account = document.Account with { Numbers = [document.Account.Numbers[0]] },
            Schemes = [document.Schemes[0] with { Plans = [plan with { Links = [plan.Links[0]] }] }],
        };
        Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, without, first.Tag, "anna", "", default));
        Assert.Null(await numbers.Find(PhoneAddress.Parse("+31205550101"), default));
    }

    [Fact]
    [Trait("Rule", "NPL-118")]
    public async Task A_device_of_another_account_is_refused_until_it_is_taken_out_there()
    {
        var ours = TestDesk.Document();
        var tag = Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, ours, null, "anna", "", default)).Pointer.Tag;
        var theirs = ours with { Account = ours.Account with { MainNumber = null, Numbers = [] }, Schemes = [ours.Schemes[0] with { Plans = [ours.Schemes[0].Plans[0] with { Links = [] }] }] };
        var refused = Assert.IsType<Saving.Refused>(await Accounts().Save(Other, theirs, null, "eve", "", default));
        Assert.Equal([new Domain.Documents.Problem("/extensions/1/config/device", "web:anna is in use by another account.")], refused.Problems.Where(problem => !problem.IsWarning));

        var gone = ours with { Extensions = [ours.Extensions[0], ours.Extensions[1] with { Config = new Domain.Users.UserConfig(PhoneAddress.Parse("web:other")) }] };
        Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, gone, tag, "anna", "", default));
        Assert.Equal(TestDesk.Account, (await numbers.Find(PhoneAddress.Parse("web:other"), default))?.Account);
        Assert.IsType<Saving.Saved>(await Accounts().Save(Other, theirs, null, "eve", "", default));
        Assert.Equal(Other, (await numbers.Find(PhoneAddress.Parse("web:anna"), default))?.Account);
    }

    [Fact]
    public async Task A_device_that_goes_to_another_user_stays_with_the_account_and_a_mobile_is_nobodys()
    {
        var document = TestDesk.Document();
        var tag = Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, document, null, "anna", "", default)).Pointer.Tag;
        var (anna, mobile) = (document.Extensions[1], PhoneAddress.Parse("+31612345678"));
        var moved = document with { Extensions = [document.Extensions[0], anna with { Config = new Domain.Users.UserConfig(mobile) }, anna with { Number = Domain.Extensions.ExtensionNumber.Parse("2002") }] };
        Assert.IsType<Saving.Saved>(await Accounts().Save(TestDesk.Account, moved, tag, "anna", "", default));
        Assert.Equal(TestDesk.Account, (await numbers.Find(PhoneAddress.Parse("web:anna"), default))?.Account);
        Assert.Null(await numbers.Find(mobile, default));
    }

    [Fact]
    [Trait("Rule", "EXT-055")]
    public async Task A_call_inside_keeps_what_it_entered_with_and_the_next_call_has_the_change()
    {
        var test = new TestDesk();
        var key = await test.Arrive();
        await test.Desk.Happened(key, "event-2", new Domain.Calls.CallEvent.CallerConnected("connection"), default);
        var saving = new AccountSaving(test.Configurations, test.Numbers, new MemoryAudio(), new AccountConfigurations(test.Configurations), test);
        var (document, pointer) = (await saving.Load(TestDesk.Account, default))!.Value;
        var changed = (Domain.Menus.MenuConfig)document.Extensions[0].Config with { Greeting = "Anders." };
        await saving.Save(TestDesk.Account, document with { Extensions = [document.Extensions[0] with { Config = changed }, document.Extensions[1]] }, pointer.Tag, "anna", "", default);
        await test.Desk.Happened(key, "event-3", new Domain.Calls.CallEvent.NoDigitsCollected(test.Told[^1].Op), default);
        Assert.Contains("Kies.", test.Told[^1].Command.ToString(), StringComparison.Ordinal);

        var arrived = new Domain.Calls.CallEvent.CallArrived(PhoneAddress.Anonymous, null, PhoneNumber.Parse("+31205550100"), "second");
        var next = await test.Desk.Arrived("another", test.GetUtcNow(), arrived, default);
        await test.Desk.Happened(next!.Value, "event-2", new Domain.Calls.CallEvent.CallerConnected("second"), default);
        Assert.Contains("Anders.", test.Told[^1].Command.ToString(), StringComparison.Ordinal);
    }

    private AccountSaving Accounts() => new(store, numbers, new MemoryAudio(), new AccountConfigurations(store), TimeProvider.System);
}
