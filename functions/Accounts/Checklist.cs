using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>The set-up checklist of an account (EXT-056).</summary>
public sealed class Checklist(AccountSaving accounts)
{
    /// <summary>What is set up and what is not; the account itself ticks it off.</summary>
    [Function("ReadChecklist")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/checklist")] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || await accounts.Load(id, cancel) is not var (document, pointer))
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.ETag = VersionTag.Of(pointer);
        return Results.Json(SetUpChecklist.Of(document), ChecklistJson.Readable.SetUpChecklist);
    }
}

[JsonSerializable(typeof(SetUpChecklist))]
internal sealed partial class ChecklistJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static ChecklistJson Readable { get; } = new(ReadableJson.Options());
}
