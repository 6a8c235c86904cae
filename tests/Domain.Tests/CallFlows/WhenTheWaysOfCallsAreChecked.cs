using Pbx.Domain.Accounts;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.CallFlows;

public sealed class WhenTheWaysOfCallsAreChecked
{
    [Fact]
    [Trait("Rule", "EXT-068")]
    public void A_circle_that_no_caller_can_leave_hinders_saving()
    {
        var problem = Assert.Single(Check(
            """{ "number": "100", "name": "A", "type": "menu", "config": { "operator": "101", "options": [{ "key": "1", "destination": "201" }] } }""",
            """{ "number": "101", "name": "B", "type": "menu", "config": { "operator": "100", "options": [{ "key": "1", "destination": "201" }] } }"""), problem => !problem.IsWarning && problem.Message.Contains("circles", StringComparison.Ordinal));
        Assert.Equal("/extensions/5/config/operator", problem.Pointer);
        Assert.Contains("from extension 101 (no choice) back to 100", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_that_callers_choose_is_none() =>
        Assert.DoesNotContain(Check(
            """{ "number": "100", "name": "A", "type": "menu", "config": { "options": [{ "key": "1", "destination": "101" }] } }""",
            """{ "number": "101", "name": "B", "type": "menu", "config": { "options": [{ "key": "9", "destination": "100" }] } }"""), problem => problem.Message.Contains("circles", StringComparison.Ordinal));

    [Fact]
    public void A_circle_over_a_number_of_the_account_is_found_while_the_plans_that_close_it_are_in_force_together()
    {
        // by day …0103 leads to 400 and so to …0104; at other hours that leads to 401 and so back to …0103
        string[] forwards =
        [
            """{ "number": "400", "name": "Out", "type": "forward", "config": { "to": "+31205550104" } }""",
            """{ "number": "401", "name": "Back", "type": "forward", "config": { "to": "+31205550103" } }""",
        ];
        var problem = Assert.Single(Check(document => Plans(document, "09:00", "17:00", "10:00", "12:00"), forwards), problem => problem.Message.Contains("circles", StringComparison.Ordinal));
        Assert.Equal("/extensions/5/config/to", problem.Pointer);
        Assert.Contains("on Mondays at", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Check(document => Plans(document, "09:00", "17:00", "18:00", "19:00"), forwards), problem => problem.Message.Contains("circles", StringComparison.Ordinal));
    }

    [Fact]
    public void A_number_that_leads_to_where_nobody_can_be_reached_is_told_with_the_times()
    {
        var problems = Check(document => document with { Schemes = document.Schemes.Change(scheme => scheme with { Plans = scheme.Plans.Change(plan => plan with { Links = plan.Links.Change(link => link.Extension.Value == "201" ? link with { Extension = ExtensionNumber.Parse("202") } : link) }) }) });
        var problem = Assert.Single(problems, problem => problem.Pointer == "/schemes/0/plans/0/links/1/extension");
        Assert.Equal(("Calls to +31205550101 reach nobody at any time: extension 202 (Nobody) takes none and sends none on.", true), (problem.Message, problem.IsWarning));
    }

    [Fact]
    public void An_extension_that_no_call_gets_to_is_told()
    {
        var problems = Check("""{ "number": "500", "name": "Lonely", "type": "auto-answer", "config": { "message": "Hello." } }""");
        Assert.Contains(problems, problem => problem is { Pointer: "/extensions/5", IsWarning: true } && problem.Message.Contains("nothing that callers can get to leads here", StringComparison.Ordinal));
        Assert.DoesNotContain(problems, problem => problem.Pointer == "/extensions/2"); // a user is dialled by colleagues
    }

    [Fact]
    public void It_is_listed_which_numbers_reach_an_extension_when_and_how()
    {
        var document = TestAccount.With().Document;
        var scheme = document.Schemes[0] with
        {
            Weekly = [WeeklyEntry.WholeWeek(1), new WeeklyEntry(Time.Weekday.Monday, Clock("09:00"), Clock("17:00"), 2), new WeeklyEntry(Time.Weekday.Tuesday, Clock("09:00"), Clock("17:00"), 2)],
            Plans = document.Schemes[0].Plans.Add(new Plan(2, "Day", [new Link(Domain.Numbers.PhoneNumber.Parse("+31205550100"), ExtensionNumber.Parse("201"))])),
            Holidays = [new Holiday("Christmas", Time.CalendarDate.Parse("2026-12-25"), Time.CalendarDate.Parse("2026-12-26"), 2)],
        };
        var reached = ReachedFrom.Of(new FlowGraph(document with { Schemes = [scheme] }), ExtensionNumber.Parse("201"));
        Assert.Equal(
            [
                ("+31205550100", 1, "100", "Mondays 17:00–Tuesdays 09:00 and Tuesdays 17:00–Mondays 09:00", "key 1"),
                ("+31205550100", 2, "201", "from 2026-12-25 00:00 to 2026-12-26 24:00, “Christmas”; Mondays and Tuesdays 09:00–17:00", ""),
                ("+31205550101", 1, "201", "", ""),
            ],
            reached.Select(one => (one.Number.Value, one.Plan ?? 0, one.Entrance.Value, one.Number.Value.EndsWith('1') ? "" : string.Join("; ", one.Times.Select(time => time.When)), string.Join(", ", one.Path.Select(step => step.When)))));
    }

    private static Time.ClockTime Clock(string text) => Time.ClockTime.TryParse(text, out var time) ? time : throw new FormatException(text);

    private static AccountDocument Plans(AccountDocument document, string dayFrom, string dayTo, string loopFrom, string loopTo)
    {
        var (first, second) = (Domain.Numbers.PhoneNumber.Parse("+31205550103"), Domain.Numbers.PhoneNumber.Parse("+31205550104"));
        var (away, back, anna) = (ExtensionNumber.Parse("400"), ExtensionNumber.Parse("401"), ExtensionNumber.Parse("201"));
        return document with
        {
            Schemes =
            [
                new Scheme(1, "Test", [new Plan(1, "Night", [new Link(first, anna)]), new Plan(2, "Day", [new Link(first, away)])], Weekly: [WeeklyEntry.WholeWeek(1), new WeeklyEntry(Time.Weekday.Monday, Clock(dayFrom), Clock(dayTo), 2)]),
                new Scheme(2, "Other", [new Plan(1, "Usual", [new Link(second, anna)]), new Plan(2, "Circle", [new Link(second, back)])], Weekly: [WeeklyEntry.WholeWeek(1), new WeeklyEntry(Time.Weekday.Monday, Clock(loopFrom), Clock(loopTo), 2)]),
            ],
        };
    }

    private static IReadOnlyList<Problem> Check(params string[] extensions) => Check(document => document, extensions);

    private static IReadOnlyList<Problem> Check(Func<AccountDocument, AccountDocument> change, params string[] extensions) => AccountCheck.Check(change(TestAccount.With(extensions).Document));
}
