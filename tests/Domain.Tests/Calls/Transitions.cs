using System.Runtime.CompilerServices;
using System.Text;
using Pbx.Domain.Bots;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.Secrets;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Tests.PersonalQueues;
using Pbx.Domain.Tests.SystemExtensions;
using Pbx.Domain.Tests.VoicemailNumbers;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Tests.Calls;

/// <summary>
/// docs/transitions.md is drawn from the code: every phase of a call against every event. Run with <c>PBX_WRITE=1</c> it is written anew; otherwise this checks that it is up to date.
/// </summary>
public sealed class Transitions
{
    private static readonly SwitchableSchemes Schemes = new(IsAllowed: true, Language.Dutch, [new Numbered(1, "Test")]);

    private static readonly PhoneAddress Anna = PhoneAddress.Parse("web:anna");

    private const string WithAMessage =
        """{ "number": "300", "name": "Open", "type": "auto-answer", "config": {}, "schedule": { "otherwise": { "message": "Open." } } }""";

    private const string Dials =
        """{ "number": "100", "name": "Menu", "type": "menu", "config": { "options": [{ "key": "1", "action": "dial-by-extension" }, { "key": "2", "action": "dial-by-name" }] } }""";

    private const string TwoDigits =
        """{ "number": "100", "name": "Menu", "type": "menu", "config": { "maximumDigits": 2, "forward": { "destination": "201" }, "options": [{ "key": "11", "destination": "300" }] } }""";

    private static readonly CallEvent Arrived = new CallEvent.CallArrived(CallStory.Caller, null, PhoneNumber.Parse("+31205550100"), "context");

    private static readonly ExtensionNumber Five00 = ExtensionNumber.Parse("500");

    private static readonly CallEvent.AgentsOffered Offered = new(1, [new OfferedAgent(ExtensionNumber.Parse("201"), TimeSpan.FromSeconds(20))]);

    private static readonly (string Name, Func<CallStory> Story)[] Phases =
    [
        ("Answering", () => CallStory.Of().When(Arrived)),
        ("In a menu", () => CallStory.Of().Dial("+31205550100")),
        ("In a menu, after a digit", () => CallStory.Of(TwoDigits).Dial("+31205550100").Press("1")),
        ("In a menu, dialling by extension", () => CallStory.Of(Dials).Dial("+31205550100").Press("1")),
        ("In a menu, spelling a name", () => CallStory.Of(Dials).Dial("+31205550100").Press("2")),
        ("In a menu, picking a name", () => CallStory.Of(Dials).Dial("+31205550100").Press("2").Press("266")),
        ("In a menu, announcing", () => CallStory.Of().Dial("+31205550100").Press("2")),
        ("In a user, ringing", () => CallStory.Of().Dial("+31205550101")),
        ("In a forward, ringing", () => CallStory.Of().Dial("+31205550103")),
        ("In an auto-answer", () => CallStory.Of().Dial("+31205550102")),
        ("In a mailbox, greeting", () => Box()),
        ("In a mailbox, starting to record", () => Counted()),
        ("In a mailbox, beeping", () => Beeping()),
        ("In a mailbox, listening", () => Beeping().EndSound()),
        ("In a mailbox, closing", () => Beeping().EndSound().When<CallCommand.HearOut>(op => new CallEvent.DigitsCollected(op, "#"))),
        ("Announcing, of a schedule", () => Scheduled()),
        ("In a system extension, opening", () => CallStory.Of().Dial("915", caller: Dialogue.AnnasPhone)),
        ("In a system extension, asking for the PIN", () => Dialogue.With().Dial("+31205550101", CallStory.Caller).Press("201").Story),
        ("In a system extension, at the menu", () => Dialogue.With(two: true).Dial().Story),
        ("In a system extension, asking for the plan", () => Dialogue.With().Dial().Press("2").Story),
        ("In a system extension, switching", () => Switching()),
        ("In a system extension, refusing", () => Dialogue.With().Dial().Press("9").Story),
        ("In a system extension, closing", () => Dialogue.With().Dial(from: PhoneAddress.Parse("web:bram")).Story),
        ("In a location-based router, asking", () => PostalCode()),
        ("In a location-based router, refusing", () => PostalCode().Press("1")),
        ("In an extension picker, ringing", () => Extension500.With("extension-picker", """{ "fallback": "300", "ringback": true }""").Called()),
        ("In an extension picker, asking", () => Extension500.With("extension-picker", """{ "fallback": "300" }""").Called()),
        ("In a group, ringing", () => CallStory.Of(Ringing.Group).Dial("+31205550104")),
        ("In a group, ringing the destinations of a forward", () => CallStory.Of(Ringing.Group).Dial("+31205550104").WhenDue()),
        ("In a hunt group, asking who had the last calls", () => CallStory.Of(Ringing.HuntGroup).Dial("+31205550104")),
        ("In a hunt group, offering", () => CallStory.Of(Ringing.HuntGroup).Dial("+31205550104").WhenDue()),
        ("In a call limit, asking for a place", () => CallStory.Of(Ringing.CallLimit).Dial("+31205550104")),
        ("In an authentication, looking", () => Authentication()),
        ("In an authentication, asking", () => Asking()),
        ("In an authentication, correcting", () => Asking().When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Wrong))),
        ("In an authentication, refusing", () => Asking().When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Blocked))),
        ("In an authentication, welcoming", () => Extension500.With("authentication", """{ "by": "caller-id", "forward": "201", "welcome": "Welcome.", "entries": [{ "caller": "+31*" }] }""").Called()),
        ("With a bot, asking it", () => CallStory.Of(Ringing.Bot).Dial("+31205550104")),
        ("With a bot, listening", () => Says(new BotReply("Press.", Keys: 1))),
        ("With a bot, hearing it", () => Says(new BotReply("Goodbye.", Then: BotAction.End))),
        ("In a user with rules, ringing", () => CallStory.Of(Ringing.RuledUser).Dial("+31205550104")),
        ("In a rule-based number, ringing", () => CallStory.Of(Ringing.RuleBased).Dial("+31205550104")),
        ("In a rule-based number, ringing more", () => CallStory.Of(Ringing.RuleBased).Dial("+31205550104").WhenDue()),
        ("In a rule-based number, telling", () => CallStory.Of(Ringing.Telling).Dial("+31205550104")),
        ("In a voicemail number, asking", () => Opened().Press("0").Story),
        ("In a voicemail number, refusing", () => Opened().Press("9").Story),
        ("In a voicemail number, looking up a code", () => Finding()),
        ("In a voicemail number, looking", () => Looking()),
        ("In a voicemail number, playing a message", () => Opened(fresh: 1).Story),
        ("In a voicemail number, preparing a greeting", () => Opened().Press("0").Press("1").Story),
        ("In a voicemail number, hearing a greeting", () => Opened().Press("0").Press("1").Speak("5").Story),
        ("In a voicemail number, waiting for the file", () => Waiting()),
        ("In a voicemail number, saving", () => Saving()),
        ("In a voicemail number, closing", () => Opened().Press("9").HearOut().Press("9").HearOut().Press("9").Story),
        ("In a queue, asking whether it is admitted", () => InQueue(""" "ringback": true """)),
        ("In a queue, hearing ring-back once", () => InQueue(""" "ringback": true """).When(new CallEvent.QueueAdmits(Five00, HasEntered: false, IsFree: true))),
        ("In a queue, entering", () => InQueue("")),
        ("In a queue, waiting", () => InQueue("").When(new CallEvent.QueueAdmits(Five00, HasEntered: true, IsFree: false))),
        ("In a queue, ringing an agent", () => InQueue("").When(new CallEvent.QueueAdmits(Five00, HasEntered: true, IsFree: false)).When(Offered)),
        ("In a queue, picked up", () => PickedUp()),
        ("In a queue, ringing the destination of a forward", () => InQueue(""" "overflowAction": "forward", "overflowTo": "201" """).When(new CallEvent.QueueRefuses(Five00, StayEnd.RefusedFull))),
        ("In a queue, closing", () => InQueue("").When(new CallEvent.QueueRefuses(Five00, StayEnd.RefusedClosed))),
        ("Talking to a receptionist, camping on", () => Camped.Talking().CampOn()),
        ("In a personal queue, waiting", () => Camped.Waiting()),
        ("In a personal queue, being taken back", () => Camped.Waiting().When(new CallEvent.TakeBackAsked(Camped.Cees))),
        ("In a queue login, asking", () => LogsIn()),
        ("In a queue login, logging in", () => LogsIn().Press("500")),
        ("In a queue login, refusing", () => LogsIn().Press("9")),
        ("In a queue login, closing", () => LogsIn().PressNothing().PressNothing().PressNothing()),
        ("In a pickup, asking", () => PicksUp()),
        ("In a pickup, closing", () => PicksUp().When<CallCommand.TellFloor>(op => new CallEvent.PickupEnded(op, PickupEnd.NothingRings))),
        ("Talking", () => CallStory.Of().Dial("+31205550101").AnswerPhone()),
        ("Ending", () => CallStory.Of().Dial("+31205550101").Miss(NotReached.Busy)),
        ("Hanging up", () => CallStory.Of().Dial("+31205550102").EndSound()),
        ("Ended", () => CallStory.Of().Dial("+31205550102").When(new CallEvent.CallEnded())),
    ];

    private static readonly (string Name, Func<OpId, CallEvent> Event)[] Events =
    [
        ("CallerConnected", _ => new CallEvent.CallerConnected("connection")),
        ("AnswerFailed", _ => new CallEvent.AnswerFailed()),
        ("CallEnded", _ => new CallEvent.CallEnded()),
        ("SoundEnded", op => new CallEvent.SoundEnded(op)),
        ("SoundFailed", op => new CallEvent.SoundFailed(op)),
        ("DigitsCollected (a choice)", op => new CallEvent.DigitsCollected(op, "1")),
        ("DigitsCollected (no choice)", op => new CallEvent.DigitsCollected(op, "9")),
        ("NoDigitsCollected", op => new CallEvent.NoDigitsCollected(op)),
        ("CollectingFailed", op => new CallEvent.CollectingFailed(op)),
        ("SpeechEnded", op => new CallEvent.SpeechEnded(op)),
        ("CommandsDone (messages counted)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Messages(3, 1000))])),
        ("CommandsDone (mailbox full)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Messages(100, 1000))])),
        ("CommandsDone (no box of that code)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.FoundBox(null))])),
        ("CommandsDone (box seen)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Box(new BoxView(BoxKind.Shared, Language.Dutch, 0, 0)))])),
        ("CommandsDone (no such box)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Box(null))])),
        ("CommandsDone (greeting)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Greeting(Listener.Recorded))])),
        ("CommandsDone (no greeting yet)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Greeting(null))])),
        ("CommandsDone (box changed)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.BoxChanged(IsDone: true))])),
        ("PinJudged (right)", op => new CallEvent.PinJudged(op, PinVerdict.Right)),
        ("PinJudged (wrong)", op => new CallEvent.PinJudged(op, PinVerdict.Wrong)),
        ("CommandsDone (PIN lock, open)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.PinLock(IsLocked: false))])),
        ("CommandsDone (PIN lock, locked)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.PinLock(IsLocked: true))])),
        ("CommandsDone (schemes, allowed)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Schemes(Schemes))])),
        ("CommandsDone (schemes, not allowed)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Schemes(Schemes with { IsAllowed = false }))])),
        ("CommandsDone (scheme switched)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Switched(new SwitchResult(SwitchAnswer.Done, new Numbered(2, "Closed"))))])),
        ("CommandsDone (no such plan)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Switched(new SwitchResult(SwitchAnswer.NoPlan)))])),
        ("CommandsDone (place taken)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Place(IsTaken: true, 1))])),
        ("CommandsDone (no place)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Place(IsTaken: false, 3))])),
        ("CommandsDone (the bot transfers)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Bot(new BotReply(Then: BotAction.Transfer, To: Destination.Read("201"))))])),
        ("CommandsDone (last offers)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Offers([]))])),
        ("CommandsDone (recording)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Recording("r1"))])),
        ("QueuesLogged (done)", op => new CallEvent.QueuesLogged(op, [new QueueLogged(Five00, LoginAnswer.Done)])),
        ("QueuesLogged (refused)", op => new CallEvent.QueuesLogged(op, [new QueueLogged(Five00, LoginAnswer.Refused, LoginRefusal.Closed)])),
        ("QueueAdmits", _ => new CallEvent.QueueAdmits(Five00, HasEntered: true, IsFree: true)),
        ("QueueRefuses", _ => new CallEvent.QueueRefuses(Five00, StayEnd.RefusedFull)),
        ("AgentsOffered", _ => Offered),
        ("PickedUp", _ => new CallEvent.PickedUp(1, ExtensionNumber.Parse("202"), PhoneAddress.Parse("web:bram"), "other")),
        ("PickupEnded (done)", op => new CallEvent.PickupEnded(op, PickupEnd.Done)),
        ("PickupEnded (nothing rings)", op => new CallEvent.PickupEnded(op, PickupEnd.NothingRings)),
        ("AgentsTakenBack", _ => new CallEvent.AgentsTakenBack(1, [ExtensionNumber.Parse("201")])),
        ("QueueSends", _ => new CallEvent.QueueSends(StayEnd.ForwardedNoAgent)),
        ("CampOnAsked", _ => new CallEvent.CampOnAsked(Camped.Cees, "anna")),
        ("QueueAdmits (the personal queue)", _ => new CallEvent.QueueAdmits(Camped.Bert, HasEntered: true, IsFree: true)),
        ("QueueRefuses (the personal queue)", _ => new CallEvent.QueueRefuses(Camped.Bert, StayEnd.RefusedFull)),
        ("TakeBackAsked", _ => new CallEvent.TakeBackAsked(Camped.Anna)),
        ("CommandsDone (seen in the queue)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Queue(1, null))])),
        ("PhoneAnswered", op => new CallEvent.PhoneAnswered(op, Anna)),
        ("PhoneNotReached (busy)", op => new CallEvent.PhoneNotReached(op, NotReached.Busy)),
        ("PhoneNotReached (no answer)", op => new CallEvent.PhoneNotReached(op, NotReached.NoAnswer)),
        ("RosterChanged (the caller alone)", _ => new CallEvent.RosterChanged(9, [CallStory.Caller])),
        ("RosterChanged (without the caller)", _ => new CallEvent.RosterChanged(9, [Anna])),
        ("TimeReached (due)", _ => new CallEvent.TimeReached()),
        ("CommandsDone (call gone)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.CallGone())])),
        ("CommandsDone (refused)", op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Refused("400"))])),
    ];

    private static CallStory InQueue(string settings) => Extension500.With("queue", $"{{ {settings} }}").Called();

    private static CallStory LogsIn() => CallStory.Of("""{ "number": "500", "name": "Desk", "type": "queue", "config": {} }""").Dial("903", caller: Anna);

    private static Listener Opened(int fresh = 0) => Listener.With(fresh).Open();

    private static CallStory Finding() => Listener.Where(number: """{ "mailbox": "group-mailbox" }""").Dial("500").Story.Press("1");

    private static CallStory Looking() => Listener.With().Dial().Press("600").Story.When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Right));

    private static CallStory Waiting()
    {
        var call = Opened().Press("0").Press("1");
        call.HasFile = false;
        return call.Speak().Story;
    }

    private static CallStory PickedUp() => InQueue("").When(new CallEvent.QueueAdmits(Five00, HasEntered: true, IsFree: false)).When(Offered)
        .When(new CallEvent.PickedUp(1, ExtensionNumber.Parse("202"), PhoneAddress.Parse("web:bram"), "other"));

    private static CallStory PicksUp() => CallStory.Of().Dial("*8", caller: Dialogue.AnnasPhone);

    private static CallStory Saving() => Opened().Press("0").Press("3").Story.Press("2");

    private static CallStory Authentication() => Extension500.With("authentication", """{ "forward": "201", "fallback": "300" }""").Called();

    private static CallStory Asking() => Authentication().When<CallCommand.LookForPinLock>(op => new CallEvent.PinLockSeen(op, IsLocked: false));

    private static CallStory PostalCode() => Extension500.With("lbr", """{ "by": "postal-code", "fallback": "201" }""").Called();

    private static CallStory Says(BotReply reply) => CallStory.Of(Ringing.Bot).Dial("+31205550104").When<CallCommand.AskBot>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Bot(reply))]));

    private static CallStory Switching()
    {
        var story = CallStory.Of().Dial("915", caller: Dialogue.AnnasPhone);
        story.When<CallCommand.ShowSchemes>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Schemes(Schemes))]));
        return story.Press("1").Press("2");
    }

    private static CallStory Box() => CallStory.Of("""{ "number": "300", "name": "Box", "type": "voicemail", "config": {} }""").Dial("+31205550102");

    private static CallStory Scheduled() => CallStory.Of(WithAMessage).Dial("+31205550102");

    private static CallStory Counted() => Box().When<CallCommand.CountMessages>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Messages(3, 1000))]));

    private static CallStory Beeping()
    {
        var story = Box();
        var greeting = story.Op<CallCommand.Play>();
        story.When<CallCommand.CountMessages>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Messages(3, 1000))]));
        story.When<CallCommand.StartRecording>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Recording("r1"))]));
        return story.When(new CallEvent.SoundEnded(greeting));
    }

    [Fact]
    public void The_table_of_transitions_is_up_to_date()
    {
        var file = Path.Combine(Root(), "docs", "transitions.md");
        var drawn = Draw();
        if (Environment.GetEnvironmentVariable("PBX_WRITE") == "1")
        {
            File.WriteAllText(file, drawn);
        }

        Assert.Equal(drawn, File.ReadAllText(file));
    }

    private static string Draw()
    {
        var text = new StringBuilder("""
            # Transitions of a call

            Drawn from the code by `PBX_WRITE=1 dotnet test tests/Domain.Tests --filter Transitions`; not written by hand.
            Each row: what an event leads to in a phase, and the commands that are given. The event answers the last command of the phase where it answers one; rows that change nothing are left out.


            """);
        foreach (var (phase, story) in Phases)
        {
            text.Append("## ").Append(phase).Append("\n\n| event | leads to | commands |\n| --- | --- | --- |\n");
            foreach (var (name, evt) in Events)
            {
                var call = story();
                var before = call.Phase;
                var op = call.Commands.Count == 0 ? new OpId(99, 0) : call.Commands[^1].Op;
                if (call.Call is { } ringing && CallMachine.Due(ringing) is { } due && name.StartsWith("TimeReached", StringComparison.Ordinal))
                {
                    call.After(due - call.Now);
                }

                call.When(evt(op));
                if (call.Phase != before || call.Commands.Count > 0)
                {
                    var commands = string.Join(", ", call.Commands.Select(c => c.Command.GetType().Name));
                    text.Append("| ").Append(name).Append(" | ").Append(Name(call.Phase)).Append(" | ").Append(commands).Append(" |\n");
                }
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Name(Phase phase) => phase switch
    {
        Phase.InExtension inside => $"{inside.State.Type} {inside.At}, {inside.State.State.GetType().Name}",
        Phase.Ending ending => $"Ending ({ending.Reason})",
        Phase.HangingUp hangingUp => $"HangingUp ({hangingUp.Reason})",
        Phase.Ended ended => $"Ended ({ended.Reason})",
        _ => phase.GetType().Name,
    };

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
