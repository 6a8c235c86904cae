using Pbx.Domain.Accounts;
using Pbx.Domain.CallLimits;
using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.CallLimits;

public sealed class WhenCallsAreLimited
{
    private static readonly ExtensionNumber Limit = ExtensionNumber.Parse("999");

    [Fact]
    [Trait("Rule", "EXT-354")]
    [Trait("Rule", "EXT-358")]
    public void A_call_that_gets_a_place_goes_inside_and_gives_it_back_at_its_end()
    {
        var story = Story("""{ "limit": 3, "within": "201", "above": "300" }""").Then(new CallCommand.TakePlace(Limit, 3));
        Answer(story, isTaken: true, 1);
        Assert.Equal("201", Where(story));
        story.When(new CallEvent.CallEnded());
        Assert.Equal(new CallCommand.FreePlace(Limit), story.Commands[0].Command);
        Assert.IsType<CallCommand.FileRecord>(story.Commands[1].Command);
    }

    [Fact]
    [Trait("Rule", "EXT-355")]
    [Trait("Rule", "EXT-358")]
    [Trait("Rule", "EXT-360")]
    public void A_call_that_gets_none_goes_outside_and_gives_none_back()
    {
        var story = Story("""{ "limit": 3, "within": "201", "above": "300" }""");
        Answer(story, isTaken: false, 3);
        Assert.Equal("300", Where(story));
        Assert.DoesNotContain(story.When(new CallEvent.CallEnded()).Commands, command => command.Command is CallCommand.FreePlace);
    }

    [Fact]
    [Trait("Rule", "EXT-070")]
    [Trait("Rule", "EXT-359")]
    public void Whoever_hangs_up_while_a_place_is_being_taken_gives_it_back() =>
        Assert.Contains(Story("""{ "limit": 3, "within": "201", "above": "300" }""").When(new CallEvent.CallEnded()).Commands, command => command.Command == new CallCommand.FreePlace(Limit));

    [Fact]
    [Trait("Rule", "EXT-362")]
    [Trait("Rule", "EXT-355")]
    public void Above_the_limit_the_caller_hears_busy_where_that_is_set()
    {
        var story = Story("""{ "limit": 1, "within": "201", "busyAbove": true }""");
        Answer(story, isTaken: false, 1);
        Assert.Equal(EndReason.Busy, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-352")]
    public void A_limit_of_zero_sends_every_call_outside() => Assert.Equal("300", Where(Story("""{ "limit": 0, "within": "201", "above": "300" }""")));

    [Fact]
    [Trait("Rule", "EXT-358")]
    public void What_cannot_be_counted_goes_outside()
    {
        Assert.Equal("300", Where(Story("""{ "limit": 3, "within": "201", "above": "300" }""").WhenDue()));
        Assert.Equal("300", Where(Story("""{ "limit": 3, "within": "201", "above": "300" }""").When<CallCommand.TakePlace>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Refused("away"))]))));
    }

    [Theory]
    [InlineData("calling", "", "+31612345678")]
    [InlineData("called", "", "+31205550104")]
    [InlineData("chosen", """, "chosenNumber": "+31205550109" """, "+31205550109")]
    [Trait("Rule", "EXT-353")]
    [Trait("Rule", "EXT-356")]
    [Trait("Rule", "EXT-363")]
    public void A_public_number_is_shown_the_number_that_is_set(string callerId, string chosen, string shown)
    {
        var story = Story($$"""{ "limit": 3, "within": "+31209999999", "above": "+31208888888", "callerId": "{{callerId}}"{{chosen}} }""");
        Answer(story, isTaken: true, 1);
        Assert.Equal(new CallCommand.RingPhone(PhoneAddress.Parse("+31209999999"), TimeSpan.FromSeconds(180), PhoneNumber.Parse(shown), "+31612345678"), story.One<CallCommand.RingPhone>());
        story.Miss("+31209999999", NotReached.CallerIdRefused);
        Assert.Equal(shown == "+31205550104" ? null : PhoneNumber.Parse("+31205550104"), story.Commands.Select(one => one.Command).OfType<CallCommand.RingPhone>().SingleOrDefault()?.CallerId);
    }

    [Fact]
    [Trait("Rule", "EXT-363")]
    public void An_internal_call_shows_the_main_number()
    {
        var story = CallStory.Of(Account("""{ "limit": 3, "within": "+31209999999", "above": "300", "callerId": "called" }""")).Dial("999", caller: PhoneAddress.Parse("web:anna"));
        Answer(story, isTaken: true, 1);
        Assert.Equal(PhoneNumber.Parse("+31205550100"), story.One<CallCommand.RingPhone>().CallerId);
    }

    [Theory]
    [InlineData("""{ "limit": 1000, "within": "777", "above": "778" }""", "/above /limit /within")]
    [InlineData("""{ "limit": 1, "within": "201" }""", "/above")]
    [InlineData("""{ "limit": 1, "within": "201", "above": "300", "busyAbove": true }""", "/above")]
    [InlineData("""{ "limit": 1, "within": "201", "busyAbove": true, "callerId": "chosen" }""", "/chosenNumber")]
    [InlineData("""{ "limit": 1, "within": "201", "busyAbove": true, "callerId": "chosen", "chosenNumber": "+31209999999" }""", "/chosenNumber")]
    [Trait("Rule", "EXT-352")]
    [Trait("Rule", "EXT-354")]
    [Trait("Rule", "EXT-355")]
    public void Everything_that_is_wrong_is_named(string config, string pointers) => Assert.Equal(
        pointers,
        string.Join(' ', AccountCheck.Check(Account(config).Document).Where(problem => problem.Pointer.StartsWith("/extensions/5/config/", StringComparison.Ordinal) && !problem.IsWarning).Select(problem => problem.Pointer.Split("/config")[1]).Order()));

    [Theory]
    [InlineData(2, "201")]
    [InlineData(3, "300")]
    [Trait("Rule", "EXT-360")]
    public void An_explanation_counts_what_is_assumed_of_the_limit(int inUse, string to)
    {
        var account = new DocumentConfiguration(Account("""{ "limit": 3, "within": "201", "above": "300" }""").Document);
        var question = new Question(CallStory.Caller, PhoneNumber.Parse("+31205550104"), CallStory.Start, new Assumptions(Limits: [new LimitAssumption(Limit, inUse)]));
        Assert.Contains(ExtensionNumber.Parse(to), Explainer.Explain(question, account, new Dictionary<Domain.Prompts.AudioFile, TimeSpan>()).Passes);
    }

    [Fact]
    [Trait("Rule", "EXT-357")]
    [Trait("Rule", "EXT-360")]
    public void Three_go_inside_and_after_one_has_ended_the_next_new_one()
    {
        var at = CallStory.Start;
        var places = new Places().Take("a", 3, at).Take("b", 3, at).Take("c", 3, at).Take("d", 3, at);
        Assert.Equal((true, false), (places.Has("c"), places.Has("d")));
        Assert.Equal(places, places.Take("a", 3, at)); // asked again
        places = places.Free("b").Free("d").Take("e", 3, at);
        Assert.Equal(["a", "c", "e"], places.Taken.Select(place => place.Call));
    }

    private static void Answer(CallStory story, bool isTaken, int inUse) => story.When<CallCommand.TakePlace>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Place(isTaken, inUse))]));

    private static TestAccount Account(string config) => TestAccount.With($$"""{ "number": "999", "name": "Old exchange", "type": "call-limit", "config": {{config}} }""");

    private static CallStory Story(string config) => CallStory.Of(Account(config)).Dial("+31205550104");

    private static string? Where(CallStory story) => story.Phase switch
    {
        Phase.InExtension { Arrival.Number: { } number } when number.Value != "999" => number.Value,
        _ => null,
    };
}
