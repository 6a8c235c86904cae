using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Extensions.Editing;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.NumberingPlans.Editing;

namespace Pbx.Domain.Tests.Extensions.Editing;

public sealed class WhenANumberIsChosen
{
    private static readonly ExtensionType Any = ExtensionTypes.Find("auto-answer")!;

    [Fact]
    [Trait("Rule", "EXT-009")]
    public void The_lowest_free_number_is_next_and_never_one_below_the_start_number()
    {
        Assert.Equal("101", Next(With(3, null, 100)));
        Assert.Equal("100", Next(With(3, null, 101)));
        Assert.Equal("250", Next(With(3, 250, 100)));
        Assert.Equal("10000", Next(With(5, null)));
        Assert.Null(Next(With(2, null, [.. Enumerable.Range(10, 90)])));
    }

    [Fact]
    [Trait("Rule", "EXT-009")]
    [Trait("Rule", "EXT-007")]
    public void Reserved_numbers_are_passed_over()
    {
        Assert.Equal("113", Next(With(3, 111, 111))); // 112
        Assert.Equal("911", Next(With(3, 900))); // 900 to 910
    }

    [Theory]
    [InlineData(4, "9301", "9309", "9310")]
    [InlineData(4, "9031", "9039", "9040")]
    [InlineData(5, "93001", "93099", "93100")]
    [InlineData(5, "90301", "90399", "90300")]
    [Trait("Rule", "EXT-008")]
    public void Codes_with_a_line_behind_them_are_reserved_when_they_have_the_accounts_length(int length, string first, string last, string beside)
    {
        var reserved = ExtensionNumbers.Reserved(With(length, null)).Select(one => one.Number.Value).ToHashSet();
        Assert.Contains(first, reserved);
        Assert.Contains(last, reserved);
        Assert.DoesNotContain(beside, reserved);
    }

    [Fact]
    [Trait("Rule", "EXT-014")]
    public void Blocks_are_proposed_for_four_digits_and_enforced_nowhere()
    {
        Assert.Equal(new NumberBlock(1600, 1699, ExtensionNumber.Parse("1601")), ExtensionNumbers.Proposed(With(4, null, 1600), "menu", Draft.Now));
        Assert.Equal(1500, ExtensionNumbers.Proposed(With(4, null), "queue", Draft.Now)!.From);
        Assert.Null(ExtensionNumbers.Proposed(With(3, null), "menu", Draft.Now));
        Assert.Null(ExtensionNumbers.Proposed(With(4, null), "user", Draft.Now));
        Assert.DoesNotContain(AccountCheck.Check(With(4, null, 1600)), problem => problem.Pointer == "/extensions/0/number");
    }

    [Fact]
    [Trait("Rule", "EXT-002")]
    public void Without_an_extension_no_length_is_known_and_the_first_tells_it()
    {
        var none = With(null, null);
        Assert.Null(ExtensionNumbers.Length(none));
        Assert.Null(ExtensionNumbers.Next(none, Draft.Now));
        var first = Taken(none, 2001);
        Assert.Equal(4, ExtensionNumbers.Length(first));
        Assert.Equal(["/extensions/1/number"], AccountCheck.Check(Taken(first, 301)).Where(problem => problem.Pointer.EndsWith("/number", StringComparison.Ordinal)).Select(problem => problem.Pointer));
    }

    [Fact]
    [Trait("Rule", "EXT-009")]
    public void The_start_number_has_the_length_of_numbers() =>
        Assert.Contains(AccountCheck.Check(With(3, 1000)), problem => problem.Pointer == "/account/startNumber");

    private static string? Next(AccountDocument document) => ExtensionNumbers.Next(document, Draft.Now)?.Value;

    private static AccountDocument With(int? length, int? start, params int[] taken)
    {
        var usual = TestAccount.With().Document;
        return Taken(usual with { Account = usual.Account with { ExtensionLength = length, StartNumber = start }, Schemes = [], Extensions = [] }, taken);
    }

    private static AccountDocument Taken(AccountDocument document, params int[] numbers) =>
        document with { Extensions = [.. document.Extensions, .. numbers.Select(number => new Extension(ExtensionNumber.Parse($"{number}"), "Any", Any, Any.Sample))] };
}
