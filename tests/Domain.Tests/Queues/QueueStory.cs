using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Queues;

/// <summary>Calls to a queue 500 with the agents 201 (Anna), 211 (Bert), 212 (Cees) and 400 (a forward to +31201234567), whose floor is told by hand.</summary>
internal static class QueueStory
{
    public static readonly ExtensionNumber TheQueue = ExtensionNumber.Parse("500");

    private static readonly string[] Colleagues =
    [
        """{ "number": "211", "name": "Bert", "type": "user", "config": { "device": "web:bert" } }""",
        """{ "number": "212", "name": "Cees", "type": "user", "config": { "device": "web:cees" } }""",
        """{ "number": "600", "name": "Box", "type": "voicemail", "config": {} }""",
        """{ "number": "601", "name": "Other queue", "type": "queue", "config": {} }""",
    ];

    /// <summary>The account; settings are the members of the configuration.</summary>
    public static TestAccount Account(string settings = "", params string[] more)
    {
        var given = more.Select(TestAccount.Read<Extension>).ToDictionary(one => one.Number);
        var account = Extension500.With("queue", $"{{ {settings} }}", [.. Colleagues, .. more.Where(one => TestAccount.Read<Extension>(one).Number != TheQueue)]);
        return new TestAccount(account.Document with { Extensions = ValueList.From(account.Document.Extensions.Select(one => given.GetValueOrDefault(one.Number) ?? one).DistinctBy(one => one.Number)) });
    }

    /// <summary>A caller has asked for a position.</summary>
    public static CallStory Entering(string settings = "") => Account(settings).Called();

    /// <summary>A caller has a position.</summary>
    public static CallStory Waiting(string settings = "", bool isFree = false) => Entering(settings).Admit(isFree);

    public static CallStory Admit(this CallStory story, bool isFree = false) => story.When(new CallEvent.QueueAdmits(TheQueue, HasEntered: true, isFree));

    public static CallStory Refuse(this CallStory story, StayEnd why) => story.When(new CallEvent.QueueRefuses(TheQueue, why));

    public static CallStory Offer(this CallStory story, int offer, params string[] agents) => story.Offer(offer, 20, agents);

    public static CallStory Offer(this CallStory story, int offer, int seconds, params string[] agents) =>
        story.When(new CallEvent.AgentsOffered(offer, [.. agents.Select(agent => new OfferedAgent(ExtensionNumber.Parse(agent), TimeSpan.FromSeconds(seconds)))]));

    public static CallStory PressKey(this CallStory story, string key) =>
        story.Phase is Phase.InExtension { State.State: QueueState.Waiting { Keys: { } keys } } ? story.When(new CallEvent.KeyPressed(keys, key)) : story.When(new CallEvent.KeyPressed(default, key));

    /// <summary>What plays ends, unless it plays in a loop.</summary>
    public static CallStory EndHeard(this CallStory story) => story.When(new CallEvent.SoundEnded(story.State<QueueState.Waiting>().Heard.Sound));

    /// <summary>The floor tells where the call stands, as was asked.</summary>
    public static CallStory See(this CallStory story, int position, int? average = null) =>
        story.When<CallCommand.LookAtQueue>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Queue(position, average is { } seconds ? TimeSpan.FromSeconds(seconds) : null))]));

    /// <summary>Time passes, and the machine is woken whenever it has asked for it.</summary>
    public static CallStory Until(this CallStory story, int seconds)
    {
        var end = CallStory.Start + TimeSpan.FromSeconds(seconds);
        while (CallMachine.Due(story.Call!) is { } due && due <= end)
        {
            story.WhenDue();
        }

        return story.After(end - story.Now);
    }

    public static T State<T>(this CallStory story)
        where T : QueueState => Assert.IsType<T>(Assert.IsType<Phase.InExtension>(story.Phase).State.State);

    /// <summary>What the floor was told in the last step.</summary>
    public static IEnumerable<FloorMessage> Told(this CallStory story) => story.Commands.Select(one => one.Command).OfType<CallCommand.TellFloor>().Select(tell => tell.Message);

    /// <summary>What was played in the last step, in words.</summary>
    public static IEnumerable<string> Played(this CallStory story) => story.Commands.Select(one => one.Command).OfType<CallCommand.Play>().SelectMany(play => play.Sounds.Select(sound => sound switch
    {
        Domain.Prompts.Sound.Signal signal => signal.Tone.ToString(),
        Domain.Prompts.Sound.Speech speech => speech.Text,
        Domain.Prompts.Sound.Named named => named.Name,
        Domain.Prompts.Sound.Recorded recorded => recorded.File.Value[..1],
        _ => sound.ToString(),
    }));

    /// <summary>The account with prompts of these names; what is played of them begins with their letter.</summary>
    public static TestAccount WithPrompts(this TestAccount account, params string[] names) => new(account.Document with
    {
        Prompts = [.. names.Select(name => new Domain.Prompts.OwnPrompt(name, name, Domain.Prompts.PromptFiles.Of(Domain.Prompts.Language.Dutch, Domain.Prompts.AudioFile.Parse(new string(name[0], 64)))))],
    });

    /// <summary>Where the call is: an extension, or a phase.</summary>
    public static string? Where(this CallStory story) => story.Phase switch
    {
        Phase.InExtension inside => inside.At.ToString(),
        Phase.Ending ending => ending.Reason.ToString(),
        var other => other.GetType().Name,
    };

    public static DateTimeOffset At(int seconds) => CallStory.Start.AddSeconds(seconds);
}
