using Pbx.Domain.Calls;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.Floors;

namespace Pbx.Domain.Tests.Queues;

/// <summary>An attendant group is a queue whose agents are receptionists.</summary>
public sealed class WhenReceptionistsAnswer
{
    [Fact]
    [Trait("Rule", "QUE-357")]
    public void Calls_go_to_those_who_are_logged_in()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202", "203") with { Kind = QueueKind.Attendant, Strategy = Strategy.Sequential })).LogsOut("202");
        story.Enters("a").Rings("a", "201").Enters("b").Rings("b", "203").Enters("c").Rings("c");
        story.LogsIn("202").Rings("c", "202");
    }

    [Theory]
    [InlineData(""" "ringback": true """)]
    [InlineData(""" "introduction": "a", "skipsIntroduction": true """)]
    [InlineData(""" "callback": {}, "breakout": "600", "announcesPosition": true, "interval": "00:00:10" """)]
    [InlineData(""" "forwardTo": ["600"], "forwardAfter": "00:00:20", "metadata": "Desk" """)]
    [InlineData(""" "ringsWhenOffered": true, "music": ["b"], "infotainment": ["c"], "inParallel": 2, "ringFor": "00:00:15" """)]
    [InlineData(""" "outgoing": { "shown": "+31205550100" }, "smsName": "Desk", "featureCode": "77", "presenceMatters": true, "overflowAfter": "00:01:00", "isClosed": true """)]
    [Trait("Rule", "QUE-358")]
    [Trait("Rule", "QUE-016")]
    public void A_call_goes_through_it_as_through_any_queue(string settings)
    {
        Assert.Equal(Way(settings), Way($$"""{{settings}}, "kind": "attendant" """));
        Assert.Equal(Extension500.Refused("queue", $"{{ {settings} }}"), Extension500.Refused("queue", $$"""{ {{settings}}, "kind": "attendant" }"""));
    }

    private static List<string> Way(string settings)
    {
        var story = QueueStory.Account(settings).WithPrompts("a", "b", "c").Called();
        var way = new List<string>();
        void Note() => way.AddRange(story.Commands.Select(one => $"{story.Now:HH:mm:ss} {one.Op} {one.Command}"));
        Note();
        story.Admit();
        Note();
        story.Offer(1, "201", "211");
        Note();
        for (var i = 0; i < 8 && CallMachine.Due(story.Call!) is not null; i++)
        {
            story.WhenDue();
            Note();
        }

        return way;
    }
}
