using Pbx.Simulator.Network.Calls;

namespace Pbx.Simulator.Network.Recordings;

/// <summary>What the application asks of recordings. Of one that is over nothing can be asked any more.</summary>
public sealed class Recorder
{
    private readonly PhoneNetwork network;

    internal Recorder(PhoneNetwork network) => this.network = network;

    /// <summary>Records a call: named by the application's leg of it, or by its server call id.</summary>
    public Recording Start(string? legId, string? serverCallId, RecordingRequest asked) => network.Do(() =>
    {
        var named = legId is null ? null : network.Leg(legId);
        var call = named?.Call
            ?? network.Calls.All.LastOrDefault(c => c.Stage != CallStage.Ended && string.Equals(c.ServerCallId, serverCallId, StringComparison.Ordinal));
        if ((named ?? call?.App) is not { } leg || call is null)
        {
            throw new CallRefusedException(Refusal.NotThere, "Call not found: it has ended, or the application was never in it.");
        }

        return call.Stage == CallStage.Connected
            ? network.Recordings.Start(call, leg, asked)
            : throw new CallRefusedException(Refusal.NotNow, "A call is recorded from its answer on.");
    });

    /// <summary>A recording that is not over.</summary>
    public Recording Find(string id) => network.Read(_ => Going(id));

    /// <summary>Leaves out what follows until it is resumed; one that is paused stays so.</summary>
    public void Pause(string id) => network.Do(() => Going(id).Pause());

    public void Resume(string id) => network.Do(() => Going(id).Resume());

    public void Stop(string id) => network.Do(() => Going(id).Stops());

    private Recording Going(string id) => network.Recordings.Find(id) is { IsOver: false } recording
        ? recording
        : throw new CallRefusedException(Refusal.NotThere, $"Recording not found: {id}.");
}
