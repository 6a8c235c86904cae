using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Functions.Access;

namespace Pbx.Functions.Accounts;

/// <summary>The JSON Schemas of the documents that people write.</summary>
public static class Schemas
{
    /// <summary>The schema of the account document, for forms, editors and scripts.</summary>
    [Function("AccountSchema")]
    [Requires(Caller.Anyone)]
    public static IResult Account([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/schemas/account.json")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Bytes(AccountSchema.Text, "application/schema+json");
    }
}
