using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>A whole account as one JSON document (ARCHITECTURE 6).</summary>
public sealed class Configuration(AccountSaving accounts)
{
    private const long Largest = 20 * 1024 * 1024;

    /// <summary>The account as it was saved last, in canonical form; its version is the ETag.</summary>
    [Function("ReadConfiguration")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/config")] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || await accounts.Load(id, cancel) is not var (document, pointer))
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.ETag = VersionTag.Of(pointer);
        return Results.Bytes(AccountText.Write(document), "application/json");
    }

    /// <summary>Saves the account, all or nothing, if it is unchanged since the version that If-Match names; with <c>dryRun=true</c> answers what that would change and all that is wrong, and saves nothing.</summary>
    [Function("SaveConfiguration")]
    [Requires(Caller.Administrator, MakesAccounts = true)]
    public async Task<IResult> Save([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/accounts/{account}/config")] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var isNew = request.Headers.IfNoneMatch == "*";
        var ifMatch = request.Headers.IfMatch.ToString();
        if (!AccountId.TryParse(account, out var id))
        {
            return Problems.NotFound();
        }

        if (SaveRequest.IsDryRun(request) is not { } isDryRun)
        {
            return SaveRequest.NoDryRun();
        }

        if (!isNew && ifMatch.Length == 0)
        {
            return Problems.TagNeeded();
        }

        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        var newest = await accounts.Newest(id, cancel);
        if (isNew ? newest is not null : newest is null || ifMatch != VersionTag.Of(newest))
        {
            return Problems.Outdated();
        }

        return AccountReading.Read(body) switch
        {
            AccountReading.Malformed malformed => Problems.Invalid("The document could not be read", [malformed.Problem]),
            AccountReading.Parsed parsed when isDryRun => SaveAnswers.Of(await accounts.Review(id, parsed, SaveRequest.AcceptsBroken(request), cancel)),
            AccountReading.Parsed parsed => SaveAnswers.Of(request, await accounts.Save(id, parsed, newest?.Tag, SaveRequest.Note(request), cancel)),
            var other => throw new ArgumentOutOfRangeException(nameof(request), other, "There are two outcomes of reading."),
        };
    }
}
