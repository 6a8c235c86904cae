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
}
