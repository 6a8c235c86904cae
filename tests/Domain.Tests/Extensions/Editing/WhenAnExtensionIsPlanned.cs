using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Domain.Extensions;
using Pbx.Domain.Extensions.Editing;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.NumberingPlans.Editing;

namespace Pbx.Domain.Tests.Extensions.Editing;

/// <summary>First and last days are those of the account's clock, Europe/Amsterdam.</summary>
public sealed class WhenAnExtensionIsPlanned
{
    // the clock is moved on 2026-10-25, so that day has 25 hours
    [Theory]
    [InlineData("2026-10-24T23:59:59.9999999+02:00", false)]
    [InlineData("2026-10-25T00:00:00+02:00", true)]
    [InlineData("2026-10-26T00:00:00+01:00", true)]
    [InlineData("2026-10-31T23:59:59.9999999+01:00", true)]
    [InlineData("2026-11-01T00:00:00+01:00", false)]
    [Trait("Rule", "EXT-041")]
    [Trait("Rule", "EXT-044")]
    public void Calls_reach_it_from_the_first_to_the_last_instant_of_its_days_and_else_its_number_is_unassigned(string at, bool isReached)
    {
        var document = With("\"startDate\": \"2026-10-25\", \"endDate\": \"2026-10-31\"");
        var way = Explainer.Explain(new Question(PhoneAddress.Anonymous, PhoneNumber.Parse("+31205550100"), Instant(at), Assumptions.None), new DocumentConfiguration(document));
        Assert.Equal(isReached ? ["100"] : [], way.Passes.Select(number => number.Value));
        Assert.Equal(isReached ? EndReason.Completed : EndReason.Unassigned, way.End.Reason);
        Assert.Equal(isReached ? null : Instant(at) < Instant("2026-10-31T00:00:00+01:00") ? "EXT-041" : "EXT-044", way.Steps.Select(step => step.Rule).FirstOrDefault(rule => rule is "EXT-041" or "EXT-044"));
    }

    [Fact]
    [Trait("Rule", "EXT-041")]
    [Trait("Rule", "EXT-063")]
    public void Others_do_not_find_it_and_calls_that_are_sent_to_it_go_where_they_go_otherwise()
    {
        var document = With("\"startDate\": \"2027-01-01\"");
        var directory = new AccountDirectory(new TestAccount(document), Draft.Now);
        Assert.Null(directory.Find(N("100")));
        Assert.Equal(["300"], directory.FindAll([N("100"), N("300")]).Select(extension => extension.Number.Value));
        Assert.NotNull(new AccountDirectory(new TestAccount(document), Instant("2027-01-01T00:00:00+01:00")).Find(N("100")));
        var linked = document with { Schemes = document.Schemes.Change(scheme => scheme with { DefaultDestination = N("300") }) };
        var way = Explainer.Explain(new Question(PhoneAddress.Anonymous, PhoneNumber.Parse("+31205550100"), Draft.Now, Assumptions.None), new DocumentConfiguration(linked));
        Assert.Equal(["300"], way.Passes.Select(number => number.Value));
    }

    [Fact]
    [Trait("Rule", "EXT-041")]
    [Trait("Rule", "EXT-005")]
    public void Its_number_is_taken_while_it_is_planned_and_until_its_last_day_is_over()
    {
        var wish = TestAccount.Read<Extension>("""{ "number": "100", "name": "Next", "type": "auto-answer", "config": { "message": "Hello." } }""");
        var planned = With("\"startDate\": \"2027-01-01\", \"endDate\": \"2027-01-31\"");
        Assert.Equal(["/number"], Draft.Refused(ExtensionEdits.Add(planned, wish, Draft.Now)).Select(problem => problem.Pointer));
        Assert.Equal("101", ExtensionNumbers.Next(planned, Draft.Now)!.Value.Value);
        Assert.Equal(["/number"], Draft.Refused(ExtensionEdits.Add(planned, wish, Instant("2027-01-31T23:59:59+01:00"))).Select(problem => problem.Pointer));
        Assert.Equal("Next", Draft.Saved(ExtensionEdits.Add(planned, wish, Instant("2027-02-01T00:00:00+01:00"))).Document.Extensions.Single(extension => extension.Number.Value == "100").Name);
        Assert.Equal("100", ExtensionNumbers.Next(planned, Instant("2027-02-01T00:00:00+01:00"))!.Value.Value);
    }

    [Theory]
    [InlineData("2026-11-20", false)]
    [InlineData("2026-11-21", false)]
    [InlineData("2026-11-22", true)]
    [Trait("Rule", "EXT-044")]
    public void Its_last_day_is_tomorrow_at_the_earliest(string day, bool isPossible)
    {
        var wish = With($"\"endDate\": \"{day}\"").Extensions.Single(extension => extension.Number.Value == "100");
        Assert.Equal(isPossible ? [] : ["/endDate"], Draft.Refused(ExtensionEdits.Put(With(), N("100"), wish, Draft.Now)).Select(problem => problem.Pointer));
        Draft.Saved(ExtensionEdits.Put(With($"\"endDate\": \"{day}\""), N("100"), wish with { Name = "Renamed" }, Draft.Now)); // a day that was set before stays as it is
    }

    [Fact]
    [Trait("Rule", "EXT-044")]
    public void Its_last_day_is_not_before_its_first() =>
        Assert.Contains(AccountCheck.Check(With("\"startDate\": \"2026-10-25\", \"endDate\": \"2026-10-24\"")), problem => problem.Pointer.EndsWith("/endDate", StringComparison.Ordinal) && !problem.IsWarning);

    private static AccountDocument With(string dates = "")
    {
        var more = dates.Length > 0 ? $", {dates}" : "";
        var extension = TestAccount.Read<Extension>($$"""{ "number": "100", "name": "Reception", "type": "auto-answer", "config": { "message": "Hello." }{{more}} }""");
        return Draft.Account with
        {
            Extensions = Draft.Account.Extensions.Change(one => one.Number == extension.Number ? extension : one),
            Schemes = Draft.Account.Schemes.Change(scheme => scheme with { DefaultDestination = null, Weekly = scheme.Number == 1 ? [Domain.NumberingPlans.WeeklyEntry.WholeWeek(1)] : scheme.Weekly }),
        };
    }

    private static ExtensionNumber N(string number) => ExtensionNumber.Parse(number);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
