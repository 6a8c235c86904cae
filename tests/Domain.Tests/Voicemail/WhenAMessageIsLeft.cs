using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Tests.Voicemail;

public sealed class WhenAMessageIsLeft
{
    private static readonly Sound Beep = new Sound.Signal(Tone.Beep);

    [Fact]
    [Trait("Rule", "EXT-183")]
    [Trait("Rule", "VMR-038")]
    public void Greeting_tone_and_recording_follow_each_other()
    {
        var story = Dial("""{ "greeting": "Wij zijn gesloten." }""");
        Assert.Equal("Wij zijn gesloten.", Assert.Single(story.Spoken));
        var (greeting, count) = (story.Op<CallCommand.Play>(), story.Op<CallCommand.CountMessages>());
        story.When(Done(count, new Outcome.Messages(3, 1000))).Then(new CallCommand.StartRecording(new RecordingPurpose.Message(ExtensionNumber.Parse("600")), IsPaused: true));
        var recording = story.Op<CallCommand.StartRecording>();
        story.When(Done(recording, new Outcome.Recording("r1"))).Then();
        story.When(new CallEvent.SoundEnded(greeting)).Then(new CallCommand.Play([Beep]));
        story.EndSound().Then(
            new CallCommand.ResumeRecording(recording),
            new CallCommand.HearOut(Language.Dutch, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)));
        Assert.Equal(("r1", RecordingState.Running), (story.Call!.Trail.Recordings[0].Network, story.Call.Trail.Recordings[0].State));
    }

    [Fact]
    [Trait("Rule", "VMR-052")]
    [Trait("Rule", "EXT-185")]
    public void The_hash_key_ends_it_with_a_confirmation()
    {
        var story = Recording();
        var recording = story.Call!.Trail.Recordings[0].Op;
        story.When<CallCommand.HearOut>(op => new CallEvent.DigitsCollected(op, "#"));
        Assert.Equal(new CallCommand.StopRecording(recording), story.Commands[0].Command);
        Assert.Equal(Catalogue.Text(Prompt.MessageSaved, Language.Dutch), Assert.Single(story.Spoken));
        story.EndSound().Then(new CallCommand.HangUp());
        Assert.Equal(EndReason.Completed, End(story).Reason);
    }

    [Fact]
    public void A_caller_who_hangs_up_during_the_tone_alarms_nobody()
    {
        var story = Recording();
        var (resume, hearOut) = (story.Op<CallCommand.ResumeRecording>(), story.Op<CallCommand.HearOut>());
        story.When(new CallEvent.CommandsDone([new CommandDone(resume, new Outcome.Refused("the recording has ended")), new CommandDone(hearOut, new Outcome.CallGone())]));
        Assert.Equal(EndReason.Completed, story.One<CallCommand.FileRecord>().Record.Reason);
        Assert.DoesNotContain(story.Commands, command => command.Command is CallCommand.RaiseAlarm);
    }

    [Fact]
    [Trait("Rule", "VMR-052")]
    public void Ten_seconds_of_silence_end_it()
    {
        var story = Recording();
        story.When<CallCommand.HearOut>(op => new CallEvent.SpeechEnded(op)).Then(new CallCommand.HearOut(Language.Dutch, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)));
        story.When<CallCommand.HearOut>(op => new CallEvent.SpeechEnded(op)); // spoke again in time
        var recording = story.Call!.Trail.Recordings[0].Op;
        story.When<CallCommand.HearOut>(op => new CallEvent.NoDigitsCollected(op)).Then(new CallCommand.StopRecording(recording), new CallCommand.HangUp());
        Assert.Equal(EndReason.Completed, End(story).Reason);
    }

    [Fact]
    [Trait("Rule", "VMR-037.16")]
    [Trait("Rule", "VMR-052")]
    public void It_ends_at_the_longest_that_the_box_allows()
    {
        var story = Recording("""{ "longestMessage": "00:01:00" }""");
        var began = story.Now;
        story.WhenDue();
        Assert.Equal(TimeSpan.FromMinutes(1), story.Now - began);
        Assert.IsType<CallCommand.StopRecording>(story.Commands[0].Command);
        Assert.Equal(Catalogue.Text(Prompt.MessageSaved, Language.Dutch), Assert.Single(story.Spoken));
    }

    [Fact]
    [Trait("Rule", "EXT-185")]
    public void Five_minutes_are_the_usual_limit()
    {
        var story = Recording();
        var began = story.Now;
        Assert.Equal(TimeSpan.FromMinutes(5), story.WhenDue().Now - began);
    }

    [Fact]
    [Trait("Rule", "VMR-052")]
    public void Hanging_up_ends_it_and_the_call_counts_as_completed()
    {
        var story = Recording();
        Assert.Equal(EndReason.Completed, End(story).Reason);
    }

    [Fact]
    public void Other_keys_do_not_end_it()
    {
        var story = Recording();
        story.When<CallCommand.HearOut>(op => new CallEvent.DigitsCollected(op, "5")).Then(new CallCommand.HearOut(Language.Dutch, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)));
        Assert.IsType<VoicemailState.Listening>(State(story));
    }

    [Fact]
    public void A_network_that_hears_no_speech_still_ends_it_by_key_and_limit()
    {
        var story = Recording();
        story.When<CallCommand.HearOut>(op => new CallEvent.CollectingFailed(op));
        var keys = story.One<CallCommand.CollectDigits>();
        Assert.Equal((1, TimeSpan.FromMinutes(5)), (keys.Most, keys.FirstWithin));
        story.PressNothing().Then();
        story.WhenDue();
        Assert.IsType<CallCommand.StopRecording>(story.Commands[0].Command);
    }

    [Fact]
    [Trait("Rule", "EXT-186")]
    [Trait("Rule", "VMR-054")]
    public void A_full_box_says_so_after_the_greeting_and_records_nothing()
    {
        foreach (var box in (Outcome.Messages[])[new(100, 0), new(1, 50L * 1024 * 1024)])
        {
            var story = Dial("{}");
            var greeting = story.Op<CallCommand.Play>();
            story.When<CallCommand.CountMessages>(op => Done(op, box)).Then();
            story.When(new CallEvent.SoundEnded(greeting));
            Assert.Equal(Catalogue.Text(Prompt.MailboxFull, Language.Dutch), Assert.Single(story.Spoken));
            story.EndSound().Then(new CallCommand.HangUp());
            Assert.Equal(EndReason.MailboxFull, End(story).Reason);
        }
    }

    [Fact]
    public void One_message_less_than_full_is_not_full()
    {
        var story = Dial("{}");
        story.When<CallCommand.CountMessages>(op => Done(op, new Outcome.Messages(99, (50L * 1024 * 1024) - 1)));
        Assert.IsType<CallCommand.StartRecording>(Assert.Single(story.Commands).Command);
    }

    [Fact]
    [Trait("Rule", "VMR-055")]
    public void A_box_that_cannot_be_read_is_said_to_be_out_of_order_in_the_accounts_language()
    {
        var story = CallStory.Of("""{ "number": "300", "name": "Box", "type": "voicemail", "language": "en", "config": {} }""").Dial("+31205550102");
        var greeting = story.Op<CallCommand.Play>();
        story.When<CallCommand.CountMessages>(op => Done(op, new Outcome.Refused("the store is away"))).Then();
        story.When(new CallEvent.SoundEnded(greeting));
        Assert.Equal(Catalogue.Text(Prompt.CannotTakeMessage, Language.Dutch), Assert.Single(story.Spoken));
        Assert.IsType<CallCommand.RaiseAlarm>(story.Commands[0].Command);
        Assert.Equal(EndReason.CannotTakeMessage, End(story.EndSound()).Reason);
    }

    [Fact]
    [Trait("Rule", "VMR-055")]
    public void A_box_that_nobody_looked_into_in_time_is_said_to_be_out_of_order()
    {
        var story = Dial("{}").EndSound().Then();
        story.WhenDue();
        Assert.Equal(Catalogue.Text(Prompt.CannotTakeMessage, Language.Dutch), Assert.Single(story.Spoken));
    }

    [Fact]
    public void A_greeting_that_ends_before_the_box_is_known_waits_for_it()
    {
        var story = Dial("{}");
        var count = story.Op<CallCommand.CountMessages>();
        story.EndSound().Then();
        story.When(Done(count, new Outcome.Messages(0, 0)));
        story.When<CallCommand.StartRecording>(op => Done(op, new Outcome.Recording("r1"))).Then(new CallCommand.Play([Beep]));
    }

    [Theory]
    [Trait("Rule", "VMR-050")]
    [Trait("Rule", "VMR-051")]
    [Trait("Rule", "EXT-187")]
    [InlineData("""{ "takesMessages": false }""", null)]
    [InlineData("""{ "takesMessages": false, "afterGreeting": "201" }""", "201")]
    public void A_box_that_takes_no_messages_greets_and_then_ends_or_forwards(string config, string? to)
    {
        var story = Dial(config);
        Assert.IsType<CallCommand.Play>(Assert.Single(story.Commands).Command);
        story.EndSound();
        Assert.Equal(to, story.Phase is Phase.InExtension inside ? inside.At.ToString() : null);
        Assert.Empty(story.Call!.Trail.Recordings);
    }

    [Theory]
    [Trait("Rule", "VMR-037.14")]
    [Trait("Rule", "VMR-037.15")]
    [Trait("Rule", "VMR-037.16")]
    [InlineData("""{ "greeting": " " }""", "/greeting")]
    [InlineData("""{ "greetingPrompt": "Nothing of that name" }""", "/greetingPrompt")]
    [InlineData("""{ "longestMessage": "00:00:29" }""", "/longestMessage")]
    [InlineData("""{ "longestMessage": "00:10:01" }""", "/longestMessage")]
    [InlineData("""{ "daysToKeep": -1 }""", "/daysToKeep")]
    [InlineData("""{ "daysToKeep": 366 }""", "/daysToKeep")]
    [InlineData("""{ "megabytes": 4 }""", "/megabytes")]
    [InlineData("""{ "megabytes": 501 }""", "/megabytes")]
    [InlineData("""{ "afterGreeting": "201" }""", "/afterGreeting")]
    [InlineData("""{ "takesMessages": false, "afterGreeting": "777" }""", "/afterGreeting")]
    public void What_is_wrong_with_a_box_is_pointed_at(string config, string pointer)
    {
        var account = TestAccount.With(Box(config));
        var problem = Assert.Single(Domain.Accounts.AccountCheck.Check(account.Document), problem => problem.Pointer.StartsWith("/extensions/5/", StringComparison.Ordinal));
        Assert.EndsWith("/config" + pointer, problem.Pointer, StringComparison.Ordinal);
    }

    private static CallStory Recording(string config = "{}")
    {
        var story = Dial(config);
        var greeting = story.Op<CallCommand.Play>();
        story.When<CallCommand.CountMessages>(op => Done(op, new Outcome.Messages(0, 0)));
        story.When<CallCommand.StartRecording>(op => Done(op, new Outcome.Recording("r1")));
        return story.When(new CallEvent.SoundEnded(greeting)).EndSound();
    }

    private static CallStory Dial(string config) => CallStory.Of(Box(config), """{ "number": "300", "name": "To the box", "type": "menu", "config": { "options": [ { "key": "1", "destination": "600" } ] } }""").Dial("+31205550102").Press("1");

    private static string Box(string config) => $$"""{ "number": "600", "name": "Office", "type": "voicemail", "config": {{config}} }""";

    private static CallEvent.CommandsDone Done(OpId op, Outcome outcome) => new([new CommandDone(op, outcome)]);

    private static CallRecord End(CallStory story) => story.When(new CallEvent.CallEnded()).One<CallCommand.FileRecord>().Record;

    private static VoicemailState State(CallStory story) => (VoicemailState)Assert.IsType<Phase.InExtension>(story.Phase).State.State;
}
