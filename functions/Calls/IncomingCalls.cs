using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pbx.Engine.Calls;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;
using Pbx.Infra.CallAutomation;

namespace Pbx.Functions.Calls;

/// <summary>Event Grid tells of calls that ring (IncomingCall), and asks once whether this address wants to know.</summary>
public sealed class IncomingCalls(CallDesk desk, ILogger<IncomingCalls> logger)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5); // the caller hears the network ring, for 30 s at most

    /// <summary>Answers 200 when every call is committed. Only a fast 500 is delivered again in time, so that is what any failure becomes.</summary>
    [Function("IncomingCalls")]
    [Requires(Caller.EventDelivery)]
    public async Task<IResult> Receive([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "incoming-calls")] HttpRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (delivered, answer) = await EventGridRequest.Read(request, IncomingCallWebhook.Read, events => events.ValidationCode, cancel);
        if (delivered is null)
        {
            return answer ?? Results.Ok();
        }

        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        budget.CancelAfter(Budget);
        try
        {
            foreach (var call in delivered.Calls)
            {
                await desk.Arrived(call.EventId, call.EventTime, call.Arrived, budget.Token);
            }
        }
        catch (Exception trouble) when (!cancel.IsCancellationRequested)
        {
            Log.ArrivalFailed(logger, trouble);
            return Problems.TryAgain();
        }

        return Results.Ok();
    }
}
