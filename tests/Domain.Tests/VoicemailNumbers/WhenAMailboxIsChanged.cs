using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;
using Pbx.Domain.Secrets;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Tests.VoicemailNumbers;

public sealed class WhenAMailboxIsChanged
{
    private const string Options = "To record a new greeting, press 1. To change the PIN, press 2. To change the language, press 3. To go back, press the star key.";
    private const string Greeting = "To save this greeting, press 1. To hear it again, press 2. To record another one, press 3. To go back, press the star key.";

    [Fact]
    [Trait("Rule", "EXT-197")]
    public void Zero_leads_to_the_options() => Assert.Equal(Options, Changing().Said);

    [Fact]
    [Trait("Rule", "EXT-199")]
    [Trait("Rule", "VMR-061")]
    [Trait("Rule", "EXT-181")]
    public void A_greeting_is_spoken_after_the_tone_ended_by_hash_played_back_and_saved()
    {
        var call = Changing().Press("1");
        call.Story.Then(
            new CallCommand.StartRecording(new RecordingPurpose.Greeting(ExtensionNumber.Parse("600")), IsPaused: true),
            new CallCommand.Play([Catalogue.Say(Prompt.SpeakGreeting, Language.English), new Sound.Signal(Tone.Beep)]));
        call.Speak();
        Assert.Equal([new Sound.Recorded(Listener.Recorded), new Sound.Speech(Greeting, Language.English)], call.Story.One<CallCommand.CollectDigits>().Prompt);
        Assert.Null(Config(call).GreetingPrompt);
        call.Press("2");
        Assert.Equal(new Sound.Recorded(Listener.Recorded), call.Story.One<CallCommand.CollectDigits>().Prompt[0]);
        call.Press("1");
        Assert.Equal($"The change has been saved. {Options}", call.Said);
        Assert.Equal((null, BoxEdits.PromptOf(ExtensionNumber.Parse("600"))), (Config(call).Greeting, Config(call).GreetingPrompt));
        Assert.Equal(Listener.Recorded, Assert.Single(call.Document.Prompts).Files.En!.File);
        Assert.DoesNotContain(Domain.Accounts.AccountCheck.Check(call.Document), problem => !problem.IsWarning);
    }

    [Fact]
    [Trait("Rule", "EXT-199")]
    [Trait("Rule", "VMR-061")]
    public void It_can_be_spoken_again_and_given_up_without_a_change()
    {
        var call = Changing().Press("1").Speak().Press("3");
        Assert.Equal("Please speak your greeting after the tone, and then press the hash key.", call.Story.Spoken.First());
        call.Speak().Press("*");
        Assert.Equal(Options, call.Said);
        call.Press("1").Speak("*");
        Assert.Equal(Options, call.Said);
        Assert.Contains(call.Story.Commands, command => command.Command is CallCommand.StopRecording);
        Assert.Equal("Leave a message.", Config(call).Greeting);
    }

    [Fact]
    [Trait("Rule", "EXT-199")]
    public void Until_the_file_is_there_the_caller_hears_so_and_after_a_minute_it_is_given_up()
    {
        var call = Changing().Press("1");
        call.HasFile = false;
        call.Speak();
        call.HearOut();
        Assert.Equal("One moment please.", call.Said);
        call.HasFile = true;
        call.HearOut();
        Assert.EndsWith(Greeting, call.Said, StringComparison.Ordinal);

        call = Changing().Press("1");
        call.HasFile = false;
        call.Speak();
        call.Story.After(TimeSpan.FromSeconds(60));
        Assert.Equal($"The change could not be made. Please try again later. {Options}", call.HearOut().Said);
    }

    [Fact]
    [Trait("Rule", "EXT-199")]
    public void Other_keys_are_part_of_the_greeting_and_three_minutes_are_its_end()
    {
        var call = Changing().Press("1").Speak("5");
        Assert.Equal([], call.Story.One<CallCommand.CollectDigits>().Prompt);
        Assert.DoesNotContain(call.Story.Commands, command => command.Command is CallCommand.StopRecording);
        call.Story.After(TimeSpan.FromMinutes(3));
        call.When(new CallEvent.TimeReached());
        Assert.EndsWith(Greeting, call.Said, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-199")]
    public void A_network_that_does_not_record_leads_back_to_the_options()
    {
        var call = Changing().Press("1");
        call.When<CallCommand.StartRecording>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Refused("no"))]));
        Assert.EndsWith(Options, call.Said, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-200")]
    [Trait("Rule", "VMR-062")]
    public void A_new_pin_is_keyed_twice_in_secret_and_saved()
    {
        var call = Changing().Press("2");
        Assert.Equal(("Enter the new PIN of four digits, followed by the hash key.", true), (call.Said, call.Story.One<CallCommand.CollectDigits>().IsSecret));
        call.Pin(PinVerdict.Right);
        Assert.Equal(("Enter the new PIN again, followed by the hash key.", true), (call.Said, call.Story.One<CallCommand.CollectDigits>().IsSecret));
        call.Pin(PinVerdict.Right);
        Assert.Equal($"The change has been saved. {Options}", call.Said);
        Assert.Equal(new Pin.Hashed("new"), Config(call).Pin);
    }

    [Fact]
    [Trait("Rule", "EXT-200")]
    [Trait("Rule", "EXT-173")]
    public void A_weak_pin_and_a_second_that_differs_are_told_and_asked_for_again_and_change_nothing()
    {
        var call = Changing().Press("2").Pin(PinVerdict.Weak);
        Assert.StartsWith("This PIN cannot be used", call.Said, StringComparison.Ordinal);
        call.HearOut().Pin(PinVerdict.Right).Pin(PinVerdict.Wrong);
        Assert.Equal("The two PINs are not the same.", call.Said);
        Assert.Equal("Enter the new PIN of four digits, followed by the hash key.", call.HearOut().Said);
        Assert.Null(Config(call).Pin);
        Assert.Equal(Options, call.Press("*").Said);
    }

    [Theory]
    [InlineData("1", Language.English, "The change has been saved.")]
    [InlineData("2", Language.Dutch, "De wijziging is opgeslagen.")]
    [InlineData("3", Language.German, "Die Änderung wurde gespeichert.")]
    [InlineData("4", Language.Spanish, "El cambio se ha guardado.")]
    [InlineData("5", Language.Danish, "Ændringen er gemt.")]
    [InlineData("6", Language.Finnish, "Muutos on tallennettu.")]
    [InlineData("7", Language.Latvian, "Izmaiņas ir saglabātas.")]
    [Trait("Rule", "EXT-201")]
    [Trait("Rule", "VMR-062")]
    public void Each_language_is_offered_in_itself_and_the_menu_switches_at_once(string key, Language language, string saved)
    {
        var call = Changing().Press("3");
        Assert.Equal(7, call.Story.Spoken.Count());
        Assert.Contains(new Sound.Speech(Catalogue.Text(Prompt.PressForLanguage, language).Replace("{0}", key, StringComparison.Ordinal), language), call.Story.One<CallCommand.CollectDigits>().Prompt);
        call.Press(key);
        Assert.StartsWith(saved, call.Said, StringComparison.Ordinal);
        Assert.Equal(language, call.Document.Extensions.Single(one => one.Number.Value == "600").Language);
    }

    [Fact]
    [Trait("Rule", "EXT-200")]
    public void What_cannot_be_saved_is_told_and_the_options_follow()
    {
        var call = Changing().Press("3");
        call.Story.Press("2");
        call.When<CallCommand.ChangeBox>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.BoxChanged(IsDone: false))]));
        Assert.Equal($"The change could not be made. Please try again later. {Options}", call.Said);
    }

    private static Listener Changing() => Listener.With().Open().Press("0");

    private static VoicemailConfig Config(Listener call) => (VoicemailConfig)call.Document.Extensions.Single(one => one.Number.Value == "600").Config;
}
