using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.SystemExtensions;

public sealed class WhenSomebodyLogsInFromOutside
{
    private const string Access = "+31205550101";
    private const string WhichExtension = "Toets uw toestelnummer in, gevolgd door een hekje.";
    private const string WhichPin = "Toets uw pincode in, gevolgd door een hekje.";
    private const string Wrong = "Het toestelnummer of de pincode is niet juist.";

    [Fact]
    [Trait("Rule", "EXT-307")]
    [Trait("Rule", "NPL-121")]
    [Trait("Rule", "EXT-306")]
    public void The_extension_is_asked_for_and_then_its_pin_in_secret()
    {
        var dialogue = Dialogue.With().Dial(Access, CallStory.Caller);
        Assert.Equal((WhichExtension, false), (dialogue.Said, dialogue.Story.One<CallCommand.CollectDigits>().IsSecret));
        dialogue.Press("201");
        Assert.Equal((WhichPin, true), (dialogue.Said, dialogue.Story.One<CallCommand.CollectDigits>().IsSecret));
        Assert.Equal((dialogue.Story.Op<CallCommand.CollectDigits>(), ExtensionNumber.Parse("201")), Asks(dialogue));
    }

    [Fact]
    [Trait("Rule", "EXT-308")]
    [Trait("Rule", "EXT-305")]
    public void After_the_right_pin_the_caller_has_the_rights_and_the_language_of_that_user()
    {
        var dialogue = LogIn(Dialogue.With(), "201", PinVerdict.Right);
        Assert.StartsWith("To change the numbering plan temporarily", dialogue.Said, StringComparison.Ordinal);
        Assert.Equal(1, dialogue.Press("2").Press("1").Document.Schemes[0].Manual!.Plan);
        Assert.Equal("201 (Anna)", dialogue.Document.Schemes[0].Manual!.By);

        var without = LogIn(Dialogue.With(), "202", PinVerdict.Right);
        Assert.Equal("U bent hiervoor niet bevoegd.", without.Said);
    }

    [Fact]
    [Trait("Rule", "EXT-309")]
    [Trait("Rule", "EXT-192")]
    public void The_third_wrong_log_in_ends_the_call_and_all_of_them_sound_alike()
    {
        var dialogue = LogIn(Dialogue.With(), "201", PinVerdict.Wrong);
        Assert.Equal(Wrong, dialogue.Said);
        Assert.Equal(WhichExtension, dialogue.HearOut().Said);
        dialogue = Pin(dialogue.Press("99999"), PinVerdict.Blocked);
        Assert.Equal((Wrong, WhichExtension), (dialogue.Said, dialogue.HearOut().Said));
        dialogue.Press("1*");
        Assert.Null(Asks(dialogue).Owner);
        dialogue = Pin(dialogue, PinVerdict.Wrong);
        Assert.Equal(Wrong, dialogue.Said);
        dialogue.HearOut();
        Assert.Equal(EndReason.NotAuthorised, Assert.IsType<Phase.HangingUp>(dialogue.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-309")]
    public void Going_back_does_not_start_the_count_of_wrong_log_ins_anew()
    {
        var dialogue = LogIn(Dialogue.With(), "201", PinVerdict.Wrong).HearOut();
        dialogue = Pin(dialogue.Press("201"), PinVerdict.Wrong).HearOut().Press("201").Press("*");
        Assert.Equal(WhichExtension, dialogue.Said);
        Pin(dialogue.Press("201"), PinVerdict.Wrong).HearOut();
        Assert.IsType<Phase.HangingUp>(dialogue.Phase);
    }

    [Fact]
    [Trait("Rule", "EXT-310")]
    public void A_user_who_calls_it_from_inside_needs_no_log_in()
    {
        var dialogue = Dialogue.With().Dial(Access, Dialogue.AnnasPhone);
        Assert.StartsWith("To change the numbering plan temporarily", dialogue.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_says_nothing_is_released_after_three_questions()
    {
        var dialogue = Dialogue.With().Dial(Access, CallStory.Caller).PressNothing().PressNothing().PressNothing();
        Assert.Equal("Bedankt voor het bellen. Tot ziens.", dialogue.Said);
        Assert.Equal(EndReason.NoChoice, Assert.IsType<Phase.HangingUp>(dialogue.HearOut().Phase).Reason);
    }

    [Fact]
    public void The_keys_of_a_secret_have_no_written_form_and_are_not_shown()
    {
        var secret = new CallEvent.SecretCollected(new Domain.Machines.OpId(3, 0), "4711");
        Assert.DoesNotContain("4711", secret.ToString(), StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => System.Text.Json.JsonSerializer.Serialize<CallEvent>(secret, Documents.Json.Of<CallEvent>(Documents.Json.State)));
    }

    private static Dialogue LogIn(Dialogue dialogue, string extension, PinVerdict verdict) => Pin(dialogue.Dial(Access, CallStory.Caller).Press(extension), verdict);

    private static Dialogue Pin(Dialogue dialogue, PinVerdict verdict) => dialogue.When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, verdict));

    private static (Domain.Machines.OpId? Question, ExtensionNumber? Owner) Asks(Dialogue dialogue)
    {
        var asks = Assert.IsAssignableFrom<IAsksForPin>(Assert.IsType<Phase.InExtension>(dialogue.Phase).State.State);
        return (asks.PinQuestion, asks.PinOwner);
    }
}
