using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Time;

namespace Pbx.Simulator.Network.Tones;

/// <summary>Tones that the application sends to one party. Between one and <see cref="Most"/> of them ("send DTMF", Call Automation).</summary>
public sealed record SendTonesRequest(Address Target, IReadOnlyList<Tone> Tones)
{
    public const int Most = 18;

    public string? OperationContext { get; init; }

    public string? Callback { get; init; }

    /// <summary>The leg that asked, which is told.</summary>
    internal AppLeg? By { get; init; }
}

/// <summary>
/// Sends tones to one party, four a second, one request after the other. While they are sent they are listed as what the
/// party hears; at the other end of a line from this network to itself they are keys that are pressed.
/// </summary>
internal sealed class ToneSending(PhoneNetwork network, Party party)
{
    /// <summary>A tone and the pause after it.</summary>
    public static readonly TimeSpan PerTone = TimeSpan.FromMilliseconds(250);

    private readonly Queue<SendTonesRequest> waiting = new();
    private SendTonesRequest? running;
    private Alarm? next;

    /// <summary>What the party hears; null when nothing is being sent.</summary>
    public Sound? Sound { get; private set; }

    public void Send(SendTonesRequest asked)
    {
        waiting.Enqueue(asked);
        StartNext();
    }

    /// <summary>The party leaves: what has not been sent never arrives.</summary>
    public void Ends()
    {
        next?.Cancel();
        SendTonesRequest[] lost = running is null ? [.. waiting] : [running, .. waiting];
        running = null;
        Sound = null;
        waiting.Clear();
        foreach (var asked in lost)
        {
            Tell(asked, NoticeType.SendDtmfTonesFailed, Outcome.NotInCall);
        }
    }

    private void StartNext()
    {
        if (running is null && waiting.TryDequeue(out var asked))
        {
            running = asked;
            Sound = new Sound(SoundKind.Keys)
            {
                Tones = string.Concat(asked.Tones.Select(t => t.Key())),
                OperationContext = asked.OperationContext,
                Playing = network.NextPlaying(),
                Audio = new Sounding(new KeyTones(asked.Tones, PerTone), network.Now),
            };
            Sends(asked, 0);
        }

        party.Call.Hear();
    }

    private void Sends(SendTonesRequest asked, int index)
    {
        if (index < asked.Tones.Count)
        {
            next = new Alarm(network, PerTone, () =>
            {
                party.OtherEnd?.Call.Pressed(party.OtherEnd, asked.Tones[index]);
                if (running == asked)
                {
                    Sends(asked, index + 1);
                }
            });
            return;
        }

        running = null;
        Sound = null;
        Tell(asked, NoticeType.SendDtmfTonesCompleted, Outcome.TonesSent);
        StartNext();
    }

    private void Tell(SendTonesRequest asked, NoticeType type, Outcome outcome) =>
        party.Call.Tell(type, outcome, asked.OperationContext, asked.Callback, by: asked.By);
}
