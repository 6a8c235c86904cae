using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Extensions.Editing;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.NumberingPlans.Editing;

namespace Pbx.Domain.Tests.Extensions.Editing;

public sealed class WhenAnExtensionIsDeleted
{
    // named by a link, the default destination, an option, an operator, a schedule, night mode and an assertion
    private static readonly AccountDocument Account = TestAccount.Read<AccountDocument>("""
        {
          "account": { "name": "Test", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "mainNumber": "+31205550100", "numbers": ["+31205550100", "+31205550101"],
            "tenants": ["11111111-1111-1111-1111-111111111111"], "nightMode": { "mode": "on", "forward": "300" } },
          "schemes": [{ "number": 1, "name": "Test", "defaultDestination": "300", "plans": [{ "number": 1, "name": "Day", "links": [
            { "number": "+31205550100", "extension": "100" }, { "number": "+31205550101", "extension": "300" } ] }] }],
          "extensions": [
            { "number": "100", "name": "Menu", "type": "menu", "config": { "operator": "300", "options": [{ "key": "1", "destination": "300" }, { "key": "2", "destination": "301" }] },
              "schedule": { "otherwise": { "action": "forward", "destination": "300" } } },
            { "number": "300", "name": "Box", "type": "voicemail", "config": {} },
            { "number": "301", "name": "Other box", "type": "voicemail", "config": {} }
          ],
          "assertions": [{ "name": "Night", "at": "2026-12-25T12:00", "from": "300", "expect": { "endsIn": "300", "passes": ["100", "300"] }, "assume": { "fullMailboxes": ["300", "301"] } }]
        }
        """);

    [Fact]
    [Trait("Rule", "EXT-053")]
    public void While_others_name_it_that_is_refused_with_every_place()
    {
        var hindered = Assert.IsType<Edit.Hindered>(ExtensionEdits.Remove(Account, N("300"), null));
        Assert.Equal(
            [
                "/account/nightMode/forward", "/schemes/0/plans/0/links/1/extension", "/schemes/0/defaultDestination", "/extensions/0/config/options/0/destination", "/extensions/0/config/operator",
                "/extensions/0/schedule/otherwise/destination", "/assertions/0/expect/endsIn", "/assertions/0/expect/passes/1", "/assertions/0/from", "/assertions/0/assume/fullMailboxes/0",
            ],
            hindered.By.Select(problem => problem.Pointer));
        Assert.Contains(hindered.By, problem => problem.Message == "Extension 100 (Menu), option 1: destination names extension 300.");
    }

    [Fact]
    [Trait("Rule", "EXT-052")]
    public void One_that_nobody_names_goes_with_all_that_is_set_for_it()
    {
        var alone = Account with { Extensions = Account.Extensions.Add(TestAccount.Read<Extension>("""{ "number": "302", "name": "Loner", "type": "menu", "config": { "operator": "301", "options": [{ "key": "1", "destination": "302" }] } }""")) };
        var done = Assert.IsType<Edit.Done>(ExtensionEdits.Remove(alone, N("302"), null));
        Assert.Equal(Account, done.Document);
        Assert.Equal("Extension 302 (Loner) is deleted.", done.What);
    }

    [Fact]
    [Trait("Rule", "EXT-053")]
    public void A_replacement_takes_over_every_reference_in_the_same_document()
    {
        var done = Draft.Saved(ExtensionEdits.Remove(Account, N("300"), N("301")));
        Assert.Empty(ExtensionReferences.Of(done.Document, N("300")));
        Assert.Equal("Extension 300 (Box) is deleted; extension 301 takes over 10 references.", done.What);
        Assert.Equal("301", Assert.Single(done.Document.Assertions[0].Assume!.FullMailboxes).Value);
        Assert.Equal(["100", "301"], done.Document.Extensions.Select(extension => extension.Number.Value));
    }

    [Theory]
    [InlineData("300")]
    [InlineData("399")]
    public void What_cannot_take_over_is_refused(string replacement) => Assert.IsType<Edit.Refused>(ExtensionEdits.Remove(Account, N("300"), N(replacement)));

    [Fact]
    public void One_that_is_not_there_is_missing() => Assert.IsType<Edit.Missing>(ExtensionEdits.Remove(Account, N("399"), N("301")));

    [Fact]
    [Trait("Rule", "EXT-053")]
    public void Whatever_a_type_names_is_found_in_every_sample_of_every_type()
    {
        foreach (var type in ExtensionTypes.All)
        {
            foreach (var way in type.Ways(type.Sample))
            {
                if (way.To is Destination.ToExtension to)
                {
                    var document = Account with { Extensions = Account.Extensions.Add(new Extension(N("999"), "Any", type, type.Sample)) };
                    Assert.Contains(ExtensionReferences.Of(document, to.Extension), IsInSample);
                    Assert.DoesNotContain(ExtensionReferences.Of(ExtensionReferences.Replace(document, to.Extension, N("888")).Document, to.Extension), IsInSample);
                }
            }
        }
    }

    private static bool IsInSample(Documents.Problem problem) => problem.Pointer.StartsWith("/extensions/3/config", StringComparison.Ordinal);

    private static ExtensionNumber N(string number) => ExtensionNumber.Parse(number);
}
