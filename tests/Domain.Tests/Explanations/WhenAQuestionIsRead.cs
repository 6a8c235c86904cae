using System.Text;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Explanations;

public sealed class WhenAQuestionIsRead
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_number_alone_is_a_question_about_now()
    {
        var (question, problems) = Ask("""{ "to": "+31205550100" }""");
        Assert.Empty(problems);
        Assert.Equal(("anonymous", "+31205550100", Now), (question!.From.Value, question.To.Value, question.At));
        Assert.Equal(Assumptions.None, question.Assume);
    }

    [Fact]
    public void All_of_it_can_be_said()
    {
        var (question, problems) = Ask("""
            { "from": "201", "to": "+31205550101", "at": "2026-12-25T12:00", "against": "live", "assume": { "keys": "1w#",
              "phones": [{ "phone": "web:anna", "behaviour": "decline", "after": "00:00:07" }, { "phone": "202" }],
              "speaksFor": "00:00:03", "talksFor": "00:02:00", "hangsUpAfter": "00:10:00",
              "queues": [{ "extension": "201", "waiting": 3, "loggedIn": 2, "free": 1 }], "limits": [{ "extension": "201", "inUse": 4 }] } }
            """);
        Assert.Empty(problems);
        Assert.Equal("web:anna", question!.From.Value);
        Assert.Equal(new DateTimeOffset(2026, 12, 25, 11, 0, 0, TimeSpan.Zero), question.At);
        Assert.Equal((PhoneBehaviour.Decline, TimeSpan.FromSeconds(7)), (question.Assume.Phones[0].Behaviour, question.Assume.Phones[0].After));
        Assert.Equal((3, 4), (question.Assume.Queues[0].Waiting, question.Assume.Limits[0].InUse));
    }

    [Theory]
    [InlineData("2026-03-29T02:30", "2026-03-29T01:00:00Z")] // skipped: the first instant after the gap
    [InlineData("2026-10-25T02:30", "2026-10-25T00:30:00Z")] // twice: the first
    [InlineData("2026-10-25T02:30+01:00", "2026-10-25T01:30:00Z")]
    [InlineData("2026-10-25T02:30:15Z", "2026-10-25T02:30:15Z")]
    [Trait("Rule", "NPL-146")]
    [Trait("Rule", "NPL-147")]
    public void A_wall_clock_time_is_an_instant_of_the_account_s_zone(string written, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), Ask($$"""{ "to": "+31205550100", "at": "{{written}}" }""").Question!.At);

    [Theory]
    [InlineData("""{ }""", "/to")]
    [InlineData("""{ "to": "+31205559999" }""", "/to")]
    [InlineData("""{ "to": "020" }""", "/to")]
    [InlineData("""{ "to": "+31205550100", "at": "9999-01-01T00:00" }""", "/at")]
    [InlineData("""{ "to": "+31205550100", "at": "2026-02-30T00:00" }""", "/at")]
    [InlineData("""{ "to": "+31205550100", "at": "2026-02-20T24:30" }""", "/at")]
    [InlineData("""{ "to": "+31205550100", "from": "300" }""", "/from")]
    [InlineData("""{ "to": "+31205550100", "from": "somebody" }""", "/from")]
    [InlineData("""{ "to": "+31205550100", "assume": { "keys": "1x" } }""", "/assume/keys")]
    [InlineData("""{ "to": "+31205550100", "assume": { "key": "1" } }""", "/assume/key")]
    [InlineData("""{ "to": "+31205550100", "assume": { "phones": [{ "phone": "777" }] } }""", "/assume/phones/0/phone")]
    [InlineData("""{ "to": "+31205550100", "assume": { "phones": [{ "phone": "201" }, { "phone": "201" }] } }""", "/assume/phones/1/phone")]
    [InlineData("""{ "to": "+31205550100", "assume": { "phones": [{ "phone": "201", "after": "02:00:00" }] } }""", "/assume/phones/0/after")]
    [InlineData("""{ "to": "+31205550100", "assume": { "phones": [{ "phone": "201", "behaviour": "sleep" }] } }""", "/assume/phones/0/behaviour")]
    [InlineData("""{ "to": "+31205550100", "assume": { "fullMailboxes": ["201"] } }""", "/assume/fullMailboxes/0")]
    [InlineData("""{ "to": "+31205550100", "assume": { "talksFor": "09:00:00" } }""", "/assume/talksFor")]
    [InlineData("""{ "to": "+31205550100", "assume": { "queues": [{ "extension": "700" }] } }""", "/assume/queues/0/extension")]
    [InlineData("""{ "to": "+31205550100", "assume": { "limits": [{ "extension": "201", "inUse": -1 }] } }""", "/assume/limits/0/inUse")]
    [InlineData("""{ "to": "+31205550100", "against": "yesterday" }""", "/against")]
    [InlineData("""{ "to": "+31205550100", "against": { "account": {} } }""", "/against/account/name")]
    [InlineData("""{ "to": "+31205550100", "when": "now" }""", "/when")]
    public void What_is_wrong_is_told_with_its_place(string written, string pointer)
    {
        var (question, problems) = Ask(written);
        Assert.Null(question);
        Assert.Contains(pointer, problems.Select(problem => problem.Pointer));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Message));
    }

    [Fact]
    public void All_mistakes_are_told_at_once() => Assert.Equal(
        ["/assume/keys", "/at", "/from", "/to"],
        Ask("""{ "to": "+31205559999", "from": "300", "at": "soon", "assume": { "keys": "hello" } }""").Problems.Select(problem => problem.Pointer).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("{ ")]
    [InlineData("[]")]
    [InlineData("\"live\"")]
    public void What_is_no_question_at_all_is_told_as_a_whole(string written)
    {
        var reading = QuestionReading.Read(Encoding.UTF8.GetBytes(written));
        Assert.True(reading.IsMalformed);
        Assert.Equal("", Assert.Single(reading.Problems).Pointer);
    }

    [Fact]
    public void A_draft_is_asked_about_instead_of_the_account()
    {
        var account = TestAccount.With(
            """{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "options": [{ "key": "1", "destination": "201" }] } }""",
            """{ "number": "999", "name": "Last", "type": "auto-answer", "config": { "message": "Nobody." } }""").Document;
        var draft = account with { Extensions = account.Extensions.Change(one => one.Number.Value == "201" ? one with { Name = "Carla" } : one) };
        var reading = QuestionReading.Read(Encoding.UTF8.GetBytes($$"""{ "to": "+31205550100", "against": {{Encoding.UTF8.GetString(AccountText.Write(draft))}} }"""));
        Assert.Empty(reading.Problems);
        Assert.Equal(draft, reading.Draft!.Document);
    }

    private static (Question? Question, IReadOnlyList<Documents.Problem> Problems) Ask(string written) =>
        QuestionReading.Read(Encoding.UTF8.GetBytes(written)).Ask(new DocumentConfiguration(TestAccount.With().Document), Now);
}
