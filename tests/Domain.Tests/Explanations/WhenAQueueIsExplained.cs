using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.Queues;

namespace Pbx.Domain.Tests.Explanations;

public sealed class WhenAQueueIsExplained
{
    private const string Members = """ "members": [{ "agent": "201" }, { "agent": "211" }], "forwardTo": ["300"], "forwardAfter": "00:02:00" """;

    [Fact]
    public void The_call_is_offered_to_the_agents_in_turn_and_forwarded_in_the_end()
    {
        var way = Explain(Members, Assumptions.None);
        Assert.Equal(["500", "300"], way.Passes.Select(one => one.Value));
        Assert.Contains(way.Steps, step => step is { Why: "The call is offered to 201.", After.TotalSeconds: 0 });
        Assert.Contains(way.Steps, step => step is { Why: "The call is offered to 211.", After.TotalSeconds: 20 });
        Assert.Contains(way.Steps, step => step is { Rule: "QUE-263", After.TotalSeconds: 120, Setting.Pointer: var at } && at.EndsWith("/config/forwardTo", StringComparison.Ordinal));
    }

    [Fact]
    public void An_agent_who_answers_has_the_call()
    {
        var way = Explain(Members, new Assumptions(Phones: [new PhoneAssumption(PhoneName.Of(PhoneAddress.Parse("web:bert")))]));
        Assert.Equal((EndReason.Completed, "web:bert"), (way.End.Reason, way.End.TalkedTo?.Value));
    }

    [Theory]
    [InlineData(0, 0, 0, "600")] // nobody is logged in
    [InlineData(10, 2, 2, "300")] // all positions are taken
    [InlineData(2, 2, 2, "300")] // those before it have the agents
    public void What_is_assumed_of_a_queue_counts(int waiting, int loggedIn, int free, string where)
    {
        var way = Explain($$"""{{Members}}, "noAgent": ["600"]""", new Assumptions(Queues: [new QueueAssumption(ExtensionNumber.Parse("500"), waiting, loggedIn, free)]));
        Assert.Equal(where, way.Passes[^1].Value);
        Assert.DoesNotContain(way.Steps, step => step.Why.StartsWith("The call is offered", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(""" "strategy": "priority-or-skill", "ranking": "skill", "skilled": [{ "agent": "201", "skill": 3 }, { "agent": "211", "skill": 7 }] """, "211", "201")]
    [InlineData(""" "strategy": "sequential" """, "201", "211")]
    [InlineData(""" "strategy": "ring-all" """, "201, 211", null)]
    public void Agents_come_in_the_order_of_the_strategy(string settings, string first, string? second)
    {
        var way = Explain($"{Members}, {settings}", Assumptions.None);
        Assert.Contains(way.Steps, step => step.Why == $"The call is offered to {first}." && step.After == TimeSpan.Zero);
        Assert.True(second is null || way.Steps.Any(step => step.Why == $"The call is offered to {second}." && step.After == TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void Who_is_free_is_who_those_before_the_call_have_left()
    {
        var way = Explain(Members, new Assumptions(Queues: [new QueueAssumption(ExtensionNumber.Parse("500"), Waiting: 1, LoggedIn: 2, Free: 2)]));
        Assert.Contains(way.Steps, step => step.Why == "The call is offered to 211.");
        Assert.DoesNotContain(way.Steps, step => step.Why == "The call is offered to 201.");
    }

    [Fact]
    public void A_key_is_pressed_while_waiting_and_whoever_nothing_takes_out_hangs_up_after_half_an_hour()
    {
        Assert.Equal("600", Explain(""" "breakout": "600" """, new Assumptions(KeySequence.Parse("w1"))).Passes[^1].Value);
        var patient = Explain("", Assumptions.None);
        Assert.Equal((EndReason.CallerHungUp, 30), (patient.End.Reason, (int)patient.End.Total.TotalMinutes));
    }

    private static Explanation Explain(string settings, Assumptions assume) =>
        Explainer.Explain(new Question(CallStory.Caller, PhoneNumber.Parse(Extension500.Number), CallStory.Start, assume), new DocumentConfiguration(QueueStory.Account(settings).Document));
}
