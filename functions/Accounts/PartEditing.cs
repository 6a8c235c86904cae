using Microsoft.AspNetCore.Http;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Engine.Configurations;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>Replaces one part of an account, as one save of the whole with all its checks, of the version that If-Match names; <c>dryRun=true</c> tries it out.</summary>
internal static class PartEditing
{
    private const long Largest = 64 * 1024;

    /// <param name="find">Where the part stands in a document; nothing: there is no such thing.</param>
    /// <param name="done">What the history says if the request gives no reason.</param>
    public static async Task<IResult> Replace(HttpRequest request, AccountSaving accounts, AccountId account, Func<AccountDocument, AccountPart?> find, string done, CancellationToken cancel)
    {
        if (SaveRequest.IsDryRun(request) is not { } isDryRun)
        {
            return SaveRequest.NoDryRun();
        }

        var ifMatch = request.Headers.IfMatch.ToString();
        if (ifMatch.Length == 0)
        {
            return Problems.TagNeeded();
        }

        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await accounts.Load(account, cancel) is not var (document, pointer) || find(document) is not { } part)
        {
            return Problems.NotFound();
        }

        return ifMatch != VersionTag.Of(pointer) ? Problems.Outdated() : part.Replace(document, body) switch
        {
            AccountReading.Malformed malformed => Problems.Invalid("The request could not be read", [malformed.Problem]),
            AccountReading.Parsed parsed when isDryRun => SaveAnswers.Of(Within(part, await accounts.Review(account, parsed, SaveRequest.AcceptsBroken(request), cancel))),
            AccountReading.Parsed parsed => SaveAnswers.Of(request, Within(part, await accounts.Save(account, parsed, pointer.Tag, SaveRequest.Note(request, done), cancel))),
            var other => throw new ArgumentOutOfRangeException(nameof(request), other, "There are two outcomes of reading."),
        };
    }

    private static Review Within(AccountPart part, Review review) => review with { Problems = Within(part, review.Problems) };

    private static Saving Within(AccountPart part, Saving saving) => saving switch
    {
        Saving.Saved saved => saved with { Warnings = Within(part, saved.Warnings) },
        Saving.Refused refused => refused with { Problems = Within(part, refused.Problems) },
        _ => saving,
    };

    private static IReadOnlyList<Problem> Within(AccountPart part, IReadOnlyList<Problem> problems) => [.. problems.Select(part.Within)];
}
