using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Schedules;

public sealed class WhenAScheduleIsChecked
{
    [Theory]
    [InlineData("""{ "name": " ", "action": "open", "repeat": "daily", "end": "12:00" }""", "/name")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "daily", "start": "24:00", "end": "12:00" }""", "/start")]
    [InlineData("""{ "name": "A", "action": "open" }""", "/days")]
    [InlineData("""{ "name": "A", "action": "open", "days": ["monday", "monday"] }""", "/days/1")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "daily", "days": ["monday"] }""", "/days")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "none" }""", "/startDate")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "none", "startDate": "2026-12-24" }""", "/endDate")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "none", "startDate": "2026-12-24", "endDate": "2026-12-23" }""", "/endDate")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "none", "startDate": "2026-12-24", "endDate": "2026-12-24", "start": "12:00", "end": "12:00" }""", "/end")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "yearly" }""", "/startDate")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "yearly", "startDate": "2026-12-24", "endDate": "2027-12-24" }""", "/endDate")]
    [InlineData("""{ "name": "A", "action": "forward", "repeat": "daily", "end": "12:00" }""", "/destination")]
    [InlineData("""{ "name": "A", "action": "forward", "repeat": "daily", "end": "12:00", "destination": "100" }""", "/destination")]
    [InlineData("""{ "name": "A", "action": "forward", "repeat": "daily", "end": "12:00", "destination": "777" }""", "/destination")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "daily", "end": "12:00", "destination": "201" }""", "/destination")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "daily", "end": "12:00", "messagePrompt": "Nowhere" }""", "/messagePrompt")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "daily", "end": "12:00", "disconnectsWaiting": true }""", "/disconnectsWaiting")]
    [Trait("Rule", "NPL-155")]
    [Trait("Rule", "NPL-157")]
    [Trait("Rule", "NPL-160")]
    public void What_is_wrong_with_an_event_is_named_with_its_place(string one, string pointer) =>
        Assert.Equal([$"/extensions/4/schedule/events/0{pointer}"], Errors($$"""{ "events": [{{one}}] }"""));

    [Fact]
    [Trait("Rule", "NPL-155")]
    public void Two_events_have_two_names() => Assert.Equal(
        ["/extensions/4/schedule/events/1/name"],
        Errors("""{ "events": [{ "name": "A", "action": "open", "repeat": "daily", "end": "12:00" }, { "name": "a", "action": "open", "repeat": "daily", "end": "13:00" }] }"""));

    [Fact]
    [Trait("Rule", "NPL-163")]
    public void The_default_event_has_an_action_a_message_and_for_forward_a_destination()
    {
        Assert.Equal(["/extensions/4/schedule/otherwise/destination"], Errors("""{ "otherwise": { "action": "forward" } }"""));
        Assert.Empty(Errors("""{ "otherwise": { "action": "forward", "destination": "+31201234567", "message": "One moment." } }"""));
    }

    [Fact]
    public void A_user_has_no_schedule() =>
        Assert.Equal(["/extensions/4/schedule"], Errors(TestAccount.With("""{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna" }, "schedule": {} }""").Document));

    [Fact]
    public void An_event_above_which_another_always_matches_deserves_a_second_look()
    {
        var document = TestAccount.With(Menu("""{ "events": [{ "name": "Always", "action": "open", "repeat": "daily" }, { "name": "Lunch", "action": "closed", "repeat": "daily", "start": "12:00", "end": "13:00" }] }""")).Document;
        Assert.Contains(AccountCheck.Check(document), problem => problem is { IsWarning: true, Pointer: "/extensions/4/schedule/events/0" });
    }

    [Fact]
    public void Bad_times_are_named_with_their_place_when_a_document_is_read()
    {
        var text = AccountText.Write(TestAccount.With(Menu("""{ "events": [{ "name": "A", "action": "open", "repeat": "daily", "start": "09:00", "end": "12:00" }] }""")).Document);
        var bad = System.Text.Encoding.UTF8.GetString(text).Replace("\"09:00\"", "\"24:30\"", StringComparison.Ordinal);
        var read = Assert.IsType<AccountReading.Parsed>(AccountReading.Read(System.Text.Encoding.UTF8.GetBytes(bad)));
        Assert.Contains(read.Problems, problem => problem.Pointer == "/extensions/4/schedule/events/0/start");
    }

    [Fact]
    public void What_changes_in_a_schedule_is_told_in_words()
    {
        var was = TestAccount.With(Menu("""{ "events": [{ "name": "Lunch", "action": "closed", "repeat": "daily", "start": "12:00", "end": "13:00" }] }""")).Document;
        var now = TestAccount.With(Menu("""{ "events": [{ "name": "Lunch", "action": "closed", "repeat": "daily", "start": "12:30", "end": "13:00" }] }""")).Document;
        var reading = Assert.IsType<AccountReading.Parsed>(AccountReading.Read(AccountText.Write(now)));
        Assert.Equal("Extension 100 (Menu), event “Lunch”: start is now “12:30”; it was “12:00”.", Assert.Single(AccountText.Changes(was, reading)).Text);
    }

    private static string Menu(string schedule) =>
        $$"""{ "number": "100", "name": "Menu", "type": "menu", "config": { "options": [{ "key": "1", "destination": "300" }] }, "schedule": {{schedule}} }""";

    private static IEnumerable<string> Errors(string schedule) => Errors(TestAccount.With(Menu(schedule)).Document);

    private static IEnumerable<string> Errors(AccountDocument document) =>
        AccountCheck.Check(document).Where(problem => !problem.IsWarning && problem.Pointer.Contains("schedule/", StringComparison.Ordinal) | problem.Pointer.EndsWith("schedule", StringComparison.Ordinal)).Select(problem => problem.Pointer);
}
