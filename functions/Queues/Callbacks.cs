using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Floors;
using Pbx.Engine.Configurations;
using Pbx.Engine.Floors;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Queues;

/// <summary>Wishes to be called back are seen in the live view of their queue, and deleted by its supervisors and by administrators (QUE-330).</summary>
public sealed class Callbacks(AccountConfigurations accounts, FloorDesk floors)
{
    /// <summary>Deletes a wish, by the id of the call that it comes from. One for which the caller is being rung already stays: 409.</summary>
    [Function("DeleteCallback")]
    [Requires(Caller.Person)]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/accounts/{account}/queues/{queue}/callbacks/{call}")] HttpRequest request, string account, string queue, string call, CancellationToken cancel)
    {
        var (seen, refusal) = await QueueSight.Of(accounts, request, account, queue, cancel);
        if (seen is not { Controls: true })
        {
            return seen is null ? refusal : Problems.Forbidden();
        }

        if (await Find(seen, call, cancel) is null)
        {
            return OwnExtension.NotThere(request);
        }

        await floors.Happened(seen.Account, $"delete-{Guid.NewGuid():N}", new FloorEvent.CallbackDeleted(seen.Queue, call), cancel); // asked again it finds nothing
        return await Find(seen, call, cancel) is null ? Results.NoContent() : Problems.NotNow("The caller is being rung, or talks to an agent already.");
    }

    private async Task<WishView?> Find(QueueSight seen, string call, CancellationToken cancel) =>
        (await floors.View(seen.Account, [seen.Queue], cancel)).SelectMany(view => view.Waiting).FirstOrDefault(waiting => waiting.Call == call)?.Callback;
}
