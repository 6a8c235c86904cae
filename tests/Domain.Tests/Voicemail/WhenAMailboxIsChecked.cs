using Pbx.Domain.Accounts;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Documents;
using Pbx.Domain.Tests.VoicemailNumbers;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Tests.Voicemail;

public sealed class WhenAMailboxIsChecked
{
    [Theory]
    [InlineData("""{ "emailNotification": true }""", "/email", "Mails are sent for this mailbox: say where to.")]
    [InlineData("""{ "removesAfterEmail": true }""", "/removesAfterEmail", null)]
    [InlineData("""{ "removesAfterEmail": true, "sendsFile": true }""", "/removesAfterEmail", null)]
    [InlineData("""{ "removesAfterEmail": true, "emailNotification": true, "email": "a@example.com" }""", "/removesAfterEmail", null)]
    [InlineData("""{ "smsTo": "+31205550100" }""", "/smsTo", "+31205550100 is no mobile number, so it cannot get an SMS.")]
    [InlineData("""{ "user": "600" }""", "/user", "Extension 600 is no user.")]
    [InlineData("""{ "user": "299" }""", "/user", "There is no extension 299.")]
    [InlineData("""{ "afterGreeting": "201" }""", "/afterGreeting", "A call goes on after the greeting only where no message can be left.")]
    [InlineData("""{ "takesMessages": false, "afterGreeting": "299" }""", "/afterGreeting", null)]
    [InlineData("""{ "greeting": "" }""", "/greeting", null)]
    [InlineData("""{ "greetingPrompt": "None" }""", "/greetingPrompt", "There is no prompt “None”.")]
    [InlineData("""{ "pin": "1111" }""", "/pin", null)]
    [InlineData("""{ "pin": "1234" }""", "/pin", null)]
    [InlineData("""{ "pin": "9876" }""", "/pin", null)]
    [Trait("Rule", "EXT-173")]
    [Trait("Rule", "EXT-177")]
    [Trait("Rule", "EXT-179")]
    public void What_is_wrong_is_told_with_its_place(string config, string pointer, string? message)
    {
        var problem = Assert.Single(Check(config));
        Assert.Equal($"/extensions/2/config{pointer}", problem.Pointer);
        Assert.True(message is null || message == problem.Message, problem.Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "pin": "2580", "user": "201", "emailNotification": true, "email": "sales@example.com", "sendsFile": true, "removesAfterEmail": true, "smsTo": "+31612345678" }""")]
    [InlineData("""{ "smsTo": "+12125550100" }""")]
    [InlineData("""{ "takesMessages": false }""")]
    [InlineData("""{ "takesMessages": false, "afterGreeting": "201" }""")]
    [Trait("Rule", "EXT-175")]
    [Trait("Rule", "EXT-180")]
    [Trait("Rule", "EXT-182")]
    public void What_is_right_is_taken(string config) => Assert.Empty(Check(config));

    [Theory]
    [InlineData("anna@example.com", true)]
    [InlineData("a.b+c@mail.example.co.uk", true)]
    [InlineData("anna", false)]
    [InlineData("anna@example", false)]
    [InlineData("anna@example.com,bram@example.com", false)]
    [InlineData("Anna <anna@example.com>", false)]
    [InlineData("anna@example.com\r\nBcc: x@example.com", false)]
    [InlineData("anna@example.com\n", false)]
    [InlineData("@example.com", false)]
    [InlineData("anna@-example.com", false)]
    [Trait("Rule", "EXT-177")]
    public void An_address_is_one_address(string text, bool isOne) => Assert.Equal(isOne, Domain.Notifications.EmailAddress.TryParse(text, out _));

    [Fact]
    [Trait("Rule", "EXT-176")]
    [Trait("Rule", "EXT-178")]
    [Trait("Rule", "EXT-172")]
    public void What_is_not_set_is_as_the_form_has_it()
    {
        var config = (VoicemailConfig)Listener.With(box: "{}").Document.Extensions[2].Config;
        Assert.Equal((false, false, false, true), (config.EmailNotification, config.SendsFile, config.RemovesAfterEmail, config.TakesMessages));
        Assert.Equal((null, null, null, null), (config.User, config.SmsTo, config.AfterGreeting, config.Greeting));
    }

    [Fact]
    [Trait("Rule", "EXT-182")]
    [Trait("Rule", "EXT-187")]
    public void Where_no_message_can_be_left_the_destination_is_a_way_out()
    {
        var config = (VoicemailConfig)Listener.With(box: """{ "takesMessages": false, "afterGreeting": "201" }""").Document.Extensions[2].Config;
        Assert.Equal(new Way(Domain.Extensions.Destination.Read("201")!, "/afterGreeting", "no message can be left"), Assert.Single(Mailbox.Ways(config)));
    }

    private static IEnumerable<Problem> Check(string box) =>
        AccountCheck.Check(Listener.With(box: box).Document).Where(problem => !problem.IsWarning && problem.Pointer.StartsWith("/extensions/2", StringComparison.Ordinal));
}
