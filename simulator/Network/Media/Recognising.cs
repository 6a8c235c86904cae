using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Media;

/// <summary>
/// Waits for keys or words of one party, after a prompt that only this party hears.
/// </summary>
/// <remarks>
/// <code>
/// prompting  --key or word, interrupts it---> collecting, hearing   --otherwise---------> prompting (it is lost)
/// prompting  --prompt is over---------------> listening             --cannot be played--> failed 8536, 8535
/// listening  --key--------------------------> collecting            --word--------------> hearing
/// listening  --initial silence--------------> failed 8510
/// collecting --last key---------------------> completed 8531        --stop tone---------> completed 8514
/// collecting --time between two keys--------> completed with code 400, 8532
/// hearing    --silence for long enough------> completed             --key, if they count> collecting (the words are lost)
/// choices    --key--------------------------> completed 8533, failed 8534
/// choices    --word, and silence------------> completed 8545, failed 8547
/// </code>
/// </remarks>
internal sealed class Recognising : MediaOperation
{
    private const string NoParticularWords = "Something was said.";

    private readonly PhoneNetwork network;
    private readonly Conversation call;
    private readonly MediaQueue queue;
    private readonly RecognizeRequest asked;
    private readonly Playback? prompt;
    private readonly List<string> said = [];
    private Collecting collecting;
    private Alarm? alarm;
    private bool prompting;
    private bool started;
    private bool hearing; // somebody speaks
    private bool keys; // a key was pressed, and words do not count any more

    public Recognising(PhoneNetwork network, Conversation call, MediaQueue queue, RecognizeRequest asked)
    {
        (this.network, this.call, this.queue, this.asked) = (network, call, queue, asked);
        collecting = new Collecting(asked.MaxTones, asked.StopTones);
        prompt = asked.Prompts.Count == 0 ? null : new Playback(network, call, asked.Prompts, loop: false, asked.OperationContext);
    }

    public override void Starts()
    {
        started = true;
        var target = call.Present.FirstOrDefault(p => p.Address == asked.Target);
        if (target is null)
        {
            // left while this was waiting
            Fails(Outcome.RecognizeBroken, index: null);
            return;
        }

        if (asked.Input != RecognizeInput.Keys && target is { IsHeard: true, Speech: { } speech })
        {
            hearing = true; // has been speaking since before
            said.Add(speech.Words ?? NoParticularWords);
        }

        if (prompt is null)
        {
            Listens();
            return;
        }

        prompting = true;
        prompt.Start(started: () => { }, completed: Listens, failed: (outcome, index) => Fails(outcome, index));
    }

    public override void Pressed(Party party, Tone tone)
    {
        if (!Counts(party) || asked.Input == RecognizeInput.Speech || prompting && !asked.InterruptsPrompt)
        {
            return;
        }

        StopWaiting();
        if (asked.Input == RecognizeInput.Choices)
        {
            Chooses(asked.Choices.FirstOrDefault(c => c.Tone == tone), phrase: null, Outcome.ChosenByTone, Outcome.NoChoiceOfTone);
            return;
        }

        (keys, hearing) = (true, false);
        (collecting, var end) = collecting.Press(tone);
        switch (end)
        {
            case Collected.MaximumReached:
                Completes(Outcome.MaximumReached);
                break;
            case Collected.StopTone:
                Completes(Outcome.StopTone);
                break;
            default:
                alarm = new Alarm(network, asked.InterTone, NoFurtherKey);
                call.Hear();
                break;
        }
    }

    public override void Spoke(Party party, string? words)
    {
        if (!Counts(party) || !party.IsHeard || asked.Input == RecognizeInput.Keys || keys)
        {
            return;
        }

        hearing = true;
        said.Add(words ?? NoParticularWords);
        if (!prompting || asked.InterruptsPrompt)
        {
            StopWaiting();
            call.Hear();
        }
    }

    public override void FellSilent(Party party)
    {
        if (!Counts(party) || !hearing)
        {
            return;
        }

        hearing = false;
        if (prompting)
        {
            said.Clear(); // all of it was spoken into the prompt
        }
        else
        {
            alarm = new Alarm(network, asked.EndSilence, SaidAll);
        }
    }

    public override void Left(Party party)
    {
        if (party.Address == asked.Target)
        {
            Fails(Outcome.RecognizeBroken, index: null);
        }
    }

    public override void Cancelled()
    {
        StopWaiting();
        Tell(NoticeType.RecognizeCanceled, Outcome.MediaCancelled);
    }

    public override void CallEnded()
    {
        StopWaiting();
        Tell(NoticeType.RecognizeFailed, Outcome.RecognizeBroken);
    }

    public override Sound? SoundFor(Party party) => party.Address == asked.Target ? prompt?.Sound : null;

    private bool Counts(Party party) => started && party.Address == asked.Target;

    private void Listens()
    {
        prompting = false;
        call.Hear();
        if (!hearing)
        {
            alarm = new Alarm(network, asked.InitialSilence, () => Fails(Outcome.InitialSilence, index: null));
        }
    }

    private void NoFurtherKey()
    {
        if (network.Races.InterToneTimeoutFails)
        {
            Fails(Outcome.InterTone, index: null);
        }
        else
        {
            Completes(Outcome.InterTone);
        }
    }

    private void SaidAll()
    {
        var words = string.Join(' ', said);
        if (asked.Input == RecognizeInput.Choices)
        {
            var found = asked.Choices.SelectMany(c => c.Phrases, (c, phrase) => (Choice: c, Phrase: phrase)).FirstOrDefault(c => IsIn(c.Phrase, words));
            Chooses(found.Choice, found.Phrase, Outcome.ChosenBySpeech, Outcome.NoChoiceOfSpeech);
        }
        else
        {
            Completes(Outcome.SpeechRecognized, n => n with { Speech = words });
        }
    }

    private void Chooses(Choice? choice, string? phrase, Outcome chosen, Outcome none)
    {
        if (choice is null)
        {
            Fails(none, index: null);
        }
        else
        {
            Completes(chosen, n => n with { Chosen = new Chosen(choice.Label, phrase) });
        }
    }

    // A phrase is recognised wherever it stands, as whole words, whatever its case and punctuation.
    private static bool IsIn(string phrase, string words) => $" {Plain(words)} ".Contains($" {Plain(phrase)} ", StringComparison.Ordinal);

    private static string Plain(string words) =>
        string.Join(' ', new string([.. words.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private void Completes(Outcome outcome) => Completes(outcome, n => n with { Tones = collecting.Keys });

    private void Completes(Outcome outcome, Func<Notice, Notice> with)
    {
        StopWaiting();
        call.Tell(NoticeType.RecognizeCompleted, outcome, asked.OperationContext, asked.Callback, with, asked.By);
        queue.Over(this);
    }

    private void Fails(Outcome outcome, int? index)
    {
        StopWaiting();
        Tell(NoticeType.RecognizeFailed, outcome, index);
        queue.Over(this);
    }

    private void StopWaiting()
    {
        prompting = false;
        prompt?.Stop();
        alarm?.Cancel();
    }

    private void Tell(NoticeType type, Outcome outcome, int? index = null) =>
        call.Tell(type, outcome, asked.OperationContext, asked.Callback, n => n with { FailedSource = index }, asked.By);
}
