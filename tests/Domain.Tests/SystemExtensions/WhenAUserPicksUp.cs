using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.SystemExtensions;

/// <summary>Anna (201, whose language is Dutch) picks up; 300 is a queue, 202 is none.</summary>
public sealed class WhenAUserPicksUp
{
    private static readonly ExtensionNumber Anna = ExtensionNumber.Parse("201");
    private const string Nothing = "Er is geen gesprek om over te nemen.";
    private const string Queue = """{ "number": "310", "name": "Queue", "type": "queue", "config": {} }""";

    private static CallStory Dialled(string dialled, Country country = Country.Netherlands)
    {
        var account = TestAccount.With(Queue);
        return CallStory.Of(new TestAccount(account.Document with { Account = account.Account with { Country = country } })).Dial(dialled, caller: Dialogue.AnnasPhone);
    }

    private static CallStory Ended(CallStory story, PickupEnd end) => story.When<CallCommand.TellFloor>(op => new CallEvent.PickupEnded(op, end));

    [Theory]
    [InlineData("*8310", Country.Netherlands, "310", "CFT-303")]
    [InlineData("*8", Country.Netherlands, null, "CFT-302")]
    [InlineData("908310", Country.Netherlands, "310", "CFT-293")]
    [InlineData("908", Country.Netherlands, null, "CFT-293")]
    [InlineData("8808310", Country.Germany, "310", "CFT-293")]
    [InlineData("8808310", Country.UnitedKingdom, "310", "CFT-293")]
    [InlineData("1908310", Country.Spain, "310", "CFT-293")]
    [InlineData("908310", Country.Latvia, "310", "CFT-293")]
    [InlineData("908310", Country.Denmark, "310", "CFT-293")]
    [InlineData("908310", Country.Finland, "310", "CFT-293")]
    [Trait("Rule", "QUE-345")]
    [Trait("Rule", "CFT-293")]
    [Trait("Rule", "CFT-303")]
    public void The_floor_is_asked_for_a_call_of_the_queue_behind_the_code(string dialled, Country country, string? queue, string rule)
    {
        var story = Dialled(dialled, country);
        var asked = Assert.IsType<FloorMessage.PicksUp>(story.One<CallCommand.TellFloor>().Message);
        Assert.Equal(new FloorMessage.PicksUp(story.Op<CallCommand.TellFloor>(), Anna, queue is null ? null : ExtensionNumber.Parse(queue), Dialogue.AnnasPhone, "connection"), asked);
        Assert.Contains(story.Call!.Trail.Steps, step => step.Rule == rule);
    }

    [Theory]
    [InlineData("*8*")] // group pickup
    [InlineData("*8310*")]
    [InlineData("*8310#")]
    [Trait("Rule", "CFT-302")]
    [Trait("Rule", "CFT-342")]
    public void With_a_star_behind_it_it_means_something_else(string dialled)
    {
        Assert.Null(StarCodes.Find(DialledNumber.Parse(dialled)));
        Assert.IsType<Phase.Ending>(Dialled(dialled).Phase);
    }

    [Theory]
    [InlineData(PickupEnd.NothingRings, "QUE-349")]
    [InlineData(PickupEnd.NoMember, "QUE-347")]
    [InlineData(PickupEnd.Failed, "QUE-349")]
    [InlineData(PickupEnd.NoQueue, "QUE-349")]
    [Trait("Rule", "QUE-347")]
    [Trait("Rule", "QUE-349")]
    [Trait("Rule", "CFT-108")]
    public void Whoever_gets_none_hears_so_in_his_language_and_is_released(PickupEnd end, string rule)
    {
        var story = Ended(Dialled("*8310"), end);
        Assert.Equal([Nothing], story.Spoken);
        Assert.Equal(rule, story.Rule);
        Assert.Equal(EndReason.Unavailable, Assert.IsType<Phase.HangingUp>(story.EndSound().Phase).Reason);
    }

    [Theory]
    [InlineData("*8202")]
    [InlineData("908999")]
    [Trait("Rule", "CFT-108")]
    public void From_what_is_no_queue_nothing_is_picked_up(string dialled) => Assert.Equal([Nothing], Dialled(dialled).Spoken);

    [Fact]
    [Trait("Rule", "QUE-345")]
    public void Whoever_talks_is_in_the_other_call_and_this_one_is_over()
    {
        Assert.Equal(EndReason.Completed, Assert.IsType<Phase.HangingUp>(Ended(Dialled("*8310"), PickupEnd.Done).Phase).Reason);
        Assert.Equal(EndReason.Completed, Assert.IsType<Phase.Ended>(Dialled("*8310").When(new CallEvent.CallEnded()).Phase).Reason);
        Assert.Empty(Dialled("*8310").When(new CallEvent.RosterChanged(2, [])).Commands); // it has been moved, and the call is about to end
    }

    [Fact]
    [Trait("Rule", "QUE-349")]
    public void When_the_floor_cannot_be_told_or_does_not_answer_there_is_nothing_to_pick_up()
    {
        Assert.Equal([Nothing], Dialled("*8310").When<CallCommand.TellFloor>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Refused("away"))])).Spoken);
        var story = Dialled("*8310").WhenDue();
        Assert.Equal([Nothing], story.Spoken);
        Assert.Equal(TimeSpan.FromSeconds(40), story.Now - CallStory.Start);
        Assert.IsType<Phase.HangingUp>(story.WhenDue().Phase);
    }

    [Fact]
    [Trait("Rule", "QUE-349")]
    public void It_is_said_in_every_language() =>
        Assert.Equal(7, Enum.GetValues<Language>().Select(language => Catalogue.Say(Prompt.NoCallToPickUp, language)).OfType<Sound.Speech>().Select(speech => speech.Text).Distinct().Count());
}
