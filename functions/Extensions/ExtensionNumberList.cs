using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Extensions.Editing;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Extensions;

/// <summary>What the form for a new extension needs to know of numbers: how long they are, which are in use or reserved, and which is next.</summary>
public sealed class ExtensionNumberList(AccountSaving accounts, TimeProvider time)
{
    /// <summary>The numbers; <c>type</c> asks for the block that is proposed for a type.</summary>
    [Function("ListExtensionNumbers")]
    [Requires(Caller.Reader)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/extension-numbers")] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || await accounts.Load(id, cancel) is not var (document, pointer))
        {
            return Problems.NotFound();
        }

        var block = ExtensionNumbers.Proposed(document, request.Query["type"].ToString(), time.GetUtcNow());
        var answer = new NumberList(
            ExtensionNumbers.Length(document),
            [.. document.Extensions.OrderBy(extension => extension.Number.Value, StringComparer.Ordinal).Select(extension => new NumberInUse(extension.Number.Value, extension.Name))],
            [.. ExtensionNumbers.Reserved(document).Select(one => new ReservedNumber(one.Number.Value, one.Why))],
            ExtensionNumbers.Next(document, time.GetUtcNow())?.Value,
            block is null ? null : new ProposedBlock(block.From, block.To, block.Next?.Value));
        request.HttpContext.Response.Headers.ETag = VersionTag.Of(pointer);
        return Results.Json(answer, ExtensionViewJson.Readable.NumberList);
    }
}
