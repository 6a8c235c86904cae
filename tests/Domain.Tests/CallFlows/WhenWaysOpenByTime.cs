using Pbx.Domain.Accounts;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.NightMode;

namespace Pbx.Domain.Tests.CallFlows;

public sealed class WhenWaysOpenByTime
{
    [Fact]
    public void The_mailbox_that_only_night_mode_leads_to_is_reached_and_without_night_mode_it_is_not()
    {
        const string box = """{ "number": "310", "name": "Night", "type": "voicemail", "config": {} }""";
        var night = NightAccount.With("""{ "mode": "automatic", "forward": "310", "workingHours": "Office" }""", box);
        Assert.DoesNotContain(Problems(night), problem => problem.Message.Contains("extension 310", StringComparison.Ordinal));
        Assert.Contains(Problems(NightAccount.With("{}", box)), problem => problem.IsWarning && problem.Message.Contains("extension 310", StringComparison.Ordinal));
        var reached = ReachedFrom.Of(new FlowGraph(night.Document), ExtensionNumber.Parse("310"));
        Assert.Contains(reached.SelectMany(one => one.Path), step => (step.From.Value, step.When) == ("100", "night mode"));
    }

    [Fact]
    public void An_extension_that_a_schedule_forwards_to_is_reached_in_the_words_of_the_event()
    {
        var account = TestAccount.With(
            Menu("""{ "events": [{ "name": "Lunch", "action": "forward", "destination": "310", "repeat": "daily", "start": "12:00", "end": "13:00" }] }"""),
            """{ "number": "310", "name": "Lunch", "type": "auto-answer", "config": { "message": "Lunch." } }""");
        var path = Assert.Single(Assert.Single(ReachedFrom.Of(new FlowGraph(account.Document), ExtensionNumber.Parse("310"))).Path);
        Assert.Equal("every day 12:00–13:00", path.When);
    }

    [Theory]
    [InlineData("""{ "otherwise": { "action": "forward", "destination": "110" } }""", true)]
    [InlineData("""{ "events": [{ "name": "Night", "action": "forward", "destination": "110", "repeat": "daily", "start": "17:00", "end": "09:00" }] }""", false)]
    public void A_circle_through_a_forward_at_all_times_hinders_saving_and_one_at_some_times_does_not(string schedule, bool isError)
    {
        var account = TestAccount.With(
            Menu(schedule),
            """{ "number": "110", "name": "Back", "type": "auto-answer", "config": {}, "schedule": { "otherwise": { "action": "forward", "destination": "100" } } }""");
        Assert.Equal(isError, Problems(account).Any(problem => problem is { IsWarning: false } && problem.Message.Contains("circles", StringComparison.Ordinal)));
    }

    private static IReadOnlyList<Problem> Problems(TestAccount account) => AccountCheck.Check(account.Document);

    private static string Menu(string schedule) =>
        $$"""{ "number": "100", "name": "Menu", "type": "menu", "config": { "options": [{ "key": "1", "destination": "300" }] }, "schedule": {{schedule}} }""";
}
