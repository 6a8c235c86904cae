using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Engine.Calls;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;
using Pbx.Infra.CallAutomation;

namespace Pbx.Functions.Calls;

/// <summary>The network tells what happens to a call. The address, which we gave when we answered, names the call.</summary>
public sealed class CallEvents(CallDesk desk)
{
    private const long Largest = 1024 * 1024;

    /// <summary>Answers 200 when every event is committed, or handed over to the queue.</summary>
    [Function("CallEvents")]
    [Requires(Caller.Network)]
    public async Task<IResult> Receive([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "calls/{account}/{call}/events")] HttpRequest request, string account, string call, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || CallKind.KeyOf(id, call) is not { } key)
        {
            return Problems.NotFound();
        }

        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        IReadOnlyList<WebhookEvent> events;
        try
        {
            events = CallWebhook.Read(body);
        }
        catch (MalformedWebhookException malformed)
        {
            return Problems.Invalid("The events could not be read", malformed.Problems);
        }

        foreach (var (eventId, evt) in events)
        {
            if (evt is not null)
            {
                await desk.Happened(key, eventId, evt, cancel);
            }
        }

        return Results.Ok();
    }
}
