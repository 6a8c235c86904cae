using Pbx.Simulator.Network.Calls;

namespace Pbx.Simulator.Network.Media;

/// <summary>Plays to some or to all: PlayStarted, then PlayCompleted (never when it loops), PlayFailed or PlayCanceled.</summary>
internal sealed class Playing(PhoneNetwork network, Conversation call, MediaQueue queue, PlayRequest asked) : MediaOperation
{
    private readonly Playback playback = new(network, call, asked.Sources, asked.Loop, asked.OperationContext);

    public override void Starts() => playback.Start(
        started: () => Tell(NoticeType.PlayStarted, Outcome.Done),
        completed: () =>
        {
            Tell(NoticeType.PlayCompleted, Outcome.Done);
            queue.Over(this);
        },
        failed: (outcome, index) =>
        {
            Tell(NoticeType.PlayFailed, outcome, index);
            queue.Over(this);
        });

    public override void Cancelled()
    {
        playback.Stop();
        Tell(NoticeType.PlayCanceled, Outcome.MediaCancelled);
    }

    public override void CallEnded()
    {
        playback.Stop();
        Tell(NoticeType.PlayFailed, Outcome.PlayShutDown);
    }

    public override Sound? SoundFor(Party party) =>
        asked.To.Count == 0 || asked.To.Contains(party.Address) ? playback.Sound : null;

    private void Tell(NoticeType type, Outcome outcome, int? failedSource = null) =>
        call.Tell(type, outcome, asked.OperationContext, asked.Callback, n => n with { FailedSource = failedSource }, asked.By);
}
