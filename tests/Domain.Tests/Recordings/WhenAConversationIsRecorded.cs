using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Recordings;

public sealed class WhenAConversationIsRecorded
{
    private static readonly ExtensionNumber Anna = ExtensionNumber.Parse("201");
    private static readonly CallCommand Notice = new CallCommand.Play([Catalogue.Say(Prompt.BeingRecorded, Language.Dutch)], ToAll: true);
    private static readonly CallCommand ShortTone = new CallCommand.Play([new Sound.Signal(Tone.Beep)], ToAll: true);

    [Fact]
    [Trait("Rule", "VMR-106")]
    [Trait("Rule", "VMR-114")]
    [Trait("Rule", "VMR-110")]
    public void Both_hear_the_notice_and_then_it_is_recorded_for_who_answered()
    {
        var story = Talk(new(Active: true), new(Permitted: true, Inbound: true));
        Assert.Equal([new CallCommand.StopSounds(), Notice], story.Commands.Select(c => c.Command));
        story.EndSound().Then(Start(isAutomatic: true), new CallCommand.LookWhoIsThere()); // somebody may have left while they listened
        story.When<CallCommand.StartRecording>(op => Done(op, new Outcome.Recording("r1")));
        var recorded = Assert.Single(story.When(new CallEvent.CallEnded()).One<CallCommand.FileRecord>().Record.Recordings);
        Assert.Equal((new RecordingPurpose.Conversation(Anna, Automatic: true), "r1"), (recorded.Purpose, recorded.Network));
    }

    [Fact]
    [Trait("Rule", "VMR-114")]
    public void Without_the_notice_it_is_recorded_at_once() =>
        Assert.Equal(Start(isAutomatic: true), Talk(new(Active: true, Notice: RecordingNotice.Off), new(Permitted: true, Inbound: true)).Commands[^1].Command);

    [Fact]
    [Trait("Rule", "VMR-101")]
    [Trait("Rule", "VMR-105.1")]
    [Trait("Rule", "VMR-130")]
    public void Nothing_is_recorded_without_the_facility_or_the_permission()
    {
        foreach (var (facility, own) in ((RecordingFacility?, UserRecording?)[])[
            (null, new(Permitted: true, Inbound: true)),
            (new(Active: false), new(Permitted: true, Inbound: true)),
            (new(Active: true), null),
            (new(Active: true), new(Permitted: false))])
        {
            var story = Talk(facility, own).Then(new CallCommand.StopSounds());
            Ask(story, RecordingWish.Start).Then();
        }
    }

    [Fact]
    [Trait("Rule", "VMR-113")]
    public void Nobody_is_recorded_who_could_not_be_told()
    {
        foreach (var fail in (Func<OpId, CallEvent>[])[op => new CallEvent.SoundFailed(op), op => Done(op, new Outcome.Refused("400"))])
        {
            var story = Talk(new(Active: true), new(Permitted: true, Inbound: true));
            story.When<CallCommand.Play>(fail);
            Assert.Equal([typeof(CallCommand.RaiseAlarm), typeof(CallCommand.LookWhoIsThere)], story.Commands.Select(one => one.Command.GetType()));
            Assert.Equal("VMR-113", story.Rule);
            Assert.IsType<Phase.Talking>(story.Phase);
        }
    }

    [Fact]
    public void A_notice_whose_end_nobody_told_is_over_when_it_must_be()
    {
        var story = Talk(new(Active: true), new(Permitted: true, Inbound: true));
        story.WhenDue().Then(Start(isAutomatic: true), new CallCommand.LookWhoIsThere());
        Assert.Null(Assert.IsType<Phase.Talking>(story.Phase).Notice);
    }

    [Fact]
    [Trait("Rule", "VMR-109")]
    [Trait("Rule", "VMR-114")]
    public void On_demand_it_begins_with_a_short_tone_and_can_be_paused_resumed_and_stopped()
    {
        var story = Talk(new(Active: true), new(Permitted: true));
        Ask(story, RecordingWish.Pause).Then();
        Ask(story, RecordingWish.Start).Then(ShortTone, Start(isAutomatic: false));
        var recording = story.Op<CallCommand.StartRecording>();
        Ask(story, RecordingWish.Start).Then();
        Ask(story, RecordingWish.Resume).Then();
        Ask(story, RecordingWish.Pause).Then(new CallCommand.PauseRecording(recording));
        Ask(story, RecordingWish.Pause).Then();
        Ask(story, RecordingWish.Resume).Then(new CallCommand.ResumeRecording(recording));
        Ask(story, RecordingWish.Stop).Then(new CallCommand.StopRecording(recording));
        Ask(story, RecordingWish.Stop).Then();
        Ask(story, RecordingWish.Start).Then(ShortTone, Start(isAutomatic: false));
    }

    [Fact]
    [Trait("Rule", "VMR-109")]
    public void What_the_setting_began_may_be_paused_and_not_stopped()
    {
        var story = Talk(new(Active: true, Notice: RecordingNotice.Off), new(Permitted: true, Inbound: true));
        var recording = story.Op<CallCommand.StartRecording>();
        Ask(story, RecordingWish.Stop).Then();
        Ask(story, RecordingWish.Pause).Then(new CallCommand.PauseRecording(recording));
    }

    [Fact]
    public void A_network_that_refuses_is_reported_and_may_be_asked_again()
    {
        var story = Talk(new(Active: true), new(Permitted: true));
        Ask(story, RecordingWish.Start).When<CallCommand.StartRecording>(op => Done(op, new Outcome.Refused("400")));
        Assert.IsType<CallCommand.RaiseAlarm>(Assert.Single(story.Commands).Command);
        Assert.Equal(RecordingState.Refused, Assert.Single(story.Call!.Trail.Recordings).State);
        Ask(story, RecordingWish.Start);
        Assert.IsType<CallCommand.StartRecording>(story.Commands[^1].Command);
    }

    [Theory]
    [Trait("Rule", "VMR-105.2")]
    [InlineData("""{ "permitted": false, "inbound": true }""", false)]
    [InlineData("""{ "permitted": true, "inbound": true }""", true)]
    public void A_switch_without_what_it_needs_is_pointed_at(string recording, bool isWarning)
    {
        var account = TestAccount.With($$"""{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna", "recording": {{recording}} } }""");
        var problem = Assert.Single(AccountCheck.Check(account.Document), problem => problem.Pointer.EndsWith("/recording/permitted", StringComparison.Ordinal));
        Assert.Equal(isWarning, problem.IsWarning);
    }

    private static CallStory Talk(RecordingFacility? facility, UserRecording? own)
    {
        var usual = TestAccount.With().Document;
        var account = new TestAccount(usual with
        {
            Account = usual.Account with { Recording = facility },
            Extensions = usual.Extensions.Change(one => one.Number == Anna ? one with { Config = (Domain.Users.UserConfig)one.Config with { Recording = own } } : one),
        });
        return CallStory.Of(account).Dial("+31205550101").AnswerPhone();
    }

    private static CallStory Ask(CallStory story, RecordingWish wish) => story.When(new CallEvent.RecordingAsked(wish, "anna@test.example"));

    private static CallCommand.StartRecording Start(bool isAutomatic) => new CallCommand.StartRecording(new RecordingPurpose.Conversation(Anna, isAutomatic), IsPaused: false);

    private static CallEvent.CommandsDone Done(OpId op, Outcome outcome) => new([new CommandDone(op, outcome)]);
}
