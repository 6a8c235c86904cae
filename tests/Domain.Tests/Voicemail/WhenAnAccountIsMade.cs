using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Tests.Voicemail;

public sealed class WhenAnAccountIsMade
{
    [Theory]
    [InlineData("nl", "3", "999")]
    [InlineData("gb", "3", "998")]
    [InlineData("lv", "3", "998")]
    [InlineData("dk", "3", "998")]
    [InlineData("fi", "3", "998")]
    [InlineData("de", "4", "9999")]
    [InlineData("nl", "2", "99")]
    [Trait("Rule", "EXT-193")]
    [Trait("Rule", "VMR-010")]
    public void It_gets_a_mailbox_at_the_highest_number_that_is_not_reserved(string country, string length, string number)
    {
        var document = CompanyMailbox.In(Made(country, length));
        var box = Assert.Single(document.Extensions);
        Assert.Equal((number, "voicemail"), (box.Number.Value, box.Type.Key));
        Assert.DoesNotContain(AccountCheck.Check(document), problem => !problem.IsWarning);
    }

    [Fact]
    [Trait("Rule", "EXT-193")]
    public void One_that_comes_with_extensions_is_left_as_it_is()
    {
        var document = VoicemailNumbers.Listener.With().Document;
        Assert.Equal(document, CompanyMailbox.In(document));
    }

    [Fact]
    [Trait("Rule", "EXT-002")]
    [Trait("Rule", "EXT-193")]
    public void One_whose_first_extension_will_tell_how_long_numbers_are_gets_none() => Assert.Empty(CompanyMailbox.In(Made("nl", "null")).Extensions);

    private static AccountDocument Made(string country, string length) => Calls.TestAccount.Read<AccountDocument>($$"""
        { "account": { "name": "New", "country": "{{country}}", "language": "en", "timeZone": "Europe/Amsterdam", "extensionLength": {{length}}, "numbers": [], "tenants": [] },
          "schemes": [{ "number": 1, "name": "New", "plans": [{ "number": 1, "name": "Plan", "links": [] }] }], "extensions": [] }
        """.Replace("\"extensionLength\": null, ", "", StringComparison.Ordinal));
}
