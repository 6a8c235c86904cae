using Pbx.Domain.Accounts;
using Pbx.Domain.Assertions;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Assertions;

public sealed class WhenAssertionsAreRun
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{ "endsIn": "100" }""")]
    [InlineData("""{ "passes": ["100"], "reason": "no-choice" }""")]
    [InlineData("""{ "plan": 1, "hears": "KIES EEN" }""")]
    public void One_that_holds_says_nothing(string expect) => Assert.Null(Broken($$"""{ "name": "Noon", "at": "2026-12-25T12:00", "expect": {{expect}} }"""));

    [Theory]
    [InlineData("""{ "endsIn": "600" }""", "the call ends in extension 100, not in 600. Step 2, 2026-12-25 12:00:00: +31205550100 leads to extension 100.")]
    [InlineData("""{ "passes": ["100", "201"] }""", "the call goes through 100, and not as expected to 201.")]
    [InlineData("""{ "plan": 2 }""", "plan 1 (Number plan 1) is in force, not 2. Step 2")]
    [InlineData("""{ "reason": "busy" }""", "the call ends otherwise: no choice was made, not busy.")]
    [InlineData("""{ "talksTo": "web:anna" }""", "the caller talks to nobody, not to web:anna.")]
    [InlineData("""{ "hears": "welcome" }""", "the caller does not hear “welcome”.")]
    public void A_broken_one_says_what_happened_instead_and_at_which_step(string expect, string words) =>
        Assert.StartsWith(words, Broken($$"""{ "name": "Noon", "at": "2026-12-25T12:00", "expect": {{expect}} }"""), StringComparison.Ordinal);

    [Fact]
    public void Keys_and_phones_may_be_assumed_and_a_number_and_a_caller_named()
    {
        Assert.Null(Broken("""
            { "name": "Sales", "at": "2026-12-25T12:00", "assume": { "keys": "1", "phones": [{ "phone": "201" }] }, "expect": { "passes": ["100", "201"], "endsIn": "201", "talksTo": "web:anna", "reason": "completed" } }
            """));
        Assert.Null(Broken("""{ "name": "Direct", "at": "2026-12-25T12:00", "to": "+31205550102", "from": "201", "expect": { "endsIn": "300" } }"""));
    }

    [Fact]
    public void A_number_that_is_gone_breaks_what_is_expected_of_it()
    {
        Assert.Equal("+31205559999 is not a number of this account.", Broken("""{ "name": "Gone", "at": "2026-12-25T12:00", "to": "+31205559999", "expect": { "endsIn": "300" } }"""));
        Assert.Contains("202", Broken("""{ "name": "Caller", "at": "2026-12-25T12:00", "from": "202", "expect": { "endsIn": "300" } }"""), StringComparison.Ordinal);
        var document = With("""{ "name": "Main", "at": "2026-12-25T12:00", "expect": { "endsIn": "100" } }""");
        Assert.NotNull(AssertionRun.Run(document with { Account = document.Account with { MainNumber = null } }, Now)[0].Broken);
    }

    [Fact]
    public void What_is_set_by_hand_is_left_aside()
    {
        var document = With("""{ "name": "Noon", "at": "2026-12-25T12:00", "expect": { "plan": 1 } }""");
        var scheme = document.Schemes[0];
        var byHand = scheme with { Plans = [scheme.Plans[0], new Plan(2, "Night", [])], Manual = new ManualOverride(2, "Anna"), Temporary = new TemporaryOverride(2, Now) };
        Assert.True(AssertionRun.Run(document with { Schemes = [byHand] }, Now)[0].Holds);
    }

    [Fact]
    public void A_broken_one_hinders_unless_it_is_accepted_or_its_time_has_passed()
    {
        var document = With("""{ "name": "Noon", "at": "2026-12-25T12:00", "expect": { "endsIn": "600" } }""", """{ "name": "Past", "at": "2026-11-21T10:59:59", "expect": { "endsIn": "600" } }""");
        Assert.Equal([("/assertions/0", false), ("/assertions/1", true)], AssertionRun.Check(document, Now, areAccepted: false).Select(problem => (problem.Pointer, problem.IsWarning)));
        Assert.All(AssertionRun.Check(document, Now, areAccepted: true), problem => Assert.True(problem.IsWarning));
        Assert.False(AssertionRun.Run(document, new DateTimeOffset(2026, 12, 25, 11, 0, 0, TimeSpan.Zero))[0].IsPast);
        Assert.True(AssertionRun.Run(document, new DateTimeOffset(2026, 12, 25, 11, 0, 0, 1, TimeSpan.Zero))[0].IsPast);
    }

    [Theory]
    [InlineData("""{ "name": "", "at": "2026-12-25T12:00", "expect": { "plan": 1 } }""", "/assertions/0/name", false)]
    [InlineData("""{ "name": "A", "at": "2026-12-25T12:00", "expect": {} }""", "/assertions/0/expect", false)]
    [InlineData("""{ "name": "A", "at": "2026-12-25T12:00", "expect": { "plan": 1 }, "assume": { "phones": [{ "phone": "777" }] } }""", "/assertions/0/assume/phones/0/phone", true)]
    [InlineData("""{ "name": "A", "at": "2026-12-25T12:00", "expect": { "plan": 1 }, "assume": { "talksFor": "05:00:00" } }""", "/assertions/0/assume/talksFor", false)]
    public void What_cannot_be_meant_is_told_when_the_account_is_checked(string assertion, string pointer, bool isWarning) =>
        Assert.Contains((pointer, isWarning), AccountCheck.Check(With(assertion)).Select(problem => (problem.Pointer, problem.IsWarning)));

    [Fact]
    public void A_name_is_used_once()
    {
        const string Noon = """{ "name": "Noon", "at": "2026-12-25T12:00", "expect": { "plan": 1 } }""";
        Assert.Contains("/assertions/1/name", AccountCheck.Check(With(Noon, Noon)).Select(problem => problem.Pointer));
    }

    [Fact]
    public void They_stand_in_the_document_and_are_compared_by_their_names()
    {
        var document = With("""{ "name": "Noon", "at": "2026-12-25T12:00", "expect": { "endsIn": "100" } }""");
        var reading = Assert.IsType<AccountReading.Parsed>(AccountReading.Read(AccountText.Write(document)));
        Assert.Equal(document, reading.Document);
        var other = With("""{ "name": "Noon", "at": "2026-12-25T12:00", "expect": { "endsIn": "201" } }""", """{ "name": "Night", "at": "2026-12-25T23:00", "expect": { "plan": 1 } }""");
        Assert.Equal(
            ["Assertion Noon: ends in is now “100”; it was “201”.", "Assertion Night is removed."],
            AccountText.Changes(other, reading).Select(change => change.Text));
    }

    private static string? Broken(string assertion) => Assert.Single(AssertionRun.Run(With(assertion), Now)).Broken;

    private static AccountDocument With(params string[] assertions) => TestAccount.With().Document with { Assertions = [.. assertions.Select(TestAccount.Read<Assertion>)] };
}
