using Pbx.Simulator.Network.Calls;

namespace Pbx.Simulator.Network.Recordings;

/// <summary>The recordings of the network; those that ended long ago are forgotten.</summary>
internal sealed class RecordingList(PhoneNetwork network)
{
    private const int Kept = 1000;

    private readonly List<Recording> recordings = [];

    public IReadOnlyList<Recording> All => recordings;

    public Recording? Find(string id) => recordings.Find(r => string.Equals(r.Id, id, StringComparison.Ordinal));

    /// <summary>Starts one. A call has one at a time.</summary>
    public Recording Start(Conversation call, AppLeg leg, RecordingRequest asked)
    {
        if (recordings.Exists(r => r.Call == call && !r.IsOver))
        {
            throw new CallRefusedException(Refusal.Already, "The call is being recorded already.");
        }

        if (recordings.Count >= Kept && recordings.FindIndex(r => r.IsOver) is >= 0 and var oldest)
        {
            recordings.RemoveAt(oldest);
        }

        var recording = new Recording(network, call, leg, asked);
        recordings.Add(recording);
        if (network.Races.RecordingFails > 0)
        {
            network.Races = network.Races with { RecordingFails = network.Races.RecordingFails - 1 };
            recording.Fails("The recording service is not to be reached.");
        }
        else if (asked.Destination is { } destination)
        {
            Look(recording, destination);
        }
        else
        {
            recording.Begins();
        }

        return recording;
    }

    public void CallEnded(Conversation call)
    {
        foreach (var recording in recordings.Where(r => r.Call == call && !r.IsOver).ToArray())
        {
            recording.Stops(withTheCall: true);
        }
    }

    public void Clear() => recordings.Clear();

    // Takes no time on the clock, but is work in flight.
    private void Look(Recording recording, Uri destination)
    {
        var work = network.Clock.Working("recording");
        _ = Task.Run(async () =>
        {
            using (work)
            {
                var problem = await network.Settings.CheckDestination(destination, CancellationToken.None);
                network.Do(() =>
                {
                    if (recording.Stage != RecordingStage.Starting)
                    {
                        return;
                    }

                    if (problem is null)
                    {
                        recording.Begins();
                    }
                    else
                    {
                        recording.Fails(problem);
                    }
                });
            }
        });
    }
}
