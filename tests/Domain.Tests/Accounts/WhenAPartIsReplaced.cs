using System.Text;
using Pbx.Domain.Accounts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Accounts;

public sealed class WhenAPartIsReplaced
{
    private static readonly AccountDocument Document = TestAccount.With("""{ "number": "300", "name": "Closed", "type": "auto-answer", "config": { "message": "We are closed." } }""").Document;
    private static readonly AccountPart Schedule = new("/extensions/4/schedule");

    [Fact]
    public void The_rest_stays_and_the_part_is_read_back()
    {
        var parsed = Replace("""{ "otherwise": { "action": "closed" } }""");
        Assert.Equal("closed", (string?)Schedule.Read(parsed.Document)?["otherwise"]?["action"]);
        Assert.Equal(Document, parsed.Document with { Extensions = parsed.Document.Extensions.Change(extension => extension with { Schedule = null }) });
        Assert.Null(Schedule.Read(Document));
    }

    [Fact]
    public void Problems_in_it_have_pointers_into_it_and_others_into_the_document()
    {
        var problems = Replace("""{ "events": [{ "name": "A", "action": "open", "start": "24:30" }, { "name": "B", "action": "forward" }], "surprise": 1 }""").Problems.Where(problem => !problem.IsWarning).Select(problem => Schedule.Within(problem).Pointer).ToList();
        Assert.Equal(["/events/0/days", "/events/0/start", "/events/1/days", "/events/1/destination", "/surprise"], problems.Where(pointer => !pointer.StartsWith("/schemes", StringComparison.Ordinal) && !pointer.StartsWith("/extensions", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("/schemes/0/plans/0/links/4/extension", problems);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{ "events": [], "events": [] }""")]
    public void What_is_no_json_is_told(string text) => Assert.IsType<AccountReading.Malformed>(Schedule.Replace(Document, Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Null_is_no_part() => Assert.Contains(Replace("null").Problems, problem => problem.Pointer == Schedule.Pointer);

    private static AccountReading.Parsed Replace(string text) => Assert.IsType<AccountReading.Parsed>(Schedule.Replace(Document, Encoding.UTF8.GetBytes(text)));
}
