using System.Runtime.CompilerServices;
using System.Text.Json;
using Pbx.Domain.Bots;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.Secrets;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Tests.PersonalQueues;
using Pbx.Domain.Tests.SystemExtensions;
using Pbx.Domain.Tests.VoicemailNumbers;

namespace Pbx.Domain.Tests.Calls;

/// <summary>Two releases step the same live call during a deployment: every shape of state that was released stays readable (ARCHITECTURE 4, Ends).</summary>
public sealed class WhenAnOlderReleaseWroteTheState
{
    public static TheoryData<string> Shapes() => [.. Directory.EnumerateFiles(Folder(), "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void It_is_read_and_the_call_goes_on_to_its_end(string file)
    {
        var call = JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(Folder(), file)), Json.Of<Call>(Json.State))!;
        var decision = CallMachine.Step(call, new CallEvent.CallEnded(), TestAccount.With(), new Domain.Machines.Moment(CallStory.Start, 90));
        Assert.IsType<Phase.Ended>(decision.Next.Phase);
    }

    [Fact]
    public void Every_phase_of_this_release_has_its_file()
    {
        (string Name, CallStory Story)[] phases =
        [
            ("1-answering", CallStory.Of().When(new CallEvent.CallArrived(CallStory.Caller, "Eva", Domain.Numbers.PhoneNumber.Parse("+31205550100"), "context"))),
            ("1-menu-asking", CallStory.Of().Dial("+31205550100", "Eva")),
            ("4-menu-digits", CallStory.Of(TwoDigits).Dial("+31205550100").Press("2")),
            ("4-menu-refusing", CallStory.Of(TwoDigits).Dial("+31205550100").Press("9")),
            ("4-menu-announcing", CallStory.Of(TwoDigits).Dial("+31205550100").Press("333")),
            ("4-menu-telling", CallStory.Of(TwoDigits).Dial("+31205550100").Press("5")),
            ("4-menu-keying", CallStory.Of(Dials).Dial("+31205550100").Press("12")),
            ("4-menu-spelling", CallStory.Of(Dials).Dial("+31205550100").Press("2")),
            ("4-menu-picking", CallStory.Of(Dials).Dial("+31205550100").Press("2").Press("266")),
            ("6-informed", CallStory.Of(Dials).Dial("+31205550100").Press("1").Press("201")),
            ("1-menu-announcing", CallStory.Of().Dial("+31205550100").Press("2")),
            ("1-menu-telling", CallStory.Of().Dial("+31205550100").Press("5")),
            ("5-user-ringing", CallStory.Of().Dial("+31205550101")),
            ("1-forward-ringing", CallStory.Of().Dial("+31205550103")),
            ("1-auto-answer", CallStory.Of().Dial("+31205550102")),
            ("5-talking", CallStory.Of().Dial("+31205550101").AnswerPhone()),
            ("1-ending", CallStory.Of().Dial("+31205550101").Miss(NotReached.Busy)),
            ("2-mailbox-greeting", Mailbox()),
            ("2-mailbox-closing", Mailbox().When<CallCommand.Play>(op => new CallEvent.SoundEnded(op)).WhenDue()),
            ("2-mailbox-only-greeting", CallStory.Of("""{ "number": "300", "name": "Box", "type": "voicemail", "config": { "takesMessages": false } }""").Dial("+31205550102")),
            ("2-mailbox-beeping", Beeping()),
            ("2-mailbox-listening", Beeping().EndSound()),
            ("2-mailbox-saved", Beeping().EndSound().When<CallCommand.HearOut>(op => new CallEvent.DigitsCollected(op, "#"))),
            ("3-announcing", CallStory.Of("""{ "number": "300", "name": "Open", "type": "auto-answer", "config": {}, "schedule": { "otherwise": { "action": "forward", "message": "Later.", "destination": "201" } } }""").Dial("+31205550102")),
            ("5-system-opening", CallStory.Of().Dial("915", caller: Dialogue.AnnasPhone)),
            ("5-system-menu", Dialogue.With().Dial().Story),
            ("5-system-scheme", Dialogue.With(two: true).Dial().Press("1").Story),
            ("5-system-plan", Dialogue.With(two: true).Dial().Press("1").Press("1").Story),
            ("5-system-switched", Dialogue.With().Dial().Press("1").Press("1").Story),
            ("5-system-switching", Switching()),
            ("5-system-refusing", Dialogue.With().Dial().Press("9").Story),
            ("5-system-closing", Dialogue.With().Dial(from: Domain.Numbers.PhoneAddress.Parse("web:bram")).Story),
            ("3-system-extension", Dialogue.With().Dial("+31205550101", CallStory.Caller).Story),
            ("3-system-pin", Dialogue.With().Dial("+31205550101", CallStory.Caller).Press("201").Story),
            ("4-lbr-asking", Extension500.With("lbr", """{ "by": "postal-code", "fallback": "201" }""").Called()),
            ("4-lbr-refusing", Extension500.With("lbr", """{ "by": "postal-code", "fallback": "201" }""").Called().Press("1")),
            ("4-picker-ringing", Extension500.With("extension-picker", """{ "fallback": "300", "ringback": true }""").Called()),
            ("4-picker-asking", Extension500.With("extension-picker", """{ "fallback": "300" }""").Called()),
            ("5-group-ringing", CallStory.Of(Ringing.Group).Dial("+31205550104")),
            ("5-group-waiting", CallStory.Of(Ringing.Group).Dial("+31205550104").Miss("web:anna", NotReached.Busy)),
            ("5-group-forwarding", CallStory.Of(Ringing.Group).Dial("+31205550104").WhenDue()),
            ("4-hunt-group-asking", CallStory.Of(Ringing.HuntGroup).Dial("+31205550104")),
            ("5-hunt-group-offering", CallStory.Of(Ringing.HuntGroup).Dial("+31205550104").WhenDue()),
            ("4-call-limit", CallStory.Of(Ringing.CallLimit).Dial("+31205550104")),
            ("6-queue-asking", InQueue(""" "ringback": true """)),
            ("6-queue-ringing-back", InQueue(""" "ringback": true """).When(new CallEvent.QueueAdmits(Five00, HasEntered: false, IsFree: true))),
            ("6-queue-entering", InQueue("")),
            ("6-queue-waiting", InQueue(""" "announcesPosition": true, "breakout": "300" """).When(new CallEvent.QueueAdmits(Five00, HasEntered: true, IsFree: false)).When(new CallEvent.AgentsOffered(1, [new OfferedAgent(ExtensionNumber.Parse("201"), TimeSpan.FromSeconds(50))])).WhenDue()),
            ("6-queue-forwarding", InQueue(""" "overflowAction": "forward", "overflowTo": "201" """).When(new CallEvent.QueueRefuses(Five00, StayEnd.RefusedFull))),
            ("6-queue-saying", InQueue("").When(new CallEvent.QueueRefuses(Five00, StayEnd.RefusedClosed))),
            ("6-queue-talking", InQueue("").When(new CallEvent.AgentsOffered(1, [new OfferedAgent(ExtensionNumber.Parse("201"), TimeSpan.FromSeconds(20))])).AnswerPhone()),
            ("8-camping-on", Camped.Talking().CampOn()),
            ("8-personal-queue-waiting", Camped.Waiting()),
            ("8-taking-back", Camped.Waiting().When(new CallEvent.TakeBackAsked(Camped.Cees))),
            ("7-queue-login-asking", LogsIn()),
            ("7-queue-login-logging", LogsIn().Press("500")),
            ("7-queue-login-refusing", LogsIn().Press("9")),
            ("7-queue-login-closing", LogsIn().Press("500").When<CallCommand.TellFloor>(op => new CallEvent.QueuesLogged(op, [new QueueLogged(Five00, LoginAnswer.Done)]))),
            ("7-queue-picked-up", InQueue("").When(new CallEvent.QueueAdmits(Five00, HasEntered: true, IsFree: false)).When(new CallEvent.AgentsOffered(1, [new OfferedAgent(ExtensionNumber.Parse("201"), TimeSpan.FromSeconds(20))])).When(new CallEvent.PickedUp(1, ExtensionNumber.Parse("202"), Domain.Numbers.PhoneAddress.Parse("web:bram"), "other"))),
            ("7-pickup-asking", CallStory.Of().Dial("*8", caller: Dialogue.AnnasPhone)),
            ("7-pickup-closing", CallStory.Of().Dial("*8202", caller: Dialogue.AnnasPhone)),
            ("4-authentication-looking", Authentication()),
            ("4-authentication-asking", Authentication().When<CallCommand.LookForPinLock>(op => new CallEvent.PinLockSeen(op, IsLocked: false))),
            ("4-authentication-correcting", Authentication().When<CallCommand.LookForPinLock>(op => new CallEvent.PinLockSeen(op, IsLocked: false)).When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Wrong))),
            ("4-authentication-refusing", Authentication().When<CallCommand.LookForPinLock>(op => new CallEvent.PinLockSeen(op, IsLocked: true))),
            ("4-authentication-welcoming", Extension500.With("authentication", """{ "by": "caller-id", "forward": "201", "welcome": "Welcome.", "entries": [{ "caller": "+31*" }] }""").Called()),
            ("4-ai-asking", CallStory.Of(Ringing.Bot).Dial("+31205550104")),
            ("4-ai-listening", Says(new BotReply("Press.", Keys: 1))),
            ("4-ai-speaking", Says(new BotReply("Goodbye.", Then: BotAction.End))),
            ("4-ai-ringing", CallStory.Of(Ringing.RungBot).Dial("+31205550104")),
            ("5-rule-based-ringing", CallStory.Of(Ringing.RuleBased).Dial("+31205550104").WhenDue()),
            ("5-user-ruled", CallStory.Of(Ringing.RuledUser).Dial("+31205550104")),
            ("4-rule-based-telling", CallStory.Of(Ringing.Telling).Dial("+31205550104")),
            ("5-voicemail-number-box", Listener.With().Dial().Story),
            ("5-voicemail-number-pin", Listener.With().Dial().Press("600").Story),
            ("5-voicemail-number-looking", Listener.With().Dial().Press("600").Story.When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, PinVerdict.Right))),
            ("5-voicemail-number-finding", Listener.Where(number: """{ "mailbox": "group-mailbox" }""").Dial("500").Story.Press("1")),
            ("5-group-mailbox", CallStory.Of("""{ "number": "300", "name": "Group", "type": "group-mailbox", "config": { "code": "1", "members": ["Sales"] } }""").Dial("+31205550102")),
            ("5-system-voicemail", Extension500.With("system-access", """{ "forwardTo": "voicemail" }""").Called()),
            ("5-voicemail-number-main", Listener.With().Open().Story),
            ("5-voicemail-number-hearing", Listener.With(fresh: 1).Open().Story),
            ("5-voicemail-number-message", Listener.With(fresh: 1).Open().PressNothing().Story),
            ("5-voicemail-number-refusing", Listener.With().Open().Press("9").Story),
            ("5-voicemail-number-options", Listener.With().Open().Press("0").Story),
            ("5-voicemail-number-preparing", Listener.With().Open().Press("0").Press("1").Story),
            ("5-voicemail-number-speaking", Listener.With().Open().Press("0").Press("1").Speak("5").Story),
            ("5-voicemail-number-fetching", Waiting()),
            ("5-voicemail-number-greeting", Listener.With().Open().Press("0").Press("1").Speak().Story),
            ("5-voicemail-number-new-pin", Listener.With().Open().Press("0").Press("2").Story),
            ("5-voicemail-number-new-pin-again", Listener.With().Open().Press("0").Press("2").Pin(PinVerdict.Right).Story),
            ("5-voicemail-number-language", Listener.With().Open().Press("0").Press("3").Story),
            ("5-voicemail-number-saving", Listener.With().Open().Press("0").Press("3").Story.Press("2")),
            ("1-hanging-up", CallStory.Of().Dial("+31205550102").EndSound()),
        ];
        foreach (var (name, story) in phases)
        {
            var file = Path.Combine(Folder(), $"{name}.json");
            if (Environment.GetEnvironmentVariable("PBX_WRITE") == "1" && !File.Exists(file))
            {
                File.WriteAllText(file, JsonSerializer.Serialize(story.Call!, Json.Of<Call>(Json.State)) + "\n");
            }

            Assert.Equal(Wordless(story.Call!), Wordless(JsonSerializer.Deserialize(File.ReadAllText(file), Json.Of<Call>(Json.State))!));
        }
    }

    private const string TwoDigits = """
        { "number": "100", "name": "Menu", "type": "menu", "config": { "maximumDigits": 2, "forward": { "destination": "201" }, "options": [
          { "key": "22", "destination": "300" }, { "key": "33", "action": "transfer-with-announcement", "destination": "300" }, { "key": "5", "action": "play-message", "message": "Tekst." }] } }
        """;

    private const string Dials = """
        { "number": "100", "name": "Menu", "type": "menu", "config": { "information": "Sales", "options": [{ "key": "1", "action": "dial-by-extension" }, { "key": "2", "action": "dial-by-name", "prefix": "Name" }] } }
        """;

    // the log may say things better in a later release, and more of them
    private static Call Wordless(Call call) => call with
    {
        Phase = call.Phase is Phase.InExtension inside ? inside with { Entered = null } : call.Phase,
        Trail = call.Trail with { Steps = call.Trail.Steps.Change(step => step with { What = "", Why = "", Setting = null, Extension = null, Type = null, Spent = null }) },
    };

    private static CallStory Switching()
    {
        var story = CallStory.Of().Dial("915", caller: Dialogue.AnnasPhone);
        story.When<CallCommand.ShowSchemes>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Schemes(new SwitchableSchemes(IsAllowed: true, Language.Dutch, [new Numbered(1, "Test")])))]));
        return story.Press("1").Press("2");
    }

    private static CallStory Waiting()
    {
        var call = Listener.With().Open().Press("0").Press("1");
        call.HasFile = false;
        return call.Speak().Story;
    }

    private static CallStory Authentication() => Extension500.With("authentication", """{ "forward": "201", "fallback": "300" }""").Called();
    private static CallStory Says(BotReply reply) => CallStory.Of(Ringing.Bot).Dial("+31205550104").When<CallCommand.AskBot>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Bot(reply))]));

    private static CallStory Mailbox() => CallStory.Of("""{ "number": "300", "name": "Box", "type": "voicemail", "config": {} }""").Dial("+31205550102");

    private static CallStory Beeping()
    {
        var story = Mailbox();
        var greeting = story.Op<CallCommand.Play>();
        story.When<CallCommand.CountMessages>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Messages(3, 1000))]));
        story.When<CallCommand.StartRecording>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Recording("r1"))]));
        return story.When(new CallEvent.SoundEnded(greeting));
    }

    private static readonly ExtensionNumber Five00 = ExtensionNumber.Parse("500");

    private static CallStory LogsIn() => CallStory.Of("""{ "number": "500", "name": "Desk", "type": "queue", "config": {} }""").Dial("903", caller: Dialogue.AnnasPhone);

    private static CallStory InQueue(string settings) => Extension500.With("queue", $"{{ {settings} }}").Called();

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Released");
}
