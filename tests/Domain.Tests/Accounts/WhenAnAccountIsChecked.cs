using System.Text.Json;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Accounts;

public sealed class WhenAnAccountIsChecked
{
    [Fact]
    public void The_usual_account_has_no_errors_but_for_the_link_that_is_broken_on_purpose() =>
        Assert.Equal(["/schemes/0/plans/0/links/4/extension"], Errors(TestAccount.With().Document).Where(p => !p.StartsWith("/extensions/0", StringComparison.Ordinal)));

    [Fact]
    [Trait("Rule", "EXT-001")]
    [Trait("Rule", "EXT-005")]
    [Trait("Rule", "EXT-064")]
    public void All_problems_are_named_at_once_each_with_its_place()
    {
        var document = JsonSerializer.Deserialize(
            """
            {
              "account": { "name": "", "country": "nl", "language": "nl", "timeZone": "Mars/Base", "extensionLength": 3, "mainNumber": "+31205550999", "numbers": ["+31205550100", "+31205550100"], "tenants": [] },
              "schemes": [{ "number": 2, "name": "x", "defaultDestination": "777", "plans": [{ "number": 100, "name": "x", "links": [
                { "number": "+31205550111", "extension": "555", "prefix": "123456789012345678901" }, { "number": "+31205550100", "extension": "100" }, { "number": "+31205550100", "extension": "100" } ] }] }],
              "extensions": [
                { "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": " ", "operator": "666", "options": [{ "key": "12", "destination": "100" }, { "key": "1" }, { "key": "1", "action": "play-message" }] } },
                { "number": "1000", "name": "Four digits", "type": "user", "config": { "device": "web:a", "ringFor": "00:09:00" } },
                { "number": "100", "name": "Twice", "type": "auto-answer", "config": { "message": "" } },
                { "number": "400", "name": "Out", "type": "forward", "config": { "to": "+31201234567", "callerId": "chosen" } }
              ]
            }
            """,
            Json.Of<AccountDocument>(Json.Documents))!;
        Assert.Equal(
            [
                "/account/mainNumber",
                "/account/name",
                "/account/numbers/1",
                "/account/timeZone",
                "/extensions/0/config/greeting",
                "/extensions/0/config/operator",
                "/extensions/0/config/options/0/destination",
                "/extensions/0/config/options/0/key",
                "/extensions/0/config/options/1/destination",
                "/extensions/0/config/options/2/key",
                "/extensions/0/config/options/2/message",
                "/extensions/1/config/ringFor",
                "/extensions/1/number",
                "/extensions/2/config/message",
                "/extensions/2/number",
                "/extensions/3/config/chosenNumber",
                "/schemes",
                "/schemes/0/defaultDestination",
                "/schemes/0/defaultDestination",
                "/schemes/0/plans/0/links/0/extension",
                "/schemes/0/plans/0/links/0/number",
                "/schemes/0/plans/0/links/0/prefix",
                "/schemes/0/plans/0/links/2/number",
                "/schemes/0/plans/0/number",
            ],
            Errors(document).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Rule", "NPL-035")]
    public void A_number_in_two_schemes_is_refused()
    {
        var document = TestAccount.With().Document;
        var twice = document.Schemes[0] with { Number = 2 };
        Assert.Contains("/schemes/1/plans/0/links/0/number", Errors(document with { Schemes = document.Schemes.Add(twice) }));
    }

    [Theory]
    [InlineData("""{ "account": {} }""")]
    [InlineData("""{ "surprise": 1 }""")]
    [InlineData("""[]""")]
    [InlineData("""{ "account": null, "schemes": [], "extensions": [] }""")]
    [InlineData("""{ "account": { "name": "x", "country": "xx", "language": "nl", "timeZone": "UTC", "extensionLength": 3 }, "schemes": [], "extensions": [] }""")]
    [InlineData("""{ "account": { "name": "x", "country": "nl", "language": "nl", "timeZone": "UTC", "extensionLength": 3, "numbers": [null] }, "schemes": [], "extensions": [] }""")]
    [InlineData("""{ "account": { "name": "x", "country": "nl", "language": "nl", "timeZone": "UTC", "extensionLength": 3 }, "schemes": [], "extensions": [{ "number": "100", "name": "x", "type": "telepathy", "config": {} }] }""")]
    [InlineData("""{ "account": { "name": "x", "country": "nl", "language": "nl", "timeZone": "UTC", "extensionLength": 3 }, "schemes": [], "extensions": [{ "number": "010", "name": "x", "type": "user", "config": {} }] }""")]
    public void A_document_that_is_none_is_refused(string text) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(text, Json.Of<AccountDocument>(Json.Documents)));

    private static IEnumerable<string> Errors(AccountDocument document) =>
        AccountCheck.Check(document).Where(problem => !problem.IsWarning).Select(problem => problem.Pointer);
}
