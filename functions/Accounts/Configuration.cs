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

    /// <summary>The account as it was saved last; its version is the ETag.</summary>
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
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(document, Json.Of<AccountDocument>(Json.Documents)), "application/json");
    }

    /// <summary>Saves the account, all or nothing, if it is unchanged since the version that If-Match names.</summary>
    [Function("SaveConfiguration")]
    [Requires(Caller.Administrator)]
    public async Task<IResult> Save([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/accounts/{account}/config")] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var isNew = request.Headers.IfNoneMatch == "*";
        var ifMatch = request.Headers.IfMatch.ToString();
        if (!AccountId.TryParse(account, out var id))
        {
            return Problems.NotFound();
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

        if (Parse(body, out var problem) is not { } document)
        {
            return Problems.Invalid("The document could not be read", [problem ?? new Problem("", "A document is expected.")]);
        }

        var before = await accounts.Load(id, cancel);
        var tag = before is var (_, pointer) && ifMatch == Tag(pointer) ? pointer.Tag : null;
        if (isNew ? before is not null : tag is null)
        {
            return Problems.Outdated();
        }

        var by = request.HttpContext.User.FindFirst("preferred_username")?.Value ?? request.HttpContext.User.FindFirst("oid")?.Value ?? "unknown";
        return await accounts.Save(id, document, tag, by, request.Headers["X-Reason"].ToString(), cancel) switch
        {
            Saving.Saved saved => Saved(request, saved),
            Saving.Refused refused => Problems.Invalid("The account was not saved", refused.Problems.Where(one => !one.IsWarning), StatusCodes.Status422UnprocessableEntity),
            _ => Problems.Outdated(),
        };
    }

    private static IResult Saved(HttpRequest request, Saving.Saved saved)
    {
        request.HttpContext.Response.Headers.ETag = Tag(saved.Pointer);
        var answer = new SavedAnswer(saved.Pointer.Version.Number, [.. saved.Warnings.Select(warning => new PointedError(warning.Pointer, warning.Message))]);
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, SavedJson.Default.SavedAnswer), "application/json");
    }

    private static AccountDocument? Parse(ReadOnlyMemory<byte> body, out Problem? problem)
    {
        try
        {
            problem = null;
            return JsonSerializer.Deserialize(body.Span, Json.Of<AccountDocument>(Json.Documents));
        }
        catch (JsonException malformed)
        {
            problem = new Problem(JsonPath.ToPointer(malformed.Path), malformed.Message);
            return null;
        }
    }

    // the version's number is a tag that people can read and that both stores give alike
    private static string Tag(ConfigurationPointer pointer) => $"\"{pointer.Version.Number}-{pointer.Version.Manifest}\"";
}
