using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Network;
using Pbx.Simulator.Rest.OpenApi;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>The operations of Call Automation that are simulated, in one table; what the published API has beyond it answers 501.</summary>
internal static class CallingEndpoints
{
    private const string Calls = "/calling/callConnections";
    private const string Call = Calls + "/{callConnectionId}";

    public static void Map(IEndpointRouteBuilder app, PhoneNetwork network, SimulatorOptions options, CallingPipeline pipeline, RequestSchema schema)
    {
        var calls = new CallOperations(network, options);
        var participants = new ParticipantOperations(network);
        var media = new MediaOperations(network);
        var keys = new KeyOperations(network);
        var streams = new StreamOperations(network);

        Add("POST", Calls, repeatable: true, calls.Create);
        Add("POST", Calls + ":answer", repeatable: true, calls.Answer);
        Add("POST", Calls + ":redirect", repeatable: true, calls.Redirect);
        Add("POST", Calls + ":reject", repeatable: true, calls.Reject);
        Add("POST", Calls + ":connect", repeatable: true, calls.Connect);
        Add("GET", Call, repeatable: false, calls.Get);
        Add("DELETE", Call, repeatable: false, calls.HangUp);
        Add("POST", Call + ":terminate", repeatable: true, calls.Terminate);
        Add("POST", Call + ":transferToParticipant", repeatable: true, calls.Transfer);
        Add("GET", Call + "/participants", repeatable: false, participants.List);
        Add("GET", Call + "/participants/{participantRawId}", repeatable: false, participants.Get);
        Add("POST", Call + "/participants:add", repeatable: true, participants.Add);
        Add("POST", Call + "/participants:cancelAddParticipant", repeatable: true, participants.CancelAdd);
        Add("POST", Call + "/participants:remove", repeatable: true, participants.Remove);
        Add("POST", Call + "/participants:mute", repeatable: true, participants.Mute);
        Add("POST", Call + "/participants:moveHere", repeatable: true, participants.MoveHere);
        Add("POST", Call + ":play", repeatable: false, media.Play);
        Add("POST", Call + ":recognize", repeatable: false, media.Recognize);
        Add("POST", Call + ":cancelAllMediaOperations", repeatable: false, media.CancelAll);
        Add("POST", Call + ":hold", repeatable: false, media.Hold);
        Add("POST", Call + ":unhold", repeatable: false, media.Unhold);
        Add("POST", Call + ":sendDtmfTones", repeatable: true, keys.Send);
        Add("POST", Call + ":startContinuousDtmfRecognition", repeatable: false, keys.StartContinuous);
        Add("POST", Call + ":stopContinuousDtmfRecognition", repeatable: false, keys.StopContinuous);
        Add("POST", Call + ":startMediaStreaming", repeatable: false, streams.Start);
        Add("POST", Call + ":stopMediaStreaming", repeatable: false, streams.Stop);

        app.Map("/calling/{**rest}", http => pipeline.Run(http, bodySchema: null, repeatable: false, request => schema.Knows(http.Request.Method, http.Request.Path.Value ?? string.Empty)
            ? Calling.Answer.Error(501, "NotImplemented", "The simulator does not have this operation.")
            : Calling.Answer.Error(404, "NotFound", "There is no such operation.")));

        void Add(string method, string path, bool repeatable, Func<CallingRequest, Answer> operation)
        {
            var body = schema.BodyOf(method, path);
            app.MapMethods(path, [method], http => pipeline.Run(http, body, repeatable, operation));
        }
    }
}
