using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.CallRules;
using Pbx.Domain.Machines;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.CallRules;

public sealed class WhenNumberClassesAreEdited
{
    private static readonly AccountDocument Document = Of(new NumberClass("Abroad", ["+44", "+49"]));

    [Theory]
    [InlineData("+1\n+33\n", false, "+1 +33")]
    [InlineData("\ufeff+1\r\n\r\n 0033 \r\n0900", false, "+1 +33 +31900")]
    [InlineData("+1\n+49\n", true, "+44 +49 +1")]
    [InlineData("", true, "+44 +49")]
    [Trait("Rule", "EXT-405")]
    public void A_file_with_one_prefix_on_each_line_replaces_or_adds(string text, bool isAdded, string prefixes) =>
        Assert.Equal(prefixes, string.Join(' ', Prefixes(NumberClassEdits.Read(Document, "Abroad", text, isAdded))));

    [Fact]
    [Trait("Rule", "EXT-405")]
    public void What_is_written_is_read_again()
    {
        var text = NumberClassEdits.Write(Document.Account.NumberClasses[0]);
        Assert.Equal("+44\r\n+49\r\n", text);
        Assert.Equal(["+44", "+49"], Prefixes(NumberClassEdits.Read(Document, "Abroad", text, isAdded: false)));
    }

    [Fact]
    [Trait("Rule", "EXT-405")]
    public void Every_wrong_line_is_named_with_its_number_and_nothing_is_changed()
    {
        var refused = Assert.IsType<Edit.Refused>(NumberClassEdits.Read(Document, "Abroad", "+1\nnonsense\n\n+1\n+33\n++\n", isAdded: false));
        Assert.Equal(["/lines/2", "/lines/4", "/lines/6"], refused.Problems.Select(problem => problem.Pointer));
        Assert.All(refused.Problems, problem => Assert.StartsWith($"Line {problem.Pointer["/lines/".Length..]}: ", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "EXT-405")]
    public void A_class_has_one_to_a_thousand_prefixes()
    {
        Assert.Equal([""], Assert.IsType<Edit.Refused>(NumberClassEdits.Read(Document, "Abroad", "\n", isAdded: false)).Problems.Select(problem => problem.Pointer));
        Assert.Equal(1000, Prefixes(NumberClassEdits.Read(Document, "Abroad", Lines(1000), isAdded: false)).Count);
        Assert.IsType<Edit.Refused>(NumberClassEdits.Read(Document, "Abroad", Lines(1001), isAdded: false));
        Assert.IsType<Edit.Refused>(NumberClassEdits.Read(Document, "Abroad", Lines(999), isAdded: true));

        static string Lines(int count) => string.Join('\n', Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"+31{100000 + i}")));
    }

    [Fact]
    [Trait("Rule", "EXT-405")]
    public void A_class_that_there_is_not_is_made_and_one_that_there_is_changed()
    {
        var made = Assert.IsType<Edit.Done>(NumberClassEdits.Put(Document, "Mobile", new NumberClassWish(["06"])));
        Assert.Equal(("", "Number class “Mobile” has 1 prefix."), (made.Made, made.What));
        Assert.Equal([new NumberClass("Abroad", ["+44", "+49"]), new NumberClass("Mobile", ["+316"])], made.Document.Account.NumberClasses);
        var changed = Assert.IsType<Edit.Done>(NumberClassEdits.Put(Document, "Abroad", new NumberClassWish(["+1"])));
        Assert.Null(changed.Made);
        Assert.Equal([new NumberClass("Abroad", ["+1"])], changed.Document.Account.NumberClasses);
        Assert.Equal(["+1"], Prefixes(NumberClassEdits.Read(Of(), "Abroad", "+1", isAdded: true)));
    }

    [Fact]
    [Trait("Rule", "EXT-405")]
    public void One_that_rules_use_is_not_deleted_and_every_use_is_named()
    {
        var number = Extension500.With("rule-based", """{ "rules": [{ "name": "A", "then": { "do": "busy" } }, { "name": "B", "when": { "caller": { "classes": ["Mobile", "Abroad"] } }, "then": { "do": "busy" } }] }""", """{ "number": "201", "name": "Anna", "type": "user", "config": { "outgoingRules": [{ "name": "C", "when": { "called": { "classes": ["Abroad"] } }, "then": { "do": "busy" } }] } }""").Document;
        var layers = TestAccount.Read<UserCallRules>("""{ "outgoing": { "overridable": [{ "name": "D", "when": { "called": { "classes": ["Abroad"] } }, "then": { "do": "busy" } }] } }""");
        number = number with { Account = number.Account with { NumberClasses = [new NumberClass("Abroad", ["+44"]), new NumberClass("Unused", ["+45"])], UserRules = layers } };
        var hindered = Assert.IsType<Edit.Hindered>(NumberClassEdits.Remove(number, "Abroad"));
        var anna = number.Extensions.ToList().FindIndex(one => one.Number.Value == "201");
        var own = number.Extensions.ToList().FindIndex(one => one.Number.Value == "500");
        string[] expected = ["/account/userRules/outgoing/overridable/0/when/called/classes/0", $"/extensions/{own}/config/rules/1/when/caller/classes/1", $"/extensions/{anna}/config/outgoingRules/0/when/called/classes/0"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), hindered.By.Select(problem => problem.Pointer).Order(StringComparer.Ordinal));
        Assert.Contains("Extension 500 (Own): rule “B” uses it.", hindered.By.Select(problem => problem.Message));
        Assert.Equal(["Abroad"], Assert.IsType<Edit.Done>(NumberClassEdits.Remove(number, "Unused")).Document.Account.NumberClasses.Select(one => one.Name));
        Assert.IsType<Edit.Missing>(NumberClassEdits.Remove(number, "Gone"));
    }

    private static AccountDocument Of(params NumberClass[] classes)
    {
        var document = TestAccount.With().Document;
        return document with { Account = document.Account with { NumberClasses = [.. classes] } };
    }

    private static ValueList<string> Prefixes(Edit edit) => Assert.IsType<Edit.Done>(edit).Document.Account.NumberClasses.Single(one => one.Name == "Abroad").Prefixes;
}
