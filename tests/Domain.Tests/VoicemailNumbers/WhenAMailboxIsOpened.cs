using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.VoicemailNumbers;

namespace Pbx.Domain.Tests.VoicemailNumbers;

public sealed class WhenAMailboxIsOpened
{
    private const string WhichBox = "Toets het nummer van de voicemailbox in, gevolgd door een hekje.";
    private const string WhichPin = "Toets uw pincode in, gevolgd door een hekje.";
    private const string Wrong = "De voicemailbox of de pincode is niet juist.";

    [Fact]
    [Trait("Rule", "EXT-190")]
    [Trait("Rule", "EXT-191")]
    [Trait("Rule", "VMR-056")]
    public void The_box_is_asked_for_and_not_the_callers_own_extension_then_its_pin_in_secret()
    {
        var call = Listener.With().Dial();
        Assert.Equal((WhichBox, false), (call.Said, call.Story.One<CallCommand.CollectDigits>().IsSecret));
        call.Press("600");
        Assert.Equal((WhichPin, true), (call.Said, call.Story.One<CallCommand.CollectDigits>().IsSecret));
        var asks = Assert.IsType<VoicemailNumberState.Asking>(Inside(call));
        Assert.Equal((ExtensionNumber.Parse("600"), true), (asks.PinOwner, asks.OfMailbox));
    }

    [Theory]
    [InlineData("nl", "920")]
    [InlineData("gb", "8880")]
    [InlineData("de", "8880")]
    [InlineData("es", "1980")]
    [InlineData("lv", "920")]
    [InlineData("dk", "920")]
    [InlineData("fi", "920")]
    [Trait("Rule", "CFT-297")]
    [Trait("Rule", "VMR-001")]
    public void Each_country_has_its_code_for_it(string country, string code)
    {
        var account = TestAccount.Read<Domain.Accounts.AccountDocument>($$"""
            { "account": { "name": "Test", "country": "{{country}}", "language": "en", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "numbers": [], "tenants": [] }, "schemes": [],
              "extensions": [{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna" } }] }
            """);
        var story = CallStory.Of(new TestAccount(account)).Dial(code, caller: Listener.AnnasPhone);
        Assert.Equal("Enter the number of the mailbox, followed by the hash key.", Assert.Single(story.Spoken));
        story.Press("600"); // the state is read again under the built-in configuration
        Assert.Equal("Enter your PIN, followed by the hash key.", Assert.Single(story.Spoken));
    }

    [Fact]
    [Trait("Rule", "EXT-184")]
    [Trait("Rule", "VMR-006")]
    public void Anybody_with_number_and_pin_opens_it_from_inside_and_from_outside()
    {
        Assert.StartsWith("New messages: 0. Old messages: 0.", Listener.With().Open().Said, StringComparison.Ordinal);
        Assert.StartsWith("New messages: 0. Old messages: 0.", Listener.With().Dial("+31205550101", CallStory.Caller).Press("600").Pin(PinVerdict.Right).Said, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-192")]
    [Trait("Rule", "VMR-024")]
    public void Wrong_box_wrong_pin_a_blocked_box_and_what_is_no_box_sound_alike_and_the_third_ends_the_call()
    {
        var call = Listener.With().Dial().Press("600").Pin(PinVerdict.Wrong);
        Assert.Equal((Wrong, WhichBox), (call.Said, call.HearOut().Said));
        call.Press("99999").Pin(PinVerdict.Blocked);
        Assert.Equal((Wrong, WhichBox), (call.Said, call.HearOut().Said));
        call.Press("201").Pin(PinVerdict.Right); // a user's extension is no box of this kind, whatever PIN it has
        Assert.Equal(Wrong, call.Said);
        call.HearOut();
        Assert.Equal(EndReason.NotAuthorised, Assert.IsType<Phase.HangingUp>(call.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-192")]
    public void A_number_that_can_be_no_box_is_asked_its_pin_all_the_same()
    {
        var call = Listener.With().Dial().Press("1");
        Assert.Equal(WhichPin, call.Said);
        Assert.Null(Assert.IsType<VoicemailNumberState.Asking>(Inside(call)).PinOwner);
    }

    [Fact]
    [Trait("Rule", "EXT-192")]
    [Trait("Rule", "EXT-204")]
    public void The_star_goes_back_to_the_box_without_forgiving_wrong_tries_and_ends_the_call_from_there()
    {
        var call = Listener.With().Dial().Press("600").Pin(PinVerdict.Wrong).HearOut().Press("600").Pin(PinVerdict.Wrong).HearOut().Press("600").Press("*");
        Assert.Equal(WhichBox, call.Said);
        call.Press("600").Pin(PinVerdict.Wrong).HearOut();
        Assert.IsType<Phase.HangingUp>(call.Phase);

        call = Listener.With().Dial().Press("*");
        Assert.Equal(EndReason.Disconnected, Assert.IsType<Phase.Ending>(call.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-202")]
    [Trait("Rule", "VMR-057")]
    [Trait("Rule", "VMR-059")]
    public void The_counts_are_told_and_the_first_new_message_plays_at_once_with_time_and_caller()
    {
        var call = Listener.With(fresh: 2, old: 1).Open();
        Assert.Equal(
            [
                Catalogue.Say(Prompt.MessageCounts, Language.English, "2", "1"),
                Catalogue.Say(Prompt.MessageFrom, Language.English, "3 1 6 1 2 3 4 5 6 0 1", "on 20 November at 10:30"),
                new Sound.Message("file1", TimeSpan.FromSeconds(20)),
            ],
            call.Story.One<CallCommand.CollectDigits>().Prompt);
    }

    [Fact]
    [Trait("Rule", "EXT-174")]
    [Trait("Rule", "EXT-078")]
    public void Once_it_is_open_everything_is_said_in_the_language_of_the_box()
    {
        foreach (var (language, counts) in (ValueTuple<string, string>[])[("en", "New messages: 0."), ("nl", "Nieuwe berichten: 0."), ("de", "Neue Nachrichten: 0."), ("es", "Mensajes nuevos: 0."), ("da", "Nye beskeder: 0."), ("fi", "Uusia viestejä: 0."), ("lv", "Jaunas ziņas: 0.")])
        {
            var call = Listener.With(more: $$"""{ "number": "601", "name": "Other", "type": "voicemail", "language": "{{language}}", "config": {} }""").Dial().Press("601").Pin(PinVerdict.Right);
            Assert.StartsWith(counts, call.Said, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Rule", "VMR-055")]
    public void A_store_that_is_away_ends_the_call_with_a_word_and_an_alarm()
    {
        var call = Listener.With().Dial().Press("600");
        call.Story.When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Right));
        call.When<CallCommand.LookIntoBox>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Refused("the store is away"))]));
        Assert.Contains(call.Story.Commands, command => command.Command is CallCommand.RaiseAlarm);
        Assert.Equal("De wijziging kon niet worden uitgevoerd. Probeer het later nog eens.", call.Said);
    }

    [Fact]
    [Trait("Rule", "EXT-305")]
    [Trait("Rule", "EXT-307")]
    [Trait("Rule", "VMR-004")]
    public void A_system_extension_that_is_linked_to_a_number_opens_mailboxes_from_outside_by_number_and_pin_alone()
    {
        var call = Listener.With(fresh: 1, more: """{ "number": "510", "name": "Outside", "type": "system-access", "config": { "forwardTo": "voicemail" } }""");
        Assert.Equal(WhichBox, call.Dial("510").Said);
        Assert.Equal(WhichPin, call.Press("600").Said);
        var asks = Assert.IsAssignableFrom<IAsksForPin>(Inside(call));
        Assert.Equal((ExtensionNumber.Parse("600"), true), (asks.PinOwner, asks.OfMailbox));
        Assert.StartsWith("New messages: 1. Old messages: 0. Message from", call.Pin(PinVerdict.Right).Said, StringComparison.Ordinal);
        call.PressNothing().Press("*").Press("0").Press("2");
        Assert.NotNull(Assert.IsAssignableFrom<IAsksForNewPin>(Inside(call)).NewPinQuestion);
        Assert.Equal(EndReason.Completed, Assert.IsType<Phase.Ended>(call.When(new CallEvent.CallEnded()).Phase).Reason);
    }

    private static object Inside(Listener call) => ((Phase.InExtension)call.Phase).State.State;
}
