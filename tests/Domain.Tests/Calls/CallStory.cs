using System.Text.Json;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Tests.Calls;

/// <summary>
/// A call told event by event. Every step is also checked for what holds always: the state survives being written and read, and the last event told twice decides nothing new.
/// </summary>
internal sealed class CallStory(TestAccount account)
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    public static readonly PhoneAddress Caller = PhoneAddress.Parse("+31612345678");
    private readonly TestAccount account = account;
    private readonly Dictionary<PhoneAddress, OpId> rung = [];
    private int revision;

    public Call? Call { get; private set; }

    /// <summary>What the last step commanded, with names.</summary>
    public IReadOnlyList<(OpId Op, CallCommand Command)> Commands { get; private set; } = [];

    public DateTimeOffset Now { get; private set; } = Start;

    public Phase Phase => Call!.Phase;

    public static CallStory Of(params string[] extensions) => new(TestAccount.With(extensions));

    public static CallStory Of(TestAccount account) => new(account);

    /// <summary>The call rings and the caller is connected.</summary>
    public CallStory Dial(string number, string? name = null, PhoneAddress? caller = null)
    {
        When(new CallEvent.CallArrived(caller ?? Caller, name, DialledNumber.Parse(number), "context"));
        return When(new CallEvent.CallerConnected("connection"));
    }

    public CallStory When(CallEvent evt)
    {
        var at = new Moment(Now, ++revision);
        var decision = CallMachine.Step(Call, evt, account, at);
        Call = Written(decision.Next);
        Assert.Equal(decision.Next, Call);
        Commands = [.. decision.Commands.Select((command, i) => (at.Op(i), command))];
        foreach (var (op, command) in Commands)
        {
            if (command is CallCommand.RingPhone ring)
            {
                rung[ring.Phone] = op;
            }
        }

        return this;
    }

    /// <summary>The event that answers the last command of a kind.</summary>
    public CallStory When<T>(Func<OpId, CallEvent> evt)
        where T : CallCommand => When(evt(Op<T>()));

    public CallStory After(TimeSpan time)
    {
        Now += time;
        return this;
    }

    /// <summary>The machine is woken when it asked to be.</summary>
    public CallStory WhenDue()
    {
        Now = CallMachine.Due(Call!)!.Value;
        return When(new CallEvent.TimeReached());
    }

    public CallStory Press(string digits) => When<CallCommand.CollectDigits>(op => new CallEvent.DigitsCollected(op, digits));

    public CallStory PressNothing() => When<CallCommand.CollectDigits>(op => new CallEvent.NoDigitsCollected(op));

    public CallStory AnswerPhone() => When<CallCommand.RingPhone>(op => new CallEvent.PhoneAnswered(op, One<CallCommand.RingPhone>().Phone));

    public CallStory Miss(NotReached why) => When<CallCommand.RingPhone>(op => new CallEvent.PhoneNotReached(op, why));

    /// <summary>A phone answers that was rung some time before, alone or with others.</summary>
    public CallStory AnswerPhone(string phone) => When(new CallEvent.PhoneAnswered(rung[PhoneAddress.Parse(phone)], PhoneAddress.Parse(phone)));

    public CallStory Miss(string phone, NotReached why) => When(new CallEvent.PhoneNotReached(rung[PhoneAddress.Parse(phone)], why));

    /// <summary>The phones that the last step rang, in order.</summary>
    public IEnumerable<string> Rung => Commands.Select(c => c.Command).OfType<CallCommand.RingPhone>().Select(ring => ring.Phone.Value);

    /// <summary>The phones whose ringing the last step took back.</summary>
    public IEnumerable<string> Withdrawn => Commands.Select(c => c.Command).OfType<CallCommand.StopRinging>().Select(stop => rung.Single(one => one.Value == stop.Ring).Key.Value);

    public CallStory EndSound() => When<CallCommand.Play>(op => new CallEvent.SoundEnded(op));

    /// <summary>The one command of a kind that the last step gave.</summary>
    public T One<T>()
        where T : CallCommand => Assert.Single(Commands.Select(c => c.Command).OfType<T>());

    public OpId Op<T>()
        where T : CallCommand => Commands.Single(c => c.Command is T).Op;

    /// <summary>The commands that the last step gave, apart from lines that it let go of.</summary>
    public CallStory Then(params CallCommand[] commands)
    {
        Assert.Equal(commands, Commands.Select(c => c.Command).Where(command => command is not CallCommand.FreeLines));
        return this;
    }

    public string? Why => Call!.Trail.Steps.Count == 0 ? null : Call.Trail.Steps[^1].Why;

    public string? Rule => Call!.Trail.Steps.Count == 0 ? null : Call.Trail.Steps[^1].Rule;

    /// <summary>The spoken text of the last play or question.</summary>
    public IEnumerable<string> Spoken => Commands.SelectMany(c => c.Command switch
    {
        CallCommand.Play play => play.Sounds,
        CallCommand.CollectDigits ask => ask.Prompt,
        _ => (IEnumerable<Sound>)[],
    }).Select(sound => sound is Sound.Speech speech ? speech.Text : sound.ToString()!);

    private static Call Written(Call call)
    {
        var type = Json.Of<Call>(Json.State);
        return JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(call, type), type)!;
    }
}
