using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Network;
using Pbx.Simulator.Rest.Calling;
using Pbx.Simulator.Rest.OpenApi;

namespace Pbx.Simulator.Rest.Recordings;

/// <summary>The operations of call recording, and the files that the simulator keeps.</summary>
internal static class RecordingEndpoints
{
    private const string All = "/calling/recordings";
    private const string One = All + "/{recordingId}";

    public static void Map(IEndpointRouteBuilder app, PhoneNetwork network, CallingPipeline pipeline, RequestSchema schema, RecordingArchive archive)
    {
        var recordings = new RecordingOperations(network);

        Add("POST", All, repeatable: true, recordings.Start);
        Add("GET", One, repeatable: false, recordings.Get);
        Add("DELETE", One, repeatable: false, recordings.Stop);
        Add("POST", One + ":pause", repeatable: false, recordings.Pause);
        Add("POST", One + ":resume", repeatable: false, recordings.Resume);
        KeptFiles.Map(app, pipeline, archive);

        void Add(string method, string path, bool repeatable, Func<CallingRequest, Answer> operation)
        {
            var body = schema.BodyOf(method, path);
            app.MapMethods(path, [method], http => pipeline.Run(http, body, repeatable, operation));
        }
    }
}
