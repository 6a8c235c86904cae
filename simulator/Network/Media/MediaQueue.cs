using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Media;

/// <summary>The media operations of one call: one runs, the others wait in the order in which they came.</summary>
internal sealed class MediaQueue(PhoneNetwork network, Conversation call)
{
    private readonly Queue<MediaOperation> waiting = new();
    private MediaOperation? running;

    public void Play(PlayRequest asked) => Add(new Playing(network, call, this, asked), asked.Interrupts);

    public void Recognize(RecognizeRequest asked) => Add(new Recognising(network, call, this, asked), asked.Interrupts);

    /// <summary>Cancels what runs and what waits, for everybody.</summary>
    public void CancelAll()
    {
        foreach (var operation in TakeAll())
        {
            operation.Cancelled();
        }

        call.Hear();
    }

    public void CallEnded()
    {
        foreach (var operation in TakeAll())
        {
            operation.CallEnded();
        }
    }

    public void Over(MediaOperation operation)
    {
        if (running == operation)
        {
            running = null;
            StartNext();
        }
    }

    public void Pressed(Party party, Tone tone) => running?.Pressed(party, tone);

    public void Spoke(Party party, string? words) => running?.Spoke(party, words);

    public void FellSilent(Party party) => running?.FellSilent(party);

    /// <summary>Also what waits may have been for who left; it finds out when its turn comes.</summary>
    public void Left(Party party) => running?.Left(party);

    public Sound? SoundFor(Party party) => running?.SoundFor(party);

    private void Add(MediaOperation operation, bool interrupts)
    {
        if (interrupts)
        {
            CancelAll();
        }

        waiting.Enqueue(operation);
        StartNext();
    }

    private void StartNext()
    {
        if (running is null && waiting.TryDequeue(out var next))
        {
            running = next;
            next.Starts();
        }

        call.Hear();
    }

    private MediaOperation[] TakeAll()
    {
        MediaOperation[] all = running is null ? [.. waiting] : [running, .. waiting];
        running = null;
        waiting.Clear();
        return all;
    }
}
