using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Users;
using Pbx.Domain.VoicemailNumbers;

namespace Pbx.Domain.Tests.VoicemailNumbers;

public sealed class WhenAUserOpensTheOwnMailbox
{
    private const string Open = "Nieuwe berichten: 0. Oude berichten: 0.";
    private const string WhichPin = "Toets uw pincode in, gevolgd door een hekje.";

    [Theory]
    [InlineData("web:anna", "untrusted-device", false)]
    [InlineData("teams:anna", "untrusted-device", false)]
    [InlineData("raw:sip:anna", "untrusted-device", true)]
    [InlineData("web:anna", "always", true)]
    [InlineData("raw:sip:anna", "always", true)]
    [InlineData("raw:sip:anna", "never", false)]
    [InlineData("web:anna", "never", false)]
    [Trait("Rule", "EXT-101")]
    [Trait("Rule", "VMR-028")]
    [Trait("Rule", "VMR-027")]
    public void It_opens_without_a_number_and_with_the_pin_where_the_setting_and_the_phone_ask_for_it(string device, string setting, bool asks)
    {
        var call = Listener.Where($$"""{ "device": "{{device}}", "voicemail": { "pin": "2580", "asksForPin": "{{setting}}" } }""").Dial("1233", PhoneAddress.Parse(device));
        Assert.StartsWith(asks ? WhichPin : Open, call.Said, StringComparison.Ordinal);
        if (asks)
        {
            Assert.Equal(ExtensionNumber.Parse("201"), Assert.IsType<VoicemailNumberState.Asking>(((Phase.InExtension)call.Phase).State.State).PinOwner);
            Assert.StartsWith(Open, call.Pin(PinVerdict.Right).Said, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Rule", "EXT-100")]
    [Trait("Rule", "VMR-026.2")]
    public void Without_a_pin_a_phone_that_needs_one_is_refused_and_a_trusted_one_is_not()
    {
        var refused = Listener.Where("""{ "device": "raw:sip:anna" }""").Dial("1233", PhoneAddress.Parse("raw:sip:anna"));
        Assert.Equal((EndReason.NotAuthorised, "EXT-100"), (Assert.IsType<Phase.Ending>(refused.Phase).Reason, refused.Story.Rule));
        Assert.StartsWith(Open, Listener.Where().Dial("1233").Said, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-099")]
    [Trait("Rule", "VMR-026.1")]
    public void It_speaks_its_own_language_else_the_users_and_a_change_is_the_mailboxs_alone()
    {
        Assert.StartsWith("Neue Nachrichten: 0.", Listener.Where("""{ "device": "web:anna", "voicemail": { "language": "de" } }""").Dial("1233").Said, StringComparison.Ordinal);
        var call = Listener.Where().Dial("1233").Press("0").Press("3").Press("1");
        Assert.StartsWith("The change has been saved.", call.Said, StringComparison.Ordinal);
        var anna = call.Document.Extensions.Single(one => one.Number.Value == "201");
        Assert.Equal((null, Language.English), (anna.Language, ((UserConfig)anna.Config).Voicemail!.Language));
    }

    [Fact]
    [Trait("Rule", "EXT-100")]
    public void The_new_pin_is_the_mailboxs_and_the_one_of_the_phone_stays()
    {
        var call = Listener.Where("""{ "device": "web:anna", "pin": "4711" }""").Dial("1233").Press("0").Press("2").Pin(PinVerdict.Right).Pin(PinVerdict.Right);
        var anna = (UserConfig)call.Document.Extensions.Single(one => one.Number.Value == "201").Config;
        Assert.Equal((new Pin.Digits("4711"), new Pin.Hashed("new")), (anna.Pin, anna.Voicemail!.Pin));
    }

    [Fact]
    [Trait("Rule", "VMR-031")]
    [Trait("Rule", "VMR-030")]
    public void From_outside_extension_and_pin_are_asked_for_also_where_the_user_is_never_asked()
    {
        var call = Listener.Where("""{ "device": "web:anna", "voicemail": { "pin": "2580", "asksForPin": "never" } }""", """{ "mailbox": "user-mailbox" }""").Dial("+31205550101", CallStory.Caller);
        Assert.Equal("Toets uw toestelnummer in, gevolgd door een hekje.", call.Said);
        Assert.Equal(WhichPin, call.Press("201").Said);
        Assert.StartsWith(Open, call.Pin(PinVerdict.Right).Said, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-192")]
    public void A_wrong_pin_is_asked_for_again_and_the_star_ends_the_call()
    {
        var call = Listener.Where("""{ "device": "web:anna", "voicemail": { "pin": "2580", "asksForPin": "always" } }""").Dial("1233").Pin(PinVerdict.Wrong);
        Assert.Equal(WhichPin, call.HearOut().Said);
        call.Pin(PinVerdict.Wrong).HearOut().Pin(PinVerdict.Wrong).HearOut();
        Assert.Equal(EndReason.NotAuthorised, Assert.IsType<Phase.HangingUp>(call.Phase).Reason);
        call = Listener.Where("""{ "device": "web:anna", "voicemail": { "pin": "2580", "asksForPin": "always" } }""").Dial("1233").Press("*");
        Assert.Equal(EndReason.Disconnected, Assert.IsType<Phase.Ending>(call.Phase).Reason);
    }
}
