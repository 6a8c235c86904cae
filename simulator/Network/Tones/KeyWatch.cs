using Pbx.Simulator.Network.Calls;

namespace Pbx.Simulator.Network.Tones;

/// <summary>
/// A continuous recognition of one party: each of its keys is told with its place, beside whatever else waits for keys. It runs
/// until it is stopped or the party leaves.
/// </summary>
internal sealed class KeyWatch(AppLeg by, string? operationContext, string? callback, int keysBefore)
{
    /// <summary>How many keys have been told.</summary>
    public int Keys { get; private set; } = keysBefore;

    public void Pressed(Tone tone)
    {
        Keys++;
        by.Call.Tell(NoticeType.ContinuousDtmfRecognitionToneReceived, Outcome.Done, operationContext, callback, n => n with { Key = (Keys, tone) }, by);
    }
}
