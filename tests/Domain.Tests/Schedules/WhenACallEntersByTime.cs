using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Schedules;

/// <summary>The story of every test begins on Saturday 21 November 2026 at 11:00 in Amsterdam.</summary>
public sealed class WhenACallEntersByTime
{
    private const string Dialled = "+31205550100";

    [Fact]
    [Trait("Rule", "NPL-164")]
    public void A_number_without_a_schedule_is_open_and_nothing_is_said_of_it()
    {
        var story = CallStory.Of(Menu(null)).Dial(Dialled);
        Assert.Equal("Kies.", Assert.Single(story.Spoken));
        Assert.DoesNotContain(story.Call!.Trail.Steps, step => step.What.Contains("open", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "NPL-165")]
    public void Open_handles_the_call_as_ever_and_tells_which_event_decided()
    {
        var story = CallStory.Of(Menu("""{ "events": [{ "name": "Saturdays", "action": "open", "days": ["saturday"] }], "otherwise": { "action": "closed" } }""")).Dial(Dialled);
        Assert.Equal("Kies.", Assert.Single(story.Spoken));
        var step = story.Call!.Trail.Steps[^2];
        Assert.Equal(
            ("Extension 100 is open.", "Event “Saturdays” is in force: Saturdays 00:00–24:00.", "NPL-165", "100", "menu"),
            (step.What, step.Why, step.Rule, step.Extension!.Value.Value, step.Type));
    }

    [Fact]
    [Trait("Rule", "NPL-165")]
    public void The_message_of_an_open_event_is_played_before_the_number_handles_the_call()
    {
        var story = CallStory.Of(Menu("""{ "otherwise": { "message": "Goedemorgen." } }""")).Dial(Dialled);
        Assert.Equal("Goedemorgen.", Assert.Single(story.Spoken));
        Assert.IsType<Phase.Announcing>(story.Phase);
        Assert.Null(story.Call!.Trail.Answered);
        Assert.Equal("Kies.", Assert.Single(story.After(TimeSpan.FromSeconds(2)).EndSound().Spoken));
        Assert.Equal(story.Now, story.Call!.Trail.Answered);
    }

    [Fact]
    [Trait("Rule", "EXT-055")]
    public void While_its_message_plays_the_call_keeps_the_configuration_that_it_entered_with()
    {
        var story = CallStory.Of(Menu("""{ "otherwise": { "message": "Goedemorgen." } }""")).Dial(Dialled);
        Assert.Equal("100", Assert.IsType<Phase.Announcing>(story.Phase).Section);
    }

    [Fact]
    [Trait("Rule", "NPL-166")]
    public void Closed_says_so_in_the_language_of_the_number_and_releases_the_call()
    {
        var story = CallStory.Of(Menu("""{ "otherwise": { "action": "closed" } }""")).Dial(Dialled);
        story.Then(new CallCommand.Play([Catalogue.Say(Prompt.Closed, Language.Dutch)]));
        story.EndSound().Then(new CallCommand.HangUp());
        Assert.Equal(EndReason.Closed, Assert.IsType<Phase.HangingUp>(story.Phase).Reason);
        Assert.Null(story.Call!.Trail.Answered);
    }

    [Fact]
    [Trait("Rule", "NPL-159")]
    [Trait("Rule", "NPL-166")]
    public void A_closed_event_with_a_message_of_its_own_plays_that_in_place_of_the_prompt()
    {
        var document = CallStoryAccount("""{ "otherwise": { "action": "closed", "messagePrompt": "Gone fishing" } }""");
        var story = CallStory.Of(document).Dial(Dialled);
        Assert.IsType<Sound.Recorded>(Assert.Single(story.One<CallCommand.Play>().Sounds));
        story.EndSound().Then(new CallCommand.HangUp());
    }

    [Fact]
    [Trait("Rule", "NPL-160")]
    [Trait("Rule", "NPL-167")]
    public void Forward_sends_the_call_elsewhere_at_once_or_after_its_message()
    {
        var silent = CallStory.Of(Menu("""{ "otherwise": { "action": "forward", "destination": "300" } }""")).Dial(Dialled);
        Assert.Equal("We are closed.", Assert.Single(silent.Spoken));
        Assert.Contains(silent.Call!.Trail.Steps, step => step is { Rule: "NPL-167", What: "Extension 100 forwards the call to 300." });

        var story = CallStory.Of(Menu("""{ "otherwise": { "action": "forward", "destination": "201", "message": "Een ogenblik." } }""")).Dial(Dialled);
        Assert.Equal("Een ogenblik.", Assert.Single(story.Spoken));
        Assert.Equal("web:anna", story.EndSound().One<CallCommand.RingPhone>().Phone.Value);
    }

    [Fact]
    public void A_message_that_fails_or_is_never_heard_of_again_holds_nobody_up()
    {
        const string open = """{ "otherwise": { "message": "Goedemorgen." } }""";
        Assert.Equal("Kies.", Assert.Single(CallStory.Of(Menu(open)).Dial(Dialled).When<CallCommand.Play>(op => new CallEvent.SoundFailed(op)).Spoken));
        Assert.Equal("Kies.", Assert.Single(CallStory.Of(Menu(open)).Dial(Dialled).WhenDue().Spoken));
        Assert.Equal("Kies.", Assert.Single(CallStory.Of(Menu(open)).Dial(Dialled).When<CallCommand.Play>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Refused("400"))])).Spoken));
        Assert.Empty(CallStory.Of(Menu(open)).Dial(Dialled).When(new CallEvent.SoundEnded(new OpId(99, 0))).Commands);
    }

    [Fact]
    [Trait("Rule", "EXT-070")]
    public void A_caller_who_leaves_during_the_message_ends_the_call()
    {
        var story = CallStory.Of(Menu("""{ "otherwise": { "message": "Goedemorgen." } }""")).Dial(Dialled);
        story.When(new CallEvent.RosterChanged(9, [Domain.Numbers.PhoneAddress.Parse("web:anna")]));
        Assert.Equal(EndReason.CallerHungUp, Assert.IsType<Phase.HangingUp>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-068")]
    public void Schedules_that_forward_to_each_other_end_in_the_limit_of_steps()
    {
        var story = CallStory.Of(
            Menu("""{ "otherwise": { "action": "forward", "destination": "300" } }"""),
            """{ "number": "300", "name": "Closed", "type": "auto-answer", "config": {}, "schedule": { "otherwise": { "action": "forward", "destination": "100" } } }""").Dial(Dialled);
        Assert.Equal(EndReason.Loop, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Fact]
    public void An_explanation_shows_the_line_of_the_schedule_that_decided()
    {
        var account = new DocumentConfiguration(TestAccount.With(Menu("""{ "events": [{ "name": "Saturdays", "action": "forward", "days": ["saturday"], "message": "Weekend.", "destination": "300" }] }""")).Document);
        var way = Explainer.Explain(new Question(CallStory.Caller, Domain.Numbers.PhoneNumber.Parse(Dialled), CallStory.Start, Assumptions.None), account);
        var step = way.Steps.First(step => step.Rule == "NPL-167");
        Assert.Equal(("/extensions/4/schedule/events/0", "Saturdays"), (step.Setting!.Pointer, (string?)step.Setting.Value!["name"]));
        Assert.Equal((EndReason.Completed, "300"), (way.End.Reason, way.End.Extension?.Value));
        Assert.Equal(["Weekend.", "We are closed."], way.Heard.Select(heard => heard.Text));
    }

    private static string Menu(string? schedule) =>
        $$"""{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "options": [{ "key": "1", "destination": "300" }] } {{(schedule is null ? "" : $", \"schedule\": {schedule}")}} }""";

    private static TestAccount CallStoryAccount(string schedule)
    {
        var file = new string('a', 64);
        var prompt = TestAccount.Read<OwnPrompt>($$"""{ "name": "Gone fishing", "description": "Closed.", "files": { "nl": { "file": "{{file}}" } } }""");
        return new TestAccount(TestAccount.With(Menu(schedule)).Document with { Prompts = [prompt] });
    }
}
