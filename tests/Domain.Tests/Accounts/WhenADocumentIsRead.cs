using System.Text;
using System.Text.Json.Nodes;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Tests.Accounts;

public sealed class WhenADocumentIsRead
{
    private const string Account = """{ "name": "Test", "country": "nl", "language": "nl", "timeZone": "UTC", "extensionLength": 3, "mainNumber": "+31205550100", "numbers": ["+31205550100", "+31205550101"], "tenants": ["11111111-1111-1111-1111-111111111111"] }""";
    private const string Schemes = """[{ "number": 1, "name": "Test", "plans": [{ "number": 1, "name": "Day", "links": [{ "number": "+31205550100", "extension": "201" }] }] }]""";
    private const string Anna = """{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna" } }""";

    [Fact]
    public void One_that_is_right_has_no_problems_and_is_what_was_written()
    {
        var parsed = Parsed(Document());
        Assert.Empty(parsed.Problems);
        Assert.True(parsed.IsWhole);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Document()), JsonNode.Parse(Document())));
        Assert.Equal("Anna", Assert.Single(parsed.Document.Extensions).Name);
    }

    [Fact]
    public void Twenty_mistakes_of_shape_and_of_meaning_are_twenty_problems_each_with_its_place()
    {
        const string text = """
            {
              "account": { "name": 7, "country": "xx", "language": "nl", "timeZone": "Mars/Base", "extensionLength": 3.5, "mainNumber": "020 555 0100", "numbers": ["+31205550100", "31205550101", "+31205550101", "+31205550101"], "tenants": ["me"], "colour": "red", "name": "again" },
              "schemes": [{ "number": 1, "name": "Test", "plans": [{ "number": 100, "name": "Day", "links": [{ "number": "+31205550100", "extension": "999" }, "nothing"] }] }],
              "extensions": [
                { "number": "2O1", "name": "Anna", "type": "user", "config": { "device": "web:anna", "ringFor": "soon" } },
                { "number": "202", "name": "Bram", "type": "user", "config": { "ringFor": "00:09:00", "device": null } },
                { "number": "203", "type": "telepathy", "config": { "strength": 1 } },
                { "number": "204", "name": "Menu", "type": "menu", "config": { "options": [{ "action": "jump", "destination": "201" }, { "key": "1", "destination": "777" }, { "key": "1", "destination": "202" }] } }
              ]
            }
            """;
        Assert.Equal(
            [
                "/account/colour",
                "/account/country",
                "/account/extensionLength",
                "/account/mainNumber",
                "/account/name",
                "/account/name",
                "/account/numbers/1",
                "/account/numbers/3",
                "/account/tenants/0",
                "/account/timeZone",
                "/extensions/0/config/ringFor",
                "/extensions/0/number",
                "/extensions/1/config/device",
                "/extensions/1/config/ringFor",
                "/extensions/2/name",
                "/extensions/2/type",
                "/extensions/3/config/options/0/action",
                "/extensions/3/config/options/0/destination",
                "/extensions/3/config/options/0/key",
                "/extensions/3/config/options/1/destination",
                "/extensions/3/config/options/2/key",
                "/schemes/0/plans/0/links/0/extension",
                "/schemes/0/plans/0/links/1",
                "/schemes/0/plans/0/number",
            ],
            Errors(text).Select(problem => problem.Pointer).Order(StringComparer.Ordinal));
        Assert.All(Errors(text), problem => Assert.Matches("^[A-Z0-9“+‘n].*[.]$", problem.Message));
    }

    [Theory]
    [InlineData("account", "5", "/account", "Members in braces are expected here, not a number.")]
    [InlineData("account", null, "/account", "“account” is missing.")]
    [InlineData("schemes", "{}", "/schemes", "A list in square brackets is expected here, not members in braces.")]
    [InlineData("extensions", "\"none\"", "/extensions", "A list in square brackets is expected here, not text.")]
    [InlineData("extensions", "null", "/extensions", "null says nothing here: leave the member out, or give it a value.")]
    public void A_part_that_is_no_part_hides_nothing_and_invents_nothing(string part, string? instead, string pointer, string message)
    {
        var document = JsonNode.Parse(Document())!.AsObject();
        document.Remove(part);
        if (instead is not null)
        {
            document[part] = JsonNode.Parse(instead);
        }

        var text = document.ToJsonString().Replace("\"extensions\":null", "\"extensions\": null", StringComparison.Ordinal);
        Assert.Equal([new Problem(pointer, message)], Errors(text));
    }

    [Theory]
    [InlineData("[]", "Members in braces are expected here, not a list.")]
    [InlineData("\"x\"", "Members in braces are expected here, not text.")]
    [InlineData("null", "null says nothing here: leave the member out, or give it a value.")]
    public void What_is_no_document_at_all_is_one_problem(string text, string message) => Assert.Equal([new Problem("", message)], Errors(text));

    [Theory]
    [InlineData("{ \"account\": ", 1, 14)]
    [InlineData("{\n  \"account\": {},\n  schemes\n}", 3, 3)]
    [InlineData("", 1, 1)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("{ \"a\": 1, }", 1, 11)]
    public void Text_that_is_no_JSON_is_one_problem_with_line_and_position(string text, int line, int position)
    {
        var problem = Assert.IsType<AccountReading.Malformed>(AccountReading.Read(Encoding.UTF8.GetBytes(text))).Problem;
        Assert.StartsWith($"This is no JSON, from line {line}, position {position} on: ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_no_text_is_said_so()
    {
        Assert.IsType<AccountReading.Malformed>(AccountReading.Read(new byte[] { 0x7B, 0xFF, 0x7D }));
        Assert.Equal("/account/name", Assert.Single(Errors(Document(account: Account.Replace("Test", "\\ud800", StringComparison.Ordinal)))).Pointer);
        Assert.Equal("/account/\uFFFD", Assert.Single(Errors(Document(account: Account.Replace("\"name\"", "\"\\ud800\": 1, \"name\"", StringComparison.Ordinal)))).Pointer);
        Assert.Empty(Errors("\uFEFF" + Document()));
    }

    [Theory]
    [InlineData("""{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "anna" } }""", "/extensions/1/config/device", "The address of a phone is expected here: a number such as +31612345678, web:…, or teams:….")]
    [InlineData("""{ "number": "202", "name": "", "type": "user", "config": { "device": "web:a" } }""", "/extensions/1/name", "A text of 1 to 64 characters is expected here; this one has 0.")]
    [InlineData("""{ "number": "202", "name": "B", "type": "user" }""", "/extensions/1/config", "“config” is missing.")]
    [InlineData("""{ "number": "202", "name": "B", "config": {} }""", "/extensions/1/type", "“type” is missing.")]
    [InlineData("""{ "number": 202, "name": "B", "type": "user", "config": { "device": "web:a" } }""", "/extensions/1/number", "The number of an extension is expected here: 2 to 5 digits, the first of them not 0. It is text in quotation marks, not a number.")]
    [InlineData("""{ "number": "202", "name": "B", "type": "user", "config": { "device": "web:a", "ringfor": "00:00:20" } }""", "/extensions/1/config/ringfor", "There is no “ringfor” here; known are device, ringFor, recording, person, workingHours, extendsWorkingHours, longerHours, nightMode, overridesNightMode, timeConfiguration, offersSecondCall, pin, incomingRules, outgoingRules, voicemail, email, mobile, personalQueue.")]
    [InlineData("""{ "number": "202", "name": "B", "type": "forward", "config": { "to": "+31201234567", "callerId": 5 } }""", "/extensions/1/config/callerId", "A number is not possible here; it is one of calling, called, chosen.")]
    [InlineData("[]", "/extensions/1", "Members in braces are expected here, not a list.")]
    public void A_mistake_is_said_in_words(string extension, string pointer, string message) =>
        Assert.Equal([new Problem(pointer, message)], Errors(Document(extensions: $"[{Anna}, {extension}, {Anna.Replace("201", "210", StringComparison.Ordinal).Replace("web:anna", "web:berta", StringComparison.Ordinal)}]")).Where(p => !p.Message.Contains("twice", StringComparison.Ordinal)));

    [Fact]
    public void A_type_that_there_is_not_is_answered_with_those_that_there_are()
    {
        var problem = Assert.Single(Errors(Document(extensions: """[{ "number": "201", "name": "B", "type": "users", "config": { "whatever": 1 } }]""")));
        Assert.Equal(new Problem("/extensions/0/type", $"“users” is not possible here; it is one of {string.Join(", ", Pbx.Domain.Extensions.ExtensionTypes.All)}."), problem);
    }

    [Fact]
    public void A_broken_extension_hides_nothing_of_the_others()
    {
        var errors = Errors(Document(extensions: $$"""[17, {{Anna}}, { "number": "2x2", "name": "Menu", "type": "menu", "config": { "operator": "888" } }, { "number": "203", "name": "Menu", "type": "menu", "config": { "operator": "889" } }, {{Anna}}]"""));
        Assert.Equal(["/extensions/0", "/extensions/2/config/operator", "/extensions/2/number", "/extensions/3/config/operator", "/extensions/4/number"], errors.Select(problem => problem.Pointer).Order(StringComparer.Ordinal));
    }

    private static string Document(string account = Account, string schemes = Schemes, string extensions = $"[{Anna}]") => $$"""{ "account": {{account}}, "schemes": {{schemes}}, "extensions": {{extensions}} }""";

    private static AccountReading.Parsed Parsed(string text) => Assert.IsType<AccountReading.Parsed>(AccountReading.Read(Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<Problem> Errors(string text) => Parsed(text).Problems.Where(problem => !problem.IsWarning);
}
