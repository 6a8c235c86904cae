using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.Queues;

namespace Pbx.Domain.Tests.PersonalQueues;

public sealed class WhenARuleLetsACallWait
{
    private static readonly ExtensionNumber Anna = ExtensionNumber.Parse("201");

    [Fact]
    [Trait("Rule", "RCH-461")]
    [Trait("Rule", "RCH-463")]
    public void It_waits_until_the_user_is_free()
    {
        var story = CallStory.Of(User("201", "201")).Dial("+31205550101");
        Assert.Equal([new FloorMessage.Enters(Anna, story.Now, story.Now, CallStory.Caller, null, Introduction: false)], story.Told());
        Assert.NotNull(story.Call!.Trail.Answered);
        story.Placed("201", isFree: true).Offer(1, "201");
        Assert.Equal(["web:anna"], story.Rung);
        story.AnswerPhone();
        Assert.Equal([new FloorMessage.Answered(1, Anna, story.Now)], story.Told());
        Assert.Contains(story.Call!.Trail.Steps, step => step.Rule == "RCH-461");
    }

    [Fact]
    [Trait("Rule", "RCH-461")]
    [Trait("Rule", "RCH-470")]
    public void Where_the_queue_is_full_it_gets_busy_or_goes_to_the_forward_number()
    {
        var full = new CallEvent.QueueRefuses(Anna, Domain.Queues.StayEnd.RefusedFull);
        var busy = CallStory.Of(User("201", "201")).Dial("+31205550101").When(full);
        Assert.Equal(EndReason.Busy, Assert.IsType<Phase.Ending>(busy.Phase).Reason);
        var forwarded = CallStory.Of(User("201", "201", """, "personalQueue": { "whenFull": "forward", "forwardTo": "300" }""")).Dial("+31205550101").When(full);
        Assert.Equal("300", Assert.IsType<Phase.InExtension>(forwarded.Phase).Arrival.Number?.Value);
    }

    [Fact]
    [Trait("Rule", "RCH-461")]
    public void For_whom_has_no_phone_nobody_waits_and_the_next_rule_has_the_call() =>
        Assert.Equal(["web:anna"], CallStory.Of(User("201", "202")).Dial("+31205550101").Rung);

    [Theory]
    [InlineData("202")]
    [InlineData("201")]
    [InlineData("300", "no user")]
    [InlineData("+31201234567", "no user")]
    [Trait("Rule", "RCH-461")]
    public void Only_users_are_waited_for(string destination, string? refused = null)
    {
        var problems = AccountCheck.Check(TestAccount.With(User("201", destination)).Document).Where(problem => problem.Pointer.Contains("/incomingRules", StringComparison.Ordinal)).ToList();
        Assert.True(refused is not null == problems.Count > 0, string.Join(" ", problems));
        Assert.All(problems, problem => Assert.Contains(refused!, problem.Message, StringComparison.Ordinal));
    }

    private static string User(string number, string waitsFor, string more = "") =>
        $$"""{ "number": "{{number}}", "name": "Anna", "type": "user", "config": { "device": "web:anna", "incomingRules": [{ "name": "Wait", "then": { "do": "personal-queue", "destination": "{{waitsFor}}" } }]{{more}} } }""";
}
