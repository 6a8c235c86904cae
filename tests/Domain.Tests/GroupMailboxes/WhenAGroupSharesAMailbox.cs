using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Extensions.Editing;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Recordings;
using Pbx.Domain.Secrets;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.VoicemailNumbers;

namespace Pbx.Domain.Tests.GroupMailboxes;

public sealed class WhenAGroupSharesAMailbox
{
    private const string Open = "Nieuwe berichten: 0. Oude berichten: 0.";
    private const string WhichCode = "Toets de code van de voicemailbox in, gevolgd door een hekje.";
    private const string WhichPin = "Toets uw pincode in, gevolgd door een hekje.";
    private const string ByCode = """{ "mailbox": "group-mailbox" }""";
    private const string Derived = """{ "mailbox": "group-mailbox", "groupMailbox": "610" }""";

    [Fact]
    [Trait("Rule", "EXT-409")]
    [Trait("Rule", "EXT-034")]
    [Trait("Rule", "VMR-084")]
    public void Callers_leave_messages_as_in_any_mailbox()
    {
        var story = CallStory.Of("""{ "number": "300", "name": "Group", "type": "group-mailbox", "config": { "code": "1", "members": ["Sales"], "greeting": "Nobody is here." } }""").Dial("+31205550102");
        Assert.Equal("Nobody is here.", Assert.Single(story.Spoken));
        var greeting = story.Op<CallCommand.Play>();
        story.When<CallCommand.CountMessages>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Messages(3, 1000))]));
        Assert.Equal(new RecordingPurpose.Message(ExtensionNumber.Parse("300")), story.One<CallCommand.StartRecording>().Purpose);
        story.When<CallCommand.StartRecording>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Recording("r1"))]));
        story.When(new CallEvent.SoundEnded(greeting)).EndSound();
        story.When<CallCommand.HearOut>(op => new CallEvent.DigitsCollected(op, "#"));
        Assert.Equal("Uw bericht is opgeslagen. Tot ziens.", Assert.Single(story.Spoken));
    }

    [Fact]
    [Trait("Rule", "EXT-411")]
    public void A_menu_that_is_closed_sends_calls_there()
    {
        var story = CallStory.Of(
            """{ "number": "100", "name": "Menu", "type": "menu", "config": {}, "schedule": { "otherwise": { "action": "forward", "destination": "610" } } }""",
            """{ "number": "610", "name": "Group", "type": "group-mailbox", "config": { "code": "1", "members": ["Sales"], "greeting": "Nobody is here." } }""").Dial("+31205550100");
        Assert.Equal("Nobody is here.", Assert.Single(story.Spoken));
        Assert.NotNull(story.Call!.Trail.Answered);
    }

    [Theory]
    [InlineData("web:anna", "Sales", false)]
    [InlineData("web:anna", "Nobody", true)]
    [InlineData("raw:sip:anna", "Sales", true)]
    [Trait("Rule", "EXT-410")]
    [Trait("Rule", "VMR-082")]
    public void Members_at_trusted_phones_listen_by_the_code_and_others_need_the_pin(string device, string group, bool asks)
    {
        var call = Listener.Where($$"""{ "device": "{{device}}" }""", ByCode, Box(group)).Dial("500", PhoneAddress.Parse(device));
        Assert.Equal(WhichCode, call.Said);
        call.Press("42");
        Assert.StartsWith(asks ? WhichPin : Open, call.Said, StringComparison.Ordinal);
        Assert.StartsWith(Open, (asks ? call.Pin(PinVerdict.Right) : call).Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anonymous", false, ByCode)]
    [InlineData("anonymous", true, ByCode)]
    [InlineData("anonymous", false, Derived)]
    [InlineData("anonymous", true, Derived)]
    [InlineData("+31612345678", false, Derived)]
    [Trait("Rule", "EXT-410")]
    [Trait("Rule", "VMR-080.6")]
    public void Who_withholds_the_number_listens_only_where_the_mailbox_allows_it_and_after_the_pin(string caller, bool allows, string number)
    {
        var call = Listener.Where(number: number, more: Box("Sales", allows)).Dial("+31205550101", PhoneAddress.Parse(caller));
        var may = allows || caller != "anonymous";
        if (number == Derived)
        {
            Assert.Equal(may, call.Said == WhichPin);
            return;
        }

        Assert.Equal(WhichPin, call.Press("42").Said); // nobody learns whether it was the code
        Assert.Equal(may ? ExtensionNumber.Parse("610") : null, Assert.IsAssignableFrom<IAsksForPin>(((Phase.InExtension)call.Phase).State.State).PinOwner);
    }

    [Fact]
    [Trait("Rule", "EXT-412")]
    [Trait("Rule", "EXT-035")]
    [Trait("Rule", "VMR-018")]
    public void A_number_for_one_mailbox_asks_for_no_code()
    {
        var call = Listener.Where(number: Derived, more: Box("Sales")).Dial("500");
        Assert.StartsWith(Open, call.Said, StringComparison.Ordinal);
        call = Listener.Where(number: Derived, more: Box("Sales")).Dial("+31205550101", CallStory.Caller);
        Assert.Equal(WhichPin, call.Said);
        Assert.Equal(WhichPin, call.Pin(PinVerdict.Wrong).HearOut().Said);
    }

    [Fact]
    [Trait("Rule", "EXT-410")]
    [Trait("Rule", "EXT-192")]
    public void A_code_that_is_none_is_asked_its_pin_all_the_same()
    {
        var call = Listener.Where(number: ByCode, more: Box("Sales")).Dial("500").Press("43");
        Assert.Equal(WhichPin, call.Said);
        call.Pin(PinVerdict.Wrong);
        Assert.Equal((WhichCode, "De voicemailbox of de pincode is niet juist."), (call.HearOut().Said, Before(call)));
    }

    [Fact]
    [Trait("Rule", "EXT-408")]
    [Trait("Rule", "EXT-412")]
    [Trait("Rule", "VMR-019")]
    public void Everything_that_is_wrong_with_it_is_told_with_its_place()
    {
        var document = Listener.Where(
            number: """{ "mailbox": "voicemail", "groupMailbox": "601" }""",
            more:
            [
                """{ "number": "610", "name": "Empty", "type": "group-mailbox", "config": { "code": "42" } }""",
                """{ "number": "611", "name": "Twice", "type": "group-mailbox", "config": { "code": "42", "members": ["Sales", "Sales"], "emailGroups": ["None"], "smsGroups": ["Gone"], "administrators": ["Lost"], "greetingPrompt": "Missing", "pin": "1234" } }""",
                """{ "number": "501", "name": "Number", "type": "voicemail-number", "config": { "mailbox": "group-mailbox", "groupMailbox": "600" } }""",
                """{ "number": "502", "name": "Number", "type": "voicemail-number", "config": { "mailbox": "group-mailbox", "groupMailbox": "999" } }""",
            ]).Document;
        Assert.Equal(
            [
                "/extensions/1/config/groupMailbox", "/extensions/3/config/members", "/extensions/4/config/code", "/extensions/4/config/members/1", "/extensions/4/config/administrators/0", "/extensions/4/config/emailGroups/0",
                "/extensions/4/config/smsGroups/0", "/extensions/4/config/greetingPrompt", "/extensions/4/config/pin", "/extensions/5/config/groupMailbox", "/extensions/6/config/groupMailbox",
            ],
            Errors(document).Where(pointer => pointer.StartsWith("/extensions", StringComparison.Ordinal)).OrderBy(pointer => pointer.Split('/')[2], StringComparer.Ordinal).ThenBy(pointer => Array.IndexOf(Order, pointer.Split('/')[4])));
        Assert.Contains("/extensions/1/config/mailbox", Errors(Listener.Where(number: ByCode).Document));
    }

    [Fact]
    [Trait("Rule", "EXT-408")]
    public void User_groups_have_names_of_their_own_and_users_as_members_and_deleting_a_user_tells_of_them()
    {
        var document = Listener.With().Document;
        var number = ExtensionNumber.Parse;
        document = document with { Account = document.Account with { UserGroups = [new("Sales", [number("201"), number("201")]), new("Sales", [number("600"), number("299")]), new(" ")] } };
        Assert.Equal(
            ["/account/userGroups/0/members/1", "/account/userGroups/1/name", "/account/userGroups/1/members/0", "/account/userGroups/1/members/1", "/account/userGroups/2/name"],
            Errors(document).Where(pointer => pointer.StartsWith("/account", StringComparison.Ordinal)));
        Assert.Contains(ExtensionReferences.Of(Listener.With().Document, number("201")), problem => problem.Pointer == "/account/userGroups/0/members/0");
    }

    private static readonly string[] Order = ["groupMailbox", "code", "members", "administrators", "emailGroups", "smsGroups", "greetingPrompt", "pin"];

    private static string Box(string group, bool allows = false) =>
        $$"""{ "number": "610", "name": "Team", "type": "group-mailbox", "config": { "code": "42", "pin": "2580", "members": ["{{group}}"], "allowsAnonymous": {{(allows ? "true" : "false")}} } }""";

    private static string Before(Listener call) => Domain.Prompts.Catalogue.Text(Domain.Prompts.Prompt.MailboxLogInFailed, call.Document.Account.Language);

    private static IEnumerable<string> Errors(AccountDocument document) => AccountCheck.Check(document).Where(problem => !problem.IsWarning).Select(problem => problem.Pointer);
}
