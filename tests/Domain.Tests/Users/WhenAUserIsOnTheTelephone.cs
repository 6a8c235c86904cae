using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Users;

namespace Pbx.Domain.Tests.Users;

public sealed class WhenAUserIsOnTheTelephone
{
    private const string Bert = """{ "number": "211", "name": "Bert", "type": "user", "config": { "device": "web:bert", "offersSecondCall": true } }""";
    private const string Cees = """{ "number": "212", "name": "Cees", "type": "user", "config": { "device": "web:cees" } }""";
    private const string Group = """{ "number": "210", "name": "Both", "type": "group", "config": { "members": ["211", "212"] } }""";
    private static readonly ExtensionNumber Caller = ExtensionNumber.Parse("201");
    private static readonly ExtensionNumber Two = ExtensionNumber.Parse("211");
    private static readonly ExtensionNumber One = ExtensionNumber.Parse("212");

    [Fact]
    [Trait("Rule", "EXT-096")]
    [Trait("Rule", "EXT-114")]
    public void The_line_takes_one_call_or_two_where_a_second_one_is_offered()
    {
        var story = Dial("210");
        Assert.Equal([new UserLine(Two, 2), new UserLine(One, 1)], story.Commands.Select(one => one.Command).OfType<CallCommand.RingPhone>().Select(ring => ring.Line));
        Assert.Equal(new UserLine(One, 1), Dial("212").One<CallCommand.RingPhone>().Line);
    }

    [Fact]
    [Trait("Rule", "EXT-114")]
    [Trait("Rule", "EXT-132")]
    public void Whoever_is_busy_is_as_if_the_phone_had_said_so()
    {
        var story = Dial("212").When<CallCommand.RingPhone>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Engaged())]));
        Assert.Equal(EndReason.Busy, Assert.IsType<Phase.Ending>(story.Phase).Reason);
        Assert.Equal(NotReached.Busy, story.Call!.Trail.Legs[1].Failed);
        Assert.Contains(story.Call.Trail.Steps, step => step.Rule == "EXT-114" && step.What == "Extension 212 is not rung.");
        Assert.DoesNotContain(story.Commands, one => one.Command is CallCommand.FreeLines);
    }

    [Fact]
    [Trait("Rule", "EXT-114")]
    public void The_line_is_kept_until_the_call_is_over()
    {
        var story = Dial("212").AnswerPhone("web:cees");
        Assert.DoesNotContain(story.Commands, one => one.Command is CallCommand.FreeLines);
        story.When(new CallEvent.CallEnded());
        Assert.Equal([Caller, One], story.One<CallCommand.FreeLines>().Users);
        Assert.Empty(story.Call!.Trail.Lines);
    }

    [Fact]
    [Trait("Rule", "EXT-114")]
    public void Those_who_stop_ringing_are_free_at_once()
    {
        var story = Dial("210").AnswerPhone("web:cees");
        Assert.Equal([Two], story.One<CallCommand.FreeLines>().Users);
        Assert.Equal([Caller, One], story.Call!.Trail.Lines.Select(line => line.User));
    }

    [Fact]
    [Trait("Rule", "EXT-114")]
    public void Whoever_does_not_answer_is_free_at_once()
    {
        var story = Dial("210").Miss("web:bert", NotReached.NoAnswer);
        Assert.Equal([Two], story.One<CallCommand.FreeLines>().Users);
    }

    [Fact]
    [Trait("Rule", "EXT-114")]
    public void A_caller_who_is_a_user_is_on_the_telephone_too()
    {
        var story = CallStory.Of(Bert, Cees, Group).Dial("212", caller: PhoneAddress.Parse("web:bert"));
        Assert.Equal(Two, story.One<CallCommand.HoldLine>().User);
        story.Miss("web:cees", NotReached.Busy);
        Assert.Equal([One], story.One<CallCommand.FreeLines>().Users);
        story.When(new CallEvent.CallEnded());
        Assert.Equal([Two], story.One<CallCommand.FreeLines>().Users);
    }

    private static CallStory Dial(string extension) => CallStory.Of(Bert, Cees, Group).Dial(extension, caller: PhoneAddress.Parse("web:anna"));
}
