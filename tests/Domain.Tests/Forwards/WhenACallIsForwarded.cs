using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Forwards;

public sealed class WhenACallIsForwarded
{
    private static readonly PhoneNumber Dialled = PhoneNumber.Parse("+31205550103");

    [Fact]
    [Trait("Rule", "EXT-368")]
    [Trait("Rule", "EXT-366")]
    [Trait("Rule", "EXT-066")]
    public void The_public_number_is_rung_for_up_to_180_seconds()
    {
        var ring = CallStory.Of().Dial("+31205550103").One<CallCommand.RingPhone>();
        Assert.Equal((PhoneAddress.Parse("+31201234567"), TimeSpan.FromSeconds(180)), (ring.Phone, ring.For));
    }

    [Theory]
    [InlineData("calling", "+31612345678")]
    [InlineData("called", "+31205550103")]
    [InlineData("chosen", "+31205550100")]
    [Trait("Rule", "EXT-367")]
    public void It_shows_the_number_that_is_set(string callerId, string shown)
    {
        var story = CallStory.Of($$"""{ "number": "400", "name": "Outside", "type": "forward", "config": { "to": "+31201234567", "callerId": "{{callerId}}", "chosenNumber": "+31205550100" } }""");
        Assert.Equal(shown, story.Dial("+31205550103").One<CallCommand.RingPhone>().CallerId!.Value.Value);
    }

    [Fact]
    [Trait("Rule", "EXT-065")]
    public void A_carrier_that_refuses_the_caller_is_shown_the_dialled_number()
    {
        var story = CallStory.Of().Dial("+31205550103").Miss(NotReached.CallerIdRefused);
        Assert.Equal(Dialled, story.One<CallCommand.RingPhone>().CallerId);
        Assert.Equal("EXT-065", story.Rule);
        story.AnswerPhone();
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Theory]
    [InlineData(NotReached.Busy, EndReason.Busy)]
    [InlineData(NotReached.NoAnswer, EndReason.NoAnswer)]
    [InlineData(NotReached.Unassigned, EndReason.Unassigned)]
    [InlineData(NotReached.Failed, EndReason.Unavailable)]
    [Trait("Rule", "EXT-370")]
    public void The_call_ends_with_the_cause_of_the_far_end(NotReached why, EndReason reason) =>
        Assert.Equal(reason, Assert.IsType<Phase.Ending>(CallStory.Of().Dial("+31205550103").Miss(why).Phase).Reason);

    [Fact]
    [Trait("Rule", "EXT-372")]
    public void Whatever_answers_has_answered() =>
        Assert.IsType<Phase.Talking>(CallStory.Of().Dial("+31205550103").AnswerPhone().Phase);

    [Fact]
    [Trait("Rule", "EXT-414")]
    public void Without_a_main_number_no_call_can_be_placed()
    {
        var document = TestAccount.With().Document;
        var story = CallStory.Of(new TestAccount(document with { Account = document.Account with { MainNumber = null } })).Dial("+31205550103");
        Assert.Equal(EndReason.Unavailable, Assert.IsType<Phase.Ending>(story.Phase).Reason);
        Assert.Empty(story.Commands.Select(c => c.Command).OfType<CallCommand.RingPhone>());
    }

    [Fact]
    [Trait("Rule", "EXT-076")]
    public void Prefixes_do_not_leave_the_account()
    {
        var story = CallStory.Of().Dial("+31205550100", "Eva").Press("2").EndSound();
        Assert.Equal("Eva", story.One<CallCommand.RingPhone>().Display);
    }

    [Fact]
    [Trait("Rule", "EXT-058")]
    public void A_menu_may_lead_to_a_public_number()
    {
        var ring = CallStory.Of().Dial("+31205550100").Press("7").One<CallCommand.RingPhone>();
        Assert.Equal(("+31201234567", "+31205550100"), (ring.Phone.Value, ring.CallerId!.Value.Value));
    }
}
