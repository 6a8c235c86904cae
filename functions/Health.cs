using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Functions.Access;

namespace Pbx.Functions;

/// <summary>Whether the process serves.</summary>
public static class Health
{
    /// <summary>200 once requests are served.</summary>
    [Function("Health")]
    [Requires(Caller.Anyone)]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) => Results.Text("ok");
}
