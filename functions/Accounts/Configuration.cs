using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
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

        request.HttpContext.Response.Headers.ETag = Tag(pointer);
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

        if (IsDryRun(request) is not { } isDryRun)
        {
            return Problems.Malformed("dryRun is true or false.");
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
        if (isNew ? newest is not null : newest is null || ifMatch != Tag(newest))
        {
            return Problems.Outdated();
        }

        return AccountReading.Read(body) switch
        {
            AccountReading.Malformed malformed => Problems.Invalid("The document could not be read", [malformed.Problem]),
            AccountReading.Parsed parsed when isDryRun => Reviewed(await accounts.Review(id, parsed, cancel)),
            AccountReading.Parsed parsed => await Save(request, id, parsed, newest, cancel),
            var other => throw new ArgumentOutOfRangeException(nameof(request), other, "There are two outcomes of reading."),
        };
    }

    private async Task<IResult> Save(HttpRequest request, AccountId account, AccountReading.Parsed document, ConfigurationPointer? newest, CancellationToken cancel)
    {
        return await accounts.Save(account, document, newest?.Tag, request.HttpContext.Person().ShownAs, request.Headers["X-Reason"].ToString(), cancel) switch
        {
            Saving.Saved saved => Saved(request, saved),
            Saving.Refused refused => Problems.Invalid("The account was not saved", refused.Problems.Where(one => !one.IsWarning), StatusCodes.Status422UnprocessableEntity),
            _ => Problems.Outdated(),
        };
    }

    private static IResult Saved(HttpRequest request, Saving.Saved saved)
    {
        request.HttpContext.Response.Headers.ETag = Tag(saved.Pointer);
        var answer = new SavedAnswer(saved.Pointer.Version.Number, Pointed(saved.Warnings));
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, AnswersJson.Readable.SavedAnswer), "application/json");
    }

    private static IResult Reviewed(Review review)
    {
        var answer = new DryRunAnswer(
            review.Newest?.Version.Number,
            review.CanBeSaved,
            review.Changes,
            Pointed(review.Problems.Where(problem => !problem.IsWarning)),
            Pointed(review.Problems.Where(problem => problem.IsWarning)));
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, AnswersJson.Readable.DryRunAnswer), "application/json");
    }

    private static PointedError[] Pointed(IEnumerable<Problem> problems) => [.. problems.Select(problem => new PointedError(problem.Pointer, problem.Message))];

    private static bool? IsDryRun(HttpRequest request) => request.Query["dryRun"].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => null,
    };

    // the version's number is a tag that people can read and that both stores give alike
    private static string Tag(ConfigurationPointer pointer) => $"\"{pointer.Version.Number}-{pointer.Version.Manifest}\"";
}
