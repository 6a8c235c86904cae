using System.Text;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Extensions.Editing;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.NumberingPlans.Editing;

namespace Pbx.Domain.Tests.Extensions.Editing;

public sealed class WhenAnExtensionIsEdited
{
    private static readonly AccountDocument Account = Draft.Account;

    [Fact]
    [Trait("Rule", "EXT-045")]
    public void A_new_one_stands_at_the_end_and_what_is_wrong_with_it_points_into_what_was_written()
    {
        var done = Draft.Saved(ExtensionEdits.Put(Account, N("500"), Wish("""{ "number": "500", "name": "Closed", "type": "auto-answer", "config": { "message": "We are closed." } }"""), Draft.Now));
        Assert.Equal(("500", "Extension 500 (Closed) is new: auto-answer.", ""), (done.Document.Extensions[^1].Number.Value, done.What, done.Made));
        Assert.Equal(
            ["/config/options/0/destination"],
            Draft.Refused(ExtensionEdits.Put(Account, N("500"), Wish("""{ "number": "500", "name": "Out", "type": "menu", "config": { "options": [{ "key": "1", "destination": "599" }] } }"""), Draft.Now)).Select(problem => problem.Pointer).Distinct());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("   ", false)]
    [InlineData("Reception", true)]
    [Trait("Rule", "EXT-046")]
    public void A_name_has_a_character_at_least_and_may_be_another_ones(string name, bool isPossible)
    {
        var edit = ExtensionEdits.Put(Account, N("500"), new Extension(N("500"), name, ExtensionTypes.Find("auto-answer")!, ExtensionTypes.Find("auto-answer")!.Sample), Draft.Now);
        Assert.Equal(isPossible ? [] : ["/name"], Draft.Refused(edit).Select(problem => problem.Pointer));
        if (isPossible)
        {
            Draft.Saved(ExtensionEdits.Put(((Edit.Done)edit).Document, N("501"), new Extension(N("501"), name, ExtensionTypes.Find("auto-answer")!, ExtensionTypes.Find("auto-answer")!.Sample), Draft.Now));
        }
    }

    [Fact]
    [Trait("Rule", "EXT-047")]
    public void Its_number_never_changes()
    {
        var other = Account.Extensions.Single(extension => extension.Number.Value == "201") with { Number = N("209") };
        Assert.Equal(["/number"], Draft.Refused(ExtensionEdits.Put(Account, N("201"), other, Draft.Now)).Select(problem => problem.Pointer));
    }

    [Fact]
    [Trait("Rule", "EXT-005")]
    public void A_number_is_given_once_whatever_the_type()
    {
        var refused = Draft.Refused(ExtensionEdits.Add(Account, Wish("""{ "number": "201", "name": "Second", "type": "auto-answer", "config": { "message": "Hello." } }"""), Draft.Now));
        Assert.Equal([("/number", "Extension 201 (Anna) has this number already.")], refused);
    }

    [Theory]
    [InlineData("20", "/number")]
    [InlineData("2001", "/number")]
    [InlineData("012", "/number")]
    [InlineData("2a1", "/number")]
    [InlineData("900", "/number")]
    [InlineData("112", "/number")]
    [InlineData("500", null)]
    [Trait("Rule", "EXT-001")]
    [Trait("Rule", "EXT-004")]
    [Trait("Rule", "EXT-007")]
    public void A_number_has_the_accounts_length_begins_with_no_0_and_is_not_reserved(string number, string? pointer)
    {
        var (wish, _) = ExtensionText.Read(Encoding.UTF8.GetBytes($$"""{ "number": "{{number}}", "name": "New", "type": "auto-answer", "config": { "message": "Hello." } }"""), null, Country.Netherlands);
        var refused = wish!.Problems.Count > 0 ? wish.Problems.Select(problem => problem.Pointer) : Draft.Refused(ExtensionEdits.Add(Account, wish.Value, Draft.Now)).Select(problem => problem.Pointer);
        Assert.Equal(pointer is null ? [] : [pointer], refused);
    }

    [Fact]
    [Trait("Rule", "EXT-006")]
    [Trait("Rule", "EXT-007")]
    public void A_reserved_number_is_refused_with_its_name()
    {
        var (_, message) = Assert.Single(Draft.Refused(ExtensionEdits.Add(Account, Wish("""{ "number": "915", "name": "New", "type": "auto-answer", "config": { "message": "Hello." } }"""), Draft.Now)));
        Assert.Contains("915 is the system extension “change numbering plan”", message, StringComparison.Ordinal);
        Assert.IsType<Edit.Missing>(ExtensionEdits.Remove(Account, N("915"), null));
    }

    [Fact]
    public void A_patch_changes_what_it_names_and_null_leaves_a_member_out()
    {
        var menu = TestAccount.With().Document.Extensions.Single(extension => extension.Number.Value == "100") with { Language = Pbx.Domain.Prompts.Language.German };
        var (wish, malformed) = ExtensionText.Patch(menu, """{ "name": "Front desk", "language": null, "config": { "greeting": "Welkom." } }"""u8.ToArray(), Country.Netherlands);
        Assert.Null(malformed);
        Assert.Empty(wish!.Problems);
        Assert.Equal(("Front desk", null), (wish.Value.Name, wish.Value.Language));
        var (was, now) = ((Pbx.Domain.Menus.MenuConfig)menu.Config, (Pbx.Domain.Menus.MenuConfig)wish.Value.Config);
        Assert.NotEqual(was.Greeting, now.Greeting);
        Assert.Equal(was.Options, now.Options);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{ "name": "a", "name": "b" }""")]
    [InlineData("""{ "name": "\ud800" }""")]
    public void A_patch_that_is_none_is_told(string patch) =>
        Assert.NotEmpty((IEnumerable<Problem>)(ExtensionText.Patch(Account.Extensions[0], Encoding.UTF8.GetBytes(patch), Country.Netherlands) switch { ({ } wish, null) => wish.Problems, var (_, malformed) => [malformed!] }));

    [Fact]
    public void The_number_may_be_left_out_where_it_is_known_and_all_else_stays_as_it_was_written()
    {
        var (wish, _) = ExtensionText.Read("""{ "name": "New", "type": "auto-answer", "config": { "message": "Hello." } }"""u8.ToArray(), N("500"), Country.Netherlands);
        Assert.Empty(wish!.Problems);
        Assert.Equal("500", wish.Value.Number.Value);
        Assert.Equal(["/name"], ExtensionText.Read("""{ "name": "New", "name": "Newer", "type": "auto-answer", "config": {} }"""u8.ToArray(), N("500"), Country.Netherlands).Wish!.Problems.Select(problem => problem.Pointer));
        Assert.Equal(["/config", "/name", "/type"], ExtensionText.Read("{}"u8.ToArray(), N("500"), Country.Netherlands).Wish!.Problems.Select(problem => problem.Pointer).Order(StringComparer.Ordinal));
    }

    private static ExtensionNumber N(string number) => ExtensionNumber.Parse(number);

    private static Extension Wish(string json) => TestAccount.Read<Extension>(json);
}
