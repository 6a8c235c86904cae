using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Engine.Calls;
using Pbx.Functions.Calls;

namespace Pbx.Benchmarks;

/// <summary>
/// The functions that are measured. The gate knows functions by their names, so these bear the names of those whose way through it they take: anybody's, the one
/// that only needs a token, and the webhook's own.
/// </summary>
public sealed class Endpoints(CallDesk desk)
{
    private readonly CallEvents webhook = new(desk);

    /// <summary>Nothing at all.</summary>
    [Function("Health")]
    public static IResult Empty([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "empty/{account}/{call}/events")] HttpRequest request) => Results.Ok();

    /// <summary>The token is checked, as the gate checks each.</summary>
    [Function("IncomingCalls")]
    public static IResult TokenOnly([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "token/{account}/{call}/events")] HttpRequest request) => Results.Ok();

    /// <summary>The product's webhook.</summary>
    [Function("CallEvents")]
    public Task<IResult> Webhook([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "calls/{account}/{call}/events")] HttpRequest request, string account, string call, CancellationToken cancel) =>
        webhook.Receive(request, account, call, cancel);
}
