using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Tests.Calls;

public sealed class WhenAPhoneAnswersLate
{
    private static readonly PhoneAddress Anna = PhoneAddress.Parse("web:anna");

    [Fact]
    public void It_is_taken_out_of_the_call_again()
    {
        var story = CallStory.Of().Dial("+31205550101");
        var ring = story.Op<CallCommand.RingPhone>();
        story.WhenDue(); // nobody answered, and the network never said so
        Assert.Equal(ring, story.One<CallCommand.StopRinging>().Ring);
        story.When(new CallEvent.PhoneAnswered(ring, Anna)).Then(new CallCommand.DropPhone(Anna));
        Assert.IsType<Phase.Ending>(story.Phase);
    }

    [Fact]
    public void An_answer_told_twice_changes_nothing()
    {
        var story = CallStory.Of().Dial("+31205550101");
        var ring = story.Op<CallCommand.RingPhone>();
        story.AnswerPhone();
        var talking = story.Phase;
        story.When(new CallEvent.PhoneAnswered(ring, Anna)).Then();
        Assert.Equal(talking, story.Phase);
    }

    [Fact]
    public void A_phone_of_the_extension_before_is_taken_out_while_the_next_one_has_the_call()
    {
        var story = CallStory.Of("""{ "number": "100", "name": "A", "type": "menu", "config": { "greeting": "A.", "options": [{ "key": "1", "destination": "201" }] } }""").Dial("+31205550100");
        story.When(new CallEvent.PhoneAnswered(new OpId(1, 7), Anna)).Then(new CallCommand.DropPhone(Anna));
        Assert.IsType<Phase.InExtension>(story.Phase);
    }

    [Fact]
    public void A_late_failure_of_a_phone_is_only_noted()
    {
        var story = CallStory.Of().Dial("+31205550101");
        var ring = story.Op<CallCommand.RingPhone>();
        story.WhenDue().When(new CallEvent.PhoneNotReached(ring, NotReached.Withdrawn)).Then();
        Assert.Equal(NotReached.NoAnswer, story.Call!.Trail.Legs[1].Failed);
    }

    [Fact]
    public void Who_is_there_is_asked_where_a_phone_cannot_be_rung_and_one_that_is_rung_and_there_has_answered()
    {
        var story = Group();
        var (first, second) = (story.Commands.First(one => one.Command is CallCommand.RingPhone), story.Commands.Last(one => one.Command is CallCommand.RingPhone));
        story.When(new CallEvent.CommandsDone([new CommandDone(first.Op, new Outcome.Ringing("a")), new CommandDone(second.Op, new Outcome.Refused("It is in the call."))]));
        Assert.Single(story.Commands, one => one.Command is CallCommand.LookWhoIsThere);
        story.When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Roster([CallStory.Caller, ((CallCommand.RingPhone)first.Command).Phone]))]));
        Assert.Equal(first.Op, Assert.IsType<Phase.Talking>(story.Phase).Ring);
    }

    [Fact]
    public void Where_the_caller_was_seen_alone_before_the_answer_was_told_who_is_there_is_asked_soon()
    {
        var story = Group().When(new CallEvent.RosterChanged(3, [CallStory.Caller])).AnswerPhone("web:bert");
        Assert.IsType<Phase.Talking>(story.Phase);
        var answered = story.Now;
        story.WhenDue().Then(new CallCommand.LookWhoIsThere());
        Assert.Equal(TimeSpan.FromSeconds(15), story.Now - answered);
    }

    [Fact]
    public void One_whose_ringing_is_over_and_who_is_there_is_taken_out()
    {
        var story = Group();
        var refused = story.Commands.First(one => one.Command is CallCommand.RingPhone);
        story.When(new CallEvent.CommandsDone([new CommandDone(refused.Op, new Outcome.Refused("It is in the call."))]));
        var phone = ((CallCommand.RingPhone)refused.Command).Phone;
        story.When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Roster([CallStory.Caller, phone]))])).Then(new CallCommand.DropPhone(phone));
    }

    private static CallStory Group() => CallStory.Of(
        """{ "number": "211", "name": "Bert", "type": "user", "config": { "device": "web:bert" } }""",
        """{ "number": "212", "name": "Cees", "type": "user", "config": { "device": "web:cees" } }""",
        """{ "number": "100", "name": "A", "type": "group", "config": { "members": ["211", "212"] } }""").Dial("+31205550100");
}
