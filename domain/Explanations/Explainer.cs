using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Explanations;

/// <summary>
/// Explains where a call goes and why (ARCHITECTURE 5). It takes the steps of real calls, <see cref="CallMachine.Step"/>, on a clock that runs ahead, and answers every command with what is assumed; so
/// it says what the call log would say, and nothing is decided here. It ends for every account and every assumption: the machine bounds a call's way, and after so many events it is cut off.
/// </summary>
public sealed class Explainer
{
    /// <summary>The most events of a call that is explained.</summary>
    public const int MostEvents = 2000;

    private static readonly IReadOnlyDictionary<AudioFile, TimeSpan> NoFiles = new Dictionary<AudioFile, TimeSpan>();
    private readonly Question question;
    private readonly DocumentConfiguration account;
    private readonly AssumedNetwork network;
    private readonly bool isBrief;
    private readonly HashSet<AudioFile> played = [];
    private readonly List<ExplainedStep> steps = [];
    private readonly List<HeardSound> heard = [];
    private readonly List<string> alarms = [];
    private CallRecord? record;
    private PhoneAddress? talkedTo;
    private int revision;

    private Explainer(Question question, DocumentConfiguration account, IReadOnlyDictionary<AudioFile, TimeSpan> files, bool isBrief) =>
        (this.question, this.account, this.isBrief, network) = (question, account, isBrief, new AssumedNetwork(question.From, question.Assume, account, files));

    /// <summary>Explains a call.</summary>
    /// <param name="account">The account as it was saved, or a draft of it.</param>
    /// <param name="files">How long the account's audio files last; without it they count as a sentence each.</param>
    /// <param name="isBrief">Whether branch points are left out.</param>
    public static Explanation Explain(Question question, DocumentConfiguration account, IReadOnlyDictionary<AudioFile, TimeSpan>? files = null, bool isBrief = false)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(account);
        return new Explainer(question, account, files ?? NoFiles, isBrief).Explain();
    }

    private Explanation Explain()
    {
        var now = question.At;
        var call = Step(null, new CallEvent.CallArrived(question.From, null, question.To, ""), now);
        for (var events = 0; events < MostEvents && call.Phase is not Phase.Ended; events++)
        {
            if (network.Next is { } told)
            {
                call = Step(call, told, now);
            }
            else if (network.Due is { } due && !(CallMachine.Due(call) < due))
            {
                now = due;
                network.Happen();
            }
            else if (CallMachine.Due(call) is { } wakes)
            {
                now = wakes > now ? wakes : now;
                call = Step(call, new CallEvent.TimeReached(), now);
            }
        }

        var passes = Passes();
        return new Explanation(
            question.From,
            question.To,
            question.At,
            LostPlans.InForce(question, account),
            ValueList.From(steps),
            ValueList.From(passes),
            ValueList.From(heard),
            End(call, now, passes),
            ValueList.From(alarms),
            record,
            played);
    }

    // One step, and the steps that follow from what came of its commands.
    private Call Step(Call? call, CallEvent evt, DateTimeOffset at)
    {
        CallEvent? next = evt;
        while (next is not null)
        {
            var moment = new Moment(at, ++revision);
            var decision = CallMachine.Step(call, next, account, moment);
            Note(call, next, decision, moment);
            call = decision.Next;
            next = decision.Commands.Count > 0 ? new CallEvent.CommandsDone(network.CarryOut(call, decision.Commands, moment)) : null;
        }

        return call ?? throw new InvalidOperationException("A step leads to a call.");
    }

    private void Note(Call? before, CallEvent evt, Decision decision, Moment at)
    {
        var words = before is null ? null : Circumstances.Words(evt, before);
        var branch = before is null || isBrief ? null : BranchPoints.Of(before, evt, account, at, network.Asked);
        var all = decision.Next.Trail.Steps;
        var from = before?.Trail.Steps.Count ?? 0;
        if (from == all.Count && branch is not null)
        {
            // it decided nothing by itself, and another circumstance might have
            var inside = (decision.Next.Phase as Phase.InExtension)?.Arrival;
            steps.Add(new ExplainedStep(at.At - question.At, at.At, null, words ?? "", "It is assumed.", null, inside?.Number, inside?.Name, null, null, [], branch));
        }

        for (var i = from; i < all.Count; i++)
        {
            var (step, isFirst) = (all[i], i == from);
            var isDialling = evt is CallEvent.CallerConnected && isFirst;
            steps.Add(new ExplainedStep(
                step.At - question.At,
                step.At,
                isFirst ? words : null,
                step.What,
                step.Why,
                step.Rule,
                step.Extension,
                step.Extension is { } number ? account.Find(number)?.Extension.Name : null,
                step.Type,
                isDialling ? LostPlans.Link(question, account) : Settings.Of(step, account),
                isDialling ? LostPlans.Of(question, account) : [],
                isFirst ? branch : null));
        }

        talkedTo = (decision.Next.Phase as Phase.Talking)?.Phone ?? talkedTo;
        foreach (var command in decision.Commands.AsSpan())
        {
            Note(command, at.At);
        }
    }

    private void Note(CallCommand command, DateTimeOffset at)
    {
        switch (command)
        {
            case CallCommand.Play play:
                Hear(play.Sounds, at, play.Loop);
                break;
            case CallCommand.CollectDigits collect:
                Hear(collect.Prompt, at, isLoop: false);
                break;
            case CallCommand.FileRecord file:
                record = file.Record;
                break;
            case CallCommand.RaiseAlarm alarm:
                alarms.Add(alarm.Text);
                break;
        }
    }

    private void Hear(ValueList<Sound> sounds, DateTimeOffset at, bool isLoop)
    {
        foreach (var sound in sounds.AsSpan())
        {
            heard.Add(Sounds.Heard(sound, at - question.At, isLoop, account));
            if (sound is Sound.Recorded recorded)
            {
                played.Add(recorded.File);
            }
        }
    }

    private List<ExtensionNumber> Passes()
    {
        var passes = new List<ExtensionNumber>();
        foreach (var step in steps)
        {
            if (step.Extension is { } number && (passes.Count == 0 || passes[^1] != number))
            {
                passes.Add(number);
            }
        }

        return passes;
    }

    private Ending End(Call call, DateTimeOffset now, List<ExtensionNumber> passes)
    {
        var reason = (call.Phase as Phase.Ended)?.Reason;
        var text = reason is { } known ? $"The call is over: {Farewells.Words(known)}." : $"The call goes on; the explanation ends after {MostEvents} events.";
        return new Ending(reason, text, passes.Count > 0 ? passes[^1] : null, talkedTo, now, now - question.At);
    }
}
