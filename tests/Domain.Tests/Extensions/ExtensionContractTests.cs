using System.Text.Json;
using Pbx.Domain.Bots;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.HuntGroups;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.Secrets;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Tests.Extensions;

/// <summary>What holds for every type of extension; a new type is tested by being in <see cref="ExtensionTypes.All"/>.</summary>
public sealed class ExtensionContractTests
{
    public static TheoryData<string> Types() => [.. ExtensionTypes.All.Select(type => type.Key)];

    [Theory]
    [MemberData(nameof(Types))]
    public void It_enters_and_ends_under_timers_alone(string key)
    {
        var story = Inside(key);
        for (var i = 0; i < 200 && story.Phase is not Phase.Ended; i++)
        {
            story.WhenDue();
        }

        Assert.IsType<Phase.Ended>(story.Phase);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_last_event_told_again_decides_nothing_new(string key)
    {
        foreach (var evt in WithTheFloor)
        {
            var story = Inside(key);
            var op = story.Commands[^1].Op;
            story.When(evt(op));
            var (phase, legs) = (story.Phase, story.Call!.Trail.Legs);
            story.When(evt(op));
            Assert.DoesNotContain(story.Commands, command => command.Command is not CallCommand.DropPhone); // taking out again what is out already is harmless
            Assert.Equal((phase, legs), (story.Phase, story.Call!.Trail.Legs));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Events_of_other_commands_leave_it_unmoved(string key)
    {
        foreach (var evt in Events)
        {
            var story = Inside(key);
            var phase = story.Phase;
            story.When(evt(new OpId(77, 0)));
            Assert.Equal(phase, story.Phase);
            Assert.DoesNotContain(story.Commands, command => command.Command is not CallCommand.DropPhone);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Three_events_in_any_order_are_survived(string key)
    {
        foreach (var first in WithTheFloor)
        {
            foreach (var second in WithTheFloor)
            {
                var story = Inside(key);
                var op = story.Commands[^1].Op;
                story.When(first(op)).When(second(op)).When(new CallEvent.CallEnded());
                Assert.IsType<Phase.Ended>(story.Phase);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Wherever_it_sends_a_call_is_one_of_its_ways(string key)
    {
        var type = ExtensionTypes.Find(key)!;
        var ways = type.Ways(type.Sample).Select(way => way.To).ToList();
        var keys = "0123456789*#".Select(one => (Func<OpId, CallEvent>)(op => new CallEvent.DigitsCollected(op, one.ToString())));
        var arrival = new Arrival(ExtensionNumber.Parse("100"), "Sample", Domain.Prompts.Language.English, CallStory.Caller, null, Domain.Numbers.PhoneNumber.Parse("+31205550100"), "", null);
        var directory = new AccountDirectory(TestAccount.With());
        foreach (var first in WithTheFloor.Concat(keys))
        {
            foreach (var second in WithTheFloor.Concat(keys))
            {
                var move = type.Enter(type.Sample, arrival, directory, new Moment(Now, 1));
                foreach (var (evt, revision) in ((Func<OpId, CallEvent>, int)[])[(first, 2), (second, 3)])
                {
                    move = move is Move<object>.Stay stay ? type.Step(stay.State, evt(new OpId(revision - 1, 0)), type.Sample, arrival, directory, new Moment(Now.AddHours(revision), revision)) : move;
                }

                if (move is Move<object>.GoTo go)
                {
                    Assert.Contains(go.To, ways);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Its_configuration_is_the_same_after_being_written_and_read(string key)
    {
        var type = ExtensionTypes.Find(key)!;
        var extension = new Extension(ExtensionNumber.Parse("500"), "Sample", type, type.Sample);
        var json = JsonSerializer.Serialize(extension, Json.Of<Extension>(Json.Documents));
        Assert.Equal(extension, JsonSerializer.Deserialize(json, Json.Of<Extension>(Json.Documents)));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Its_check_accepts_its_own_sample(string key)
    {
        var type = ExtensionTypes.Find(key)!;
        Assert.DoesNotContain(type.Check(type.Sample, new AnyPlan()), problem => !problem.IsWarning);
    }

    [Fact]
    public void Keys_are_told_apart_and_stay_as_they_are() =>
        Assert.Equal(["menu", "user", "forward", "auto-answer", "voicemail", "system-access", "tbr", "lbr", "extension-picker", "group", "hunt-group", "call-limit", "authentication", "ai", "rule-based", "voicemail-number", "group-mailbox", "queue"], ExtensionTypes.All.Select(type => type.Key));

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private static Func<OpId, CallEvent>[] Events { get; } =
    [
        op => new CallEvent.SoundEnded(op),
        op => new CallEvent.SoundFailed(op),
        op => new CallEvent.DigitsCollected(op, "1"),
        op => new CallEvent.NoDigitsCollected(op),
        op => new CallEvent.CollectingFailed(op),
        op => new CallEvent.SpeechEnded(op),
        op => new CallEvent.MessagesCounted(op, 3, 1000),
        op => new CallEvent.RecordingStarted(op),
        op => new CallEvent.BoxFound(op, null),
        op => new CallEvent.BoxSeen(op, null),
        op => new CallEvent.BoxSeen(op, new BoxView(BoxKind.Shared, Language.Dutch, 0, 0)),
        op => new CallEvent.GreetingFetched(op, null),
        op => new CallEvent.BoxChanged(op, IsDone: true),
        op => new CallEvent.PinJudged(op, PinVerdict.Wrong),
        op => new CallEvent.PinLockSeen(op, IsLocked: false),
        op => new CallEvent.PinLockSeen(op, IsLocked: true),
        op => new CallEvent.SchemesShown(op, new SwitchableSchemes(IsAllowed: false, Language.Dutch)),
        op => new CallEvent.SchemeSwitched(op, new SwitchResult(SwitchAnswer.NoPlan)),
        op => new CallEvent.OffersShown(op, [new LastOffer(ExtensionNumber.Parse("201"), Now)]),
        op => new CallEvent.PlaceTaken(op, HasPlace: true, 1),
        op => new CallEvent.PlaceTaken(op, HasPlace: false, 3),
        op => new CallEvent.BotReplied(op, new BotReply("Hello.")),
        op => new CallEvent.BotReplied(op, new BotReply(Then: BotAction.Transfer, To: Destination.Read("201"))),
        op => new CallEvent.BotReplied(op, new BotReply("Press.", Keys: 1)),
        op => new CallEvent.QueueSeen(op, 1, null),
        op => new CallEvent.KeyPressed(op, "1"),
        op => new CallEvent.CommandRefused(op),
        op => new CallEvent.PhoneAnswered(op, Pbx.Domain.Numbers.PhoneAddress.Parse("web:anna")),
        op => new CallEvent.PhoneNotReached(op, NotReached.Busy),
        op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Accepted())]),
        _ => new CallEvent.TimeReached(),
    ];

    // what the floor tells answers no command
    private static Func<OpId, CallEvent>[] WithTheFloor { get; } =
    [
        .. Events,
        _ => new CallEvent.QueueAdmits(ExtensionNumber.Parse("100"), HasEntered: true, IsFree: false),
        _ => new CallEvent.QueueRefuses(ExtensionNumber.Parse("100"), StayEnd.RefusedFull),
        _ => new CallEvent.AgentsOffered(1, [new OfferedAgent(ExtensionNumber.Parse("201"), TimeSpan.FromSeconds(20))]),
        _ => new CallEvent.QueueSends(StayEnd.ForwardedNoAgent),
    ];

    private static CallStory Inside(string key)
    {
        var type = ExtensionTypes.Find(key)!;
        var config = JsonSerializer.Serialize(type.Sample, Json.Documents.GetTypeInfo(type.ConfigType));
        return CallStory.Of($$"""{ "number": "100", "name": "Sample", "type": "{{key}}", "config": {{config}} }""", """{ "number": "200", "name": "Operator", "type": "user", "config": {} }""").Dial("+31205550100");
    }

    private sealed class AnyPlan : IDialPlan
    {
        public Pbx.Domain.Accounts.AccountSettings Account => TestAccount.With().Account with { UserGroups = [new("Everybody")] };

        public string? TypeOf(ExtensionNumber number) => "user";

        public bool HasPrompt(string name) => true;

        public bool Owns(Pbx.Domain.Numbers.PhoneNumber number) => true;
    }
}
