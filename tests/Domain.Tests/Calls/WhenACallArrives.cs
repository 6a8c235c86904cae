using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Menus;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Tests.Calls;

public sealed class WhenACallArrives
{
    private static readonly CallEvent.CallArrived Arrived = new(CallStory.Caller, "Eva", PhoneNumber.Parse("+31205550100"), "context");

    [Fact]
    [Trait("Rule", "EXT-069")]
    public void It_is_answered_at_once() => CallStory.Of().When(Arrived).Then(new CallCommand.Answer("context"));

    [Fact]
    [Trait("Rule", "NPL-112")]
    [Trait("Rule", "NPL-034")]
    public void The_link_of_the_dialled_number_in_the_active_plan_decides()
    {
        var story = CallStory.Of().Dial("+31205550102");
        var inside = Assert.IsType<Phase.InExtension>(story.Phase);
        Assert.Equal("300", inside.Arrival.Number!.Value.Value);
        Assert.Contains(story.Call!.Trail.Steps, step => step.Rule == "NPL-112");
    }

    [Fact]
    [Trait("Rule", "NPL-113")]
    [Trait("Rule", "NPL-032")]
    [Trait("Rule", "EXT-073")]
    public void The_prefix_of_the_link_stands_before_the_caller()
    {
        var account = TestAccount.With();
        var link = new Link(PhoneNumber.Parse("+31205550101"), ExtensionNumber.Parse("201"), "Direct");
        var story = CallStory.Of(new TestAccount(account.Document with { Schemes = [new Scheme(1, "Test", [new Plan(1, "Plan", [link])])] })).Dial("+31205550101", "Eva");
        Assert.Equal("Direct Eva", story.One<CallCommand.RingPhone>().Display);
    }

    [Fact]
    [Trait("Rule", "NPL-115")]
    public void A_number_without_a_link_goes_to_the_default_destination()
    {
        var account = TestAccount.With();
        var scheme = account.Document.Schemes[0] with { DefaultDestination = ExtensionNumber.Parse("300") };
        var story = CallStory.Of(new TestAccount(account.Document with { Schemes = [scheme] })).Dial("+31205550109");
        Assert.Equal("300", Assert.IsType<Phase.InExtension>(story.Phase).Arrival.Number!.Value.Value);
    }

    [Fact]
    [Trait("Rule", "NPL-115")]
    [Trait("Rule", "EXT-072")]
    public void A_number_without_a_link_and_without_default_destination_is_not_in_service()
    {
        var story = CallStory.Of().Dial("+31205550109");
        Assert.Equal(Catalogue.Text(Prompt.NotInService, Language.Dutch), Assert.Single(story.Spoken));
        Assert.Equal(EndReason.Unassigned, Assert.IsType<Phase.Ending>(story.Phase).Reason);
        story.EndSound().Then(new CallCommand.HangUp());
    }

    [Fact]
    [Trait("Rule", "NPL-117")]
    public void A_link_to_an_extension_that_does_not_exist_is_like_no_link() =>
        Assert.Equal(EndReason.Unassigned, Assert.IsType<Phase.Ending>(CallStory.Of().Dial("+31205550104").Phase).Reason);

    [Fact]
    [Trait("Rule", "NPL-116")]
    public void A_scheme_without_an_active_plan_is_like_no_link()
    {
        var document = TestAccount.With().Document;
        var story = CallStory.Of(new TestAccount(document with { Schemes = [new Scheme(1, "Test", [])] })).Dial("+31205550100");
        Assert.Equal(EndReason.Unassigned, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-067")]
    public void Every_step_is_logged_with_its_reason()
    {
        var steps = CallStory.Of().Dial("+31205550100").Press("1").AnswerPhone().When(new CallEvent.CallEnded()).One<CallCommand.FileRecord>().Record.Steps;
        Assert.All(steps, step => Assert.NotEmpty(step.Why));
        Assert.Equal(
            ["EXT-069", "NPL-112", "EXT-259", "EXT-251", "EXT-112", null, null],
            steps.Select(step => step.Rule));
    }

    [Fact]
    [Trait("Rule", "EXT-069")]
    public void It_counts_as_answered_when_an_answering_extension_takes_it_and_not_before()
    {
        Assert.Equal(CallStory.Start, CallStory.Of().Dial("+31205550100").Call!.Trail.Answered);
        var story = CallStory.Of().Dial("+31205550101");
        Assert.Null(story.Call!.Trail.Answered);
        story.After(TimeSpan.FromSeconds(7)).AnswerPhone();
        Assert.Equal(CallStory.Start.AddSeconds(7), story.Call!.Trail.Answered);
    }

    [Fact]
    public void A_caller_who_gives_up_before_the_answer_leaves_a_record()
    {
        var story = CallStory.Of().When(Arrived);
        story.When<CallCommand.Answer>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.CallGone())]));
        Assert.Equal(EndReason.CallerGaveUp, story.One<CallCommand.FileRecord>().Record.Reason);
        Assert.Null(CallMachine.Due(story.Call!));
    }

    [Fact]
    public void A_word_of_the_connection_that_was_lost_is_made_good_by_asking_the_network()
    {
        var story = CallStory.Of().When(Arrived).When<CallCommand.Answer>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Answering("connection"))]));
        story.WhenDue().Then(new CallCommand.LookWhoIsThere());
        story.When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Roster([CallStory.Caller]))]));
        Assert.IsType<MenuState.Asking>(Assert.IsType<Phase.InExtension>(story.Phase).State.State);
    }

    [Fact]
    public void An_answer_that_takes_effect_after_the_call_was_given_up_is_undone()
    {
        var story = CallStory.Of().When(Arrived);
        story.After(TimeSpan.FromSeconds(61)).When(new CallEvent.TimeReached());
        Assert.IsType<Phase.Ended>(story.Phase);
        story.When(new CallEvent.CallerConnected("late")).Then(new CallCommand.HangUp());
        Assert.Equal("late", story.Call!.Facts.Connection);
    }

    [Fact]
    [Trait("Rule", "EXT-068")]
    public void A_call_that_goes_round_in_circles_ends_after_twenty_steps()
    {
        var story = CallStory.Of(
            """{ "number": "100", "name": "A", "type": "menu", "config": { "greeting": "A.", "operator": "110", "options": [{ "key": "1", "destination": "110" }] } }""",
            """{ "number": "110", "name": "B", "type": "menu", "config": { "greeting": "B.", "operator": "100", "options": [{ "key": "1", "destination": "100" }] } }""").Dial("+31205550100");
        var steps = 1;
        while (story.Phase is Phase.InExtension)
        {
            story.PressNothing();
            steps++;
        }

        Assert.Equal(21, steps);
        Assert.Equal(Catalogue.Text(Prompt.CannotBeCompleted, Language.Dutch), Assert.Single(story.Spoken));
        Assert.NotNull(story.One<CallCommand.RaiseAlarm>());
    }

    [Fact]
    [Trait("Rule", "EXT-068")]
    public void Choices_of_the_caller_start_the_count_anew_up_to_a_hundred_steps()
    {
        var story = CallStory.Of(
            """{ "number": "100", "name": "A", "type": "menu", "config": { "greeting": "A.", "options": [{ "key": "1", "destination": "110" }] } }""",
            """{ "number": "110", "name": "B", "type": "menu", "config": { "greeting": "B.", "options": [{ "key": "1", "destination": "100" }] } }""").Dial("+31205550100");
        var steps = 1;
        while (story.Phase is Phase.InExtension)
        {
            story.Press("1");
            steps++;
        }

        Assert.Equal(101, steps);
    }
}
