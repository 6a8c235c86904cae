using Pbx.Domain.Calls;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.Queues;
using static Pbx.Domain.Tests.PersonalQueues.Camped;

namespace Pbx.Domain.Tests.PersonalQueues;

public sealed class WhenReceptionistsAreTold
{
    [Fact]
    [Trait("Rule", "QUE-365")]
    [Trait("Rule", "QUE-366")]
    public void Who_transferred_is_told_after_a_minute_and_all_after_two()
    {
        var story = Waiting();
        Assert.Equal([(60, "201"), (120, null)], Told(story, 1000));
    }

    [Theory]
    [InlineData(""" "notifyAfter": "00:00:00" """, "120 all")]
    [InlineData(""" "notifyAllAfter": "00:00:00" """, "60 201")]
    [InlineData(""" "notifyAfter": "00:05:00", "notifyAllAfter": "00:00:07" """, "7 all", "300 201")]
    [InlineData(""" "notifyAfter": "00:00:30", "notifyAllAfter": "00:00:30" """, "30 201", "30 all")]
    [InlineData(""" "notifyAfter": "00:00:00", "notifyAllAfter": "00:00:00" """)]
    [Trait("Rule", "QUE-365")]
    [Trait("Rule", "QUE-366")]
    [Trait("Rule", "QUE-456")]
    public void The_group_says_when_and_zero_is_never(string settings, params string[] told)
    {
        var story = Waiting($$""" "kind": "attendant", "campOn": { {{settings}} } """);
        Assert.Equal(told, Told(story, 1000).Select(one => $"{one.At} {one.Who ?? "all"}"));
    }

    [Fact]
    [Trait("Rule", "QUE-368")]
    public void It_is_forgotten_when_the_user_answers()
    {
        var story = Waiting();
        story.Until(60);
        story.Offer(2, "211");
        Assert.DoesNotContain(story.Commands, one => one.Command is CallCommand.ForgetNotifications);
        story.AnswerPhone();
        Assert.Single(story.Commands, one => one.Command is CallCommand.ForgetNotifications);
        Assert.Null(story.Call!.Trail.CampOn);
        Assert.DoesNotContain(story.When(new CallEvent.CallEnded()).Commands, one => one.Command is CallCommand.ForgetNotifications);
    }

    [Fact]
    [Trait("Rule", "QUE-368")]
    public void It_is_forgotten_when_the_caller_hangs_up_or_the_call_is_forwarded()
    {
        var story = Waiting();
        story.Until(60);
        Assert.Single(story.When(new CallEvent.CallEnded()).Commands, one => one.Command is CallCommand.ForgetNotifications);
        var forwarded = Waiting(bert: """{ "device": "web:bert", "personalQueue": { "forwardTo": "600" } }""");
        forwarded.Until(30 * 60);
        Assert.Single(forwarded.Commands, one => one.Command is CallCommand.ForgetNotifications);
    }

    [Fact]
    [Trait("Rule", "QUE-368")]
    public void Nothing_is_forgotten_of_which_nobody_was_told()
    {
        var story = Waiting();
        story.Until(59);
        Assert.DoesNotContain(story.When(new CallEvent.CallEnded()).Commands, one => one.Command is CallCommand.ForgetNotifications);
        Assert.Null(CallMachine.Due(story.Call!));
    }

    private static List<(int At, string? Who)> Told(CallStory story, int seconds)
    {
        var told = new List<(int At, string? Who)>();
        var end = CallStory.Start + TimeSpan.FromSeconds(seconds);
        while (CallMachine.Due(story.Call!) is { } due && due <= end)
        {
            story.WhenDue();
            told.AddRange(story.Commands.Select(one => one.Command).OfType<CallCommand.TellReceptionists>().Select(tell => ((int)(story.Now - CallStory.Start).TotalSeconds, tell.Only?.Value)));
        }

        return told;
    }
}
