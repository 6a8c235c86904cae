using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Users;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Users;

public sealed class WhenAUserIsCalled
{
    [Fact]
    [Trait("Rule", "EXT-112")]
    public void The_device_rings_and_the_caller_hears_ring_back() => CallStory.Of().Dial("+31205550101").Then(
        new CallCommand.Play([new Sound.Signal(Tone.Ringback)], Loop: true),
        new CallCommand.RingPhone(PhoneAddress.Parse("web:anna"), TimeSpan.FromSeconds(25), null, "+31612345678", Line: new UserLine(ExtensionNumber.Parse("201"), 1)));

    [Fact]
    public void Ring_back_stops_when_the_phone_is_answered()
    {
        var story = CallStory.Of().Dial("+31205550101").AnswerPhone().Then(new CallCommand.StopSounds());
        Assert.Equal(PhoneAddress.Parse("web:anna"), Assert.IsType<Phase.Talking>(story.Phase).Phone);
    }

    [Theory]
    [InlineData(NotReached.Busy, EndReason.Busy)]
    [InlineData(NotReached.Declined, EndReason.Busy)]
    [Trait("Rule", "EXT-072")]
    [Trait("Rule", "RCH-195")]
    public void A_busy_or_declined_call_ends_with_busy_tone(NotReached why, EndReason reason)
    {
        var story = CallStory.Of().Dial("+31205550101").Miss(why).Then(new CallCommand.Play([new Sound.Signal(Tone.Busy)]));
        Assert.Equal(reason, Assert.IsType<Phase.Ending>(story.Phase).Reason);
        story.EndSound().Then(new CallCommand.HangUp());
    }

    [Theory]
    [InlineData(NotReached.NoAnswer, EndReason.NoAnswer)]
    [InlineData(NotReached.Unreachable, EndReason.Unavailable)]
    [InlineData(NotReached.Failed, EndReason.Unavailable)]
    [Trait("Rule", "EXT-071")]
    [Trait("Rule", "EXT-113")]
    public void Nobody_answering_ends_with_an_announcement(NotReached why, EndReason reason)
    {
        var story = CallStory.Of().Dial("+31205550101").Miss(why);
        Assert.Equal(Catalogue.Text(Prompt.NotAvailable, Language.Dutch), Assert.Single(story.Spoken));
        Assert.Equal(reason, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-113")]
    public void A_user_without_a_device_is_unavailable()
    {
        var story = CallStory.Of("""{ "number": "201", "name": "Anna", "type": "user", "config": {} }""").Dial("+31205550101");
        Assert.Equal(EndReason.Unavailable, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-071")]
    public void Without_a_ring_time_it_rings_for_180_seconds()
    {
        var story = CallStory.Of("""{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna" } }""").Dial("+31205550101");
        Assert.Equal(TimeSpan.FromSeconds(180), story.One<CallCommand.RingPhone>().For);
    }

    [Fact]
    [Trait("Rule", "EXT-074")]
    [Trait("Rule", "EXT-246")]
    public void Prefixes_are_shown_in_the_order_in_which_they_were_collected() =>
        Assert.Equal("Main Sales Eva", CallStory.Of().Dial("+31205550100", "Eva").Press("1").One<CallCommand.RingPhone>().Display);

    [Fact]
    [Trait("Rule", "EXT-075")]
    public void Joined_prefixes_are_cut_at_forty_characters() =>
        Assert.Equal($"{new string('a', 20)} {new string('b', 19)} Eva", Display.Of([new string('a', 20), new string('b', 20)], "Eva", CallStory.Caller));

    [Fact]
    public void A_device_that_is_a_public_number_shows_the_caller_and_after_a_refusal_the_dialled_number()
    {
        var story = CallStory.Of("""{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "+31687654321", "ringFor": "00:00:20" } }""").Dial("+31205550101");
        Assert.Equal(CallStory.Caller.Number, story.One<CallCommand.RingPhone>().CallerId);
        story.Miss(NotReached.CallerIdRefused);
        Assert.Equal(PhoneNumber.Parse("+31205550101"), story.One<CallCommand.RingPhone>().CallerId);
        story.Miss(NotReached.CallerIdRefused);
        Assert.IsType<Phase.Ending>(story.Phase);
    }

    [Fact]
    public void When_ring_back_cannot_be_played_the_caller_is_told_to_hold()
    {
        var story = CallStory.Of().Dial("+31205550101");
        story.When<CallCommand.Play>(op => new CallEvent.SoundFailed(op));
        Assert.Equal(Catalogue.Text(Prompt.PleaseHold, Language.Dutch), Assert.Single(story.Spoken));
        Assert.True(story.One<CallCommand.Play>().Loop);
    }

    [Fact]
    public void A_network_that_refuses_to_ring_counts_as_unavailable()
    {
        var story = CallStory.Of().Dial("+31205550101");
        story.When<CallCommand.RingPhone>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Refused("400"))]));
        Assert.Equal(EndReason.Unavailable, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }
}
