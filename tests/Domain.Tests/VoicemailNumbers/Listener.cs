using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Tests.VoicemailNumbers;

/// <summary>Somebody who looks after a mailbox by telephone: what the store would do is done at once, on a list of messages and on the document.</summary>
internal sealed class Listener
{
    public static readonly PhoneAddress AnnasPhone = PhoneAddress.Parse("web:anna");
    public static readonly AudioFile Recorded = AudioFile.Parse(new string('a', 64));
    private readonly List<Left> messages = [];
    private OpId sound;

    private Listener(AccountDocument document)
    {
        Document = document;
        Story = CallStory.Of(new TestAccount(document));
    }

    public AccountDocument Document { get; private set; }

    public CallStory Story { get; }

    public Phase Phase => Story.Phase;

    /// <summary>What was said last.</summary>
    public string Said { get; private set; } = "";

    /// <summary>What has become of the messages, in the order in which they were left.</summary>
    public IReadOnlyList<Left> Messages => messages;

    /// <summary>Whether the files of greetings come; a store that is slow has none.</summary>
    public bool HasFile { get; set; } = true;

    /// <summary>An account with a box 600 in English, and Anna, who speaks Dutch.</summary>
    public static Listener With(int fresh = 0, int old = 0, string box = """{ "greeting": "Leave a message." }""", params string[] more) =>
        With(fresh, old, box, """{ "device": "web:anna" }""", "{}", more);

    /// <summary>The same with Anna and the voicemail number 500 set up in some way.</summary>
    public static Listener Where(string anna = """{ "device": "web:anna" }""", string number = "{}", params string[] more) => With(0, 0, "{}", anna, number, more);

    private static Listener With(int fresh, int old, string box, string anna, string number, string[] more)
    {
        var listener = new Listener(TestAccount.Read<AccountDocument>($$"""
            {
              "account": { "name": "Test", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "mainNumber": "+31205550100",
                "numbers": ["+31205550100", "+31205550101"], "tenants": [], "userGroups": [{ "name": "Sales", "members": ["201"] }, { "name": "Nobody" }] },
              "schemes": [{ "number": 1, "name": "Test", "plans": [{ "number": 1, "name": "Open", "links": [{ "number": "+31205550101", "extension": "500" }] }] }],
              "extensions": [
                { "number": "201", "name": "Anna", "type": "user", "config": {{anna}} },
                { "number": "500", "name": "Listen", "type": "voicemail-number", "config": {{number}} },
                { "number": "600", "name": "Sales", "type": "voicemail", "language": "en", "config": {{box}} }
                {{string.Concat(more.Select(one => $", {one}"))}}
              ]
            }
            """));
        var first = new DateTimeOffset(2026, 11, 20, 8, 30, 0, TimeSpan.Zero);
        for (var i = 0; i < old + fresh; i++)
        {
            listener.messages.Add(new Left(new BoxMessage($"{9 - i}", $"file{i}", first.AddHours(i), PhoneAddress.Parse($"+3161234560{i}"), null, TimeSpan.FromSeconds(20)), i < old ? first : null, null));
        }

        return listener;
    }

    /// <summary>Somebody leaves one more message.</summary>
    public Listener Leave(PhoneAddress caller, string? name)
    {
        messages.Add(new Left(new BoxMessage("0", "file", new DateTimeOffset(2026, 3, 3, 13, 5, 0, TimeSpan.Zero), caller, name, TimeSpan.FromSeconds(3)), null, null));
        return this;
    }

    public Listener Dial(string number = "920", PhoneAddress? from = null)
    {
        Story.Dial(number, caller: from ?? AnnasPhone);
        return Store();
    }

    /// <summary>Logs in to box 600.</summary>
    public Listener Open() => Dial().Press("600").Pin(PinVerdict.Right);

    public Listener Press(string keys)
    {
        Story.Press(keys);
        return Store();
    }

    public Listener PressNothing()
    {
        Story.PressNothing();
        return Store();
    }

    public Listener Pin(PinVerdict verdict)
    {
        Story.When<CallCommand.CollectDigits>(op => new CallEvent.PinJudged(op, verdict));
        return Store();
    }

    /// <summary>A sentence that was not a question is over.</summary>
    public Listener HearOut()
    {
        Story.When(new CallEvent.SoundEnded(sound));
        return Store();
    }

    public Listener When(CallEvent evt)
    {
        Story.When(evt);
        return Store();
    }

    public Listener When<T>(Func<OpId, CallEvent> evt)
        where T : CallCommand
    {
        Story.When<T>(evt);
        return Store();
    }

    /// <summary>The greeting is asked for, spoken and ended by a key.</summary>
    public Listener Speak(string key = "#")
    {
        Story.When<CallCommand.StartRecording>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Recording("r1"))]));
        Story.When(new CallEvent.SoundEnded(sound));
        return Press(key);
    }

    private Listener Store()
    {
        foreach (var (op, command) in Story.Commands)
        {
            sound = command is CallCommand.Play ? op : sound;
        }

        Said = Story.Spoken.Any() ? string.Join(' ', Story.Spoken) : Said;

        foreach (var (op, command) in Story.Commands)
        {
            Outcome? outcome = command switch
            {
                CallCommand.FindBox find => new Outcome.FoundBox(Document.Extensions.FirstOrDefault(one => one.Config is Domain.GroupMailboxes.GroupMailboxConfig group && group.Code == find.Code)?.Number),
                CallCommand.LookIntoBox look => new Outcome.Box(Look(look)),
                CallCommand.MarkHeard heard => Change(heard.Message, one => one with { Heard = one.Heard ?? heard.At }),
                CallCommand.DeleteMessage delete => Change(delete.Message, one => one with { Deleted = one.Deleted ?? delete.At }),
                CallCommand.FetchGreeting => new Outcome.Greeting(HasFile ? Recorded : null),
                CallCommand.ChangeBox change => Save(change),
                _ => null,
            };
            if (outcome is not null and not Outcome.Accepted)
            {
                Story.When(new CallEvent.CommandsDone([new CommandDone(op, outcome)]));
                return Store();
            }
        }

        return this;
    }

    private BoxView? Look(CallCommand.LookIntoBox look)
    {
        if (Box.Of(Document.Extensions.FirstOrDefault(extension => extension.Number == look.Box), Document.Account.Language) is not { } box)
        {
            return null;
        }

        var there = messages.Where(one => one.Deleted is null).ToList();
        var next = there.Find(one => one.Heard is null == (look.Part == BoxPart.New) && (look.After is null || string.CompareOrdinal(one.Message.Id, look.After) < 0));
        return new BoxView(box.Kind, box.Language, there.Count(one => one.Heard is null), there.Count(one => one.Heard is not null), next?.Message);
    }

    private Outcome.Accepted Change(string id, Func<Left, Left> change)
    {
        var i = messages.FindIndex(one => one.Message.Id == id);
        messages[i] = change(messages[i]);
        return new Outcome.Accepted();
    }

    private Outcome.BoxChanged Save(CallCommand.ChangeBox wish)
    {
        var next = BoxEdits.Apply(Document, wish.Box, wish.Change, new Pin.Hashed("new"));
        Document = next ?? Document;
        return new Outcome.BoxChanged(next is not null);
    }

    /// <summary>A message, with when it was heard and deleted.</summary>
    internal sealed record Left(BoxMessage Message, DateTimeOffset? Heard, DateTimeOffset? Deleted)
    {
        public string State => Deleted is not null ? "deleted" : Heard is not null ? "old" : "new";
    }
}
