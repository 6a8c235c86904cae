using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Network;
using Pbx.Simulator.Rest.Calling;

namespace Pbx.Simulator.Rest.Recordings;

/// <summary>
/// The files that the simulator keeps, at the addresses that the event tells: to whoever signs as for the API, whole or in ranges,
/// until they are deleted or a day old.
/// </summary>
internal static class KeptFiles
{
    public const string Objects = "/v1/objects";
    public const string Sound = "/content/audio";
    public const string Metadata = "/content/acsmetadata";

    private const string One = Objects + "/{documentId}";

    public static void Map(IEndpointRouteBuilder app, CallingPipeline pipeline, RecordingArchive archive)
    {
        app.MapGet(One + Sound, (string documentId, HttpContext http) => Serve(http, pipeline, archive, documentId, file =>
        {
            // What the clients send: blobs know Range by this name.
            if (http.Request.Headers["x-ms-range"] is [{ Length: > 0 } range, ..])
            {
                http.Request.Headers.Range = range;
            }

            return Results.Stream(FiledRecording.Open(file.Recording.Recorded.Sound, file.Fault), "audio/wav", enableRangeProcessing: true);
        }));
        app.MapGet(One + Metadata, (string documentId, HttpContext http) =>
            Serve(http, pipeline, archive, documentId, file => Results.Text(file.Metadata, "application/json")));
        app.MapDelete(One, (string documentId, HttpContext http) =>
            Serve(http, pipeline, archive, documentId, _ => archive.Delete(documentId) ? Results.Ok() : Missing()));
    }

    private static IResult Serve(HttpContext http, CallingPipeline pipeline, RecordingArchive archive, string documentId, Func<FiledRecording, IResult> serve)
    {
        if (pipeline.NotAuthorized(http, body: []) is { } unauthorized)
        {
            return Of(Answer.Error(401, "Denied", unauthorized));
        }

        return archive.Find(documentId) is { } file ? serve(file) : Missing();
    }

    private static IResult Missing() => Of(Answer.Error(404, "8404", "There is no such file: it never was, was deleted, or is older than a day."));

    private static IResult Of(Answer answer) => Results.Json(answer.Body, statusCode: answer.Status);
}
