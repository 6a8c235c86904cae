using System.Text.Json.Nodes;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Recordings;
using Pbx.Simulator.Rest.Calling;

namespace Pbx.Simulator.Rest.Recordings;

/// <summary>Start, look at, pause, resume and stop a recording.</summary>
internal sealed class RecordingOperations(PhoneNetwork network)
{
    public Answer Start(CallingRequest request)
    {
        var (leg, serverCall, asked) = StartBody.Read(request);
        var recording = network.Application.Recorder.Start(leg, serverCall, asked);
        // With a callback of its own, that is where it is told whether the recording began.
        return new Answer(asked.StateCallback is null ? 200 : 202, State(recording));
    }

    public Answer Get(CallingRequest request) => new(200, State(network.Application.Recorder.Find(Id(request))));

    public Answer Pause(CallingRequest request)
    {
        network.Application.Recorder.Pause(Id(request));
        return Answer.Accepted;
    }

    public Answer Resume(CallingRequest request)
    {
        network.Application.Recorder.Resume(Id(request));
        return Answer.Accepted;
    }

    public Answer Stop(CallingRequest request)
    {
        network.Application.Recorder.Stop(Id(request));
        return Answer.NoContent;
    }

    private static string Id(CallingRequest request) => request.Route("recordingId");

    private JsonObject State(Recording recording) => network.Read(_ => new JsonObject
    {
        ["recordingId"] = recording.Id,
        ["recordingState"] = recording.Stage == RecordingStage.Active ? "active" : "inactive",
        ["recordingKind"] = "azureCommunicationServices",
    });
}
