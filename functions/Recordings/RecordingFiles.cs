using System.Text.Json;
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
    private const long Largest = 1024 * 1024; // the most that Event Grid delivers in one request

    /// <summary>Answers 200 when every file is in its place; whatever fails is delivered again, and found by the hourly look at the latest.</summary>
    [Function("RecordingFiles")]
    [Requires(Caller.EventDelivery)]
    public async Task<IResult> Receive([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "recording-files")] HttpRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        Infra.CallAutomation.RecordingFiles delivered;
        try
        {
            delivered = RecordingFileWebhook.Read(body);
        }
        catch (MalformedWebhookException malformed)
        {
            return Problems.Invalid("The events could not be read", malformed.Problems);
        }

        if (delivered.ValidationCode is { } code)
        {
            return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(new ValidationAnswer(code), ValidationJson.Default.ValidationAnswer), "application/json");
        }

        foreach (var file in delivered.Files)
        {
            await desk.Ready(file.Recording, file.Locations, file.Length, cancel);
        }

        return Results.Ok();
    }
}
