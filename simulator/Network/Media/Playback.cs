using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Time;

namespace Pbx.Simulator.Network.Media;

/// <summary>Plays sources one after the other, once or over and over, after their lengths have been found out.</summary>
internal sealed class Playback(PhoneNetwork network, Conversation call, IReadOnlyList<PlaySource> sources, bool loop, string? operationContext)
{
    // A file of no length repeated for ever must not stop the clock.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    private Alarm? next;
    private bool stopped;

    /// <summary>What is heard now; nothing while the lengths are not known.</summary>
    public Sound? Sound { get; private set; }

    public void Start(Action started, Action completed, Action<Outcome, int> failed) =>
        network.Load(
            sources,
            loaded =>
            {
                if (!stopped)
                {
                    started();
                    Play(0, loaded, completed);
                }
            },
            (outcome, index) =>
            {
                if (!stopped)
                {
                    stopped = true;
                    failed(outcome, index);
                }
            });

    public void Stop()
    {
        stopped = true;
        Sound = null;
        next?.Cancel();
    }

    private void Play(int index, IReadOnlyList<FetchedAudio.Playable> loaded, Action completed)
    {
        if (index == sources.Count && !loop)
        {
            Stop();
            completed();
            return;
        }

        index %= sources.Count;
        var length = loaded[index].Length > Shortest || !loop ? loaded[index].Length : Shortest;
        var endless = loop && sources.Count == 1;
        Sound = sources[index].AsSound(loop, operationContext) with
        {
            Playing = network.NextPlaying(),
            Audio = new Sounding(endless ? new Looped(loaded[index].Wave, length) : loaded[index].Wave, network.Now),
        };
        call.Hear();
        if (!endless)
        {
            next = new Alarm(network, length, () => Play(index + 1, loaded, completed));
        }
    }
}
