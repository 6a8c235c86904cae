using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Media;

/// <summary>
/// Waits for keys of one party, after a prompt that only this party hears.
/// </summary>
/// <remarks>
/// <code>
/// prompting  --key, interrupts the prompt-> collecting     --key otherwise---------> prompting (the key is lost)
/// prompting  --prompt is over-------------> listening      --prompt cannot be played-> failed 8536, 8535
/// listening  --key------------------------> collecting     --initial silence-------> failed 8510
/// collecting --last key-------------------> completed 8531 --stop tone-------------> completed 8514
/// collecting --time between two keys------> completed with code 400, 8532
/// </code>
/// </remarks>
internal sealed class Recognising : MediaOperation
{
    private readonly PhoneNetwork network;
    private readonly Conversation call;
    private readonly MediaQueue queue;
    private readonly RecognizeRequest asked;
    private readonly Playback? prompt;
    private Collecting collecting;
    private Alarm? alarm;
    private bool prompting;
    private bool started;

    public Recognising(PhoneNetwork network, Conversation call, MediaQueue queue, RecognizeRequest asked)
    {
        (this.network, this.call, this.queue, this.asked) = (network, call, queue, asked);
        collecting = new Collecting(asked.MaxTones, asked.StopTones);
        prompt = asked.Prompts.Count == 0 ? null : new Playback(network, call, asked.Prompts, loop: false, asked.OperationContext);
    }

    public override void Starts()
    {
        started = true;
        if (!call.Present.Any(p => p.Address == asked.Target))
        {
            // left while this was waiting
            Fails(Outcome.RecognizeBroken, index: null);
            return;
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
        if (!started || party.Address != asked.Target || prompting && !asked.InterruptsPrompt)
        {
            return;
        }

        StopWaiting();
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

    private void Listens()
    {
        prompting = false;
        call.Hear();
        alarm = new Alarm(network, asked.InitialSilence, () => Fails(Outcome.InitialSilence, index: null));
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

    private void Completes(Outcome outcome)
    {
        StopWaiting();
        call.Tell(NoticeType.RecognizeCompleted, outcome, asked.OperationContext, asked.Callback, n => n with { Tones = collecting.Keys }, asked.By);
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
