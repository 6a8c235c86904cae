using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Engine.Recordings;
using Pbx.Functions.Access;
using Pbx.Functions.Calls;
using Pbx.Functions.Errors;
using Pbx.Infra.CallAutomation;

namespace Pbx.Functions.Recordings;

/// <summary>Event Grid tells that the file of a recording is in our container (RecordingFileStatusUpdated).</summary>
public sealed class RecordingFiles(RecordingDesk desk)
{
    /// <summary>Answers 200 when every file is in its place; whatever fails is delivered again, and found by the hourly look at the latest.</summary>
    [Function("RecordingFiles")]
    [Requires(Caller.EventDelivery)]
    public async Task<IResult> Receive([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "recording-files")] HttpRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (delivered, answer) = await EventGridRequest.Read(request, RecordingFileWebhook.Read, events => events.ValidationCode, cancel);
        if (delivered is null)
        {
            return answer ?? Results.Ok();
        }

        foreach (var file in delivered.Files)
        {
            await desk.Ready(file.Recording, file.Locations, file.Length, cancel);
        }

        return Results.Ok();
    }
}
