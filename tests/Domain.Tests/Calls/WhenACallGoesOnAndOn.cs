using System.Text.Json;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Tests.Calls;

/// <summary>A call's state has a place in one row of 896 KiB, however long it goes on and whatever is keyed.</summary>
public sealed class WhenACallGoesOnAndOn
{
    private const int Bytes = 400_000;

    [Fact]
    public void Of_a_caller_who_never_stops_pressing_keys_the_beginning_and_the_end_are_kept()
    {
        var story = CallStory.Of().Dial("+31205550100");
        for (var i = 0; i < 5_000; i++)
        {
            _ = story.Commands.Any(one => one.Command is CallCommand.Play) ? story.EndSound() : story.Press("5");
        }

        var steps = story.Call!.Trail.Steps;
        Assert.Equal(500, steps.Count);
        Assert.Equal("EXT-069", steps[0].Rule);
        Assert.Equal("Steps are left out here.", Assert.Single(steps, step => step.What.Contains("left out", StringComparison.Ordinal)).What);
        Assert.Equal(story.Now, steps[^1].At);
        Assert.True(Size(story) < Bytes, $"{Size(story)} bytes");
    }

    [Fact]
    [Trait("Rule", "EXT-133")]
    public void Of_two_hundred_members_who_are_rung_again_and_again_each_has_one_leg()
    {
        var members = Enumerable.Range(200, 200).Select(number => $"{number}").ToList();
        var users = members.Select(number => $$"""{ "number": "{{number}}", "name": "User {{number}}", "type": "user", "config": { "device": "web:u{{number}}" } }""");
        var story = CallStory.Of([.. users, $$"""{ "number": "999", "name": "All", "type": "group", "config": { "members": [{{string.Join(',', members.Select(member => $"\"{member}\""))}}], "external": { "noAnswer": ["201"] }, "transferTimeout": "01:00:00" } }"""]).Dial("+31205550104");
        for (var i = 0; i < 30; i++)
        {
            story.When(new CallEvent.CommandsDone([.. story.Commands.Where(one => one.Command is CallCommand.RingPhone).Select(one => new CommandDone(one.Op, new Outcome.Engaged()))]));
            Assert.Empty(story.Call!.Trail.Lines);
            story.WhenDue();
        }

        Assert.Equal(201, story.Call!.Trail.Legs.Count);
        Assert.Equal(200, story.Call.Trail.Steps.Count(step => step.Rule == "EXT-114"));
        Assert.True(Size(story) < Bytes, $"{Size(story)} bytes");
    }

    private static int Size(CallStory story) => JsonSerializer.SerializeToUtf8Bytes(story.Call!, Json.Of<Call>(Json.State)).Length;
}
