using Microsoft.AspNetCore.Http;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Engine.Configurations;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>
/// Changes parts of accounts. Each change is one save of the whole account with all its checks, of the version that If-Match names; <c>dryRun=true</c> tries it out. What is wrong with the request is
/// told with pointers into it, what is wrong elsewhere with pointers into the account's document.
/// </summary>
public sealed class AccountEditing(AccountSaving accounts, TimeProvider time)
{
    private const long Largest = 64 * 1024;
    private const string Title = "Nothing was changed";
    private const string Unreadable = "The request could not be read";
    private const int Tries = 10;

    /// <summary>A change that the request describes in its body.</summary>
    public async Task<IResult> Save<T>(HttpRequest request, string account, Func<AccountDocument, T, DateTimeOffset, Edit> edit, CancellationToken cancel)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(edit);
        var (wish, refusal) = await Read<T>(request, cancel);
        return wish is null ? refusal : await Save(request, account, (document, at) => new WishedEdit(edit(document, wish.Value, at), wish.Problems, wish.AsWritten), isOfAnyVersion: false, cancel);
    }

    /// <summary>A change that the address alone describes.</summary>
    public Task<IResult> Save(HttpRequest request, string account, Func<AccountDocument, DateTimeOffset, Edit> edit, CancellationToken cancel) =>
        Save(request, account, (document, at) => new WishedEdit(edit(document, at), [], problem => problem), isOfAnyVersion: false, cancel);

    /// <summary>The body of a request, or the answer that refuses it.</summary>
    internal static async Task<(Wish<T>? Wish, IResult Refusal)> Read<T>(HttpRequest request, CancellationToken cancel)
        where T : class
    {
        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var (wish, malformed) = Wishes.Read<T>(body);
        return (wish, Problems.Invalid(Unreadable, malformed is null ? [] : [malformed]));
    }

    /// <summary>What a change comes to: saved, tried out, or refused with all reasons.</summary>
    /// <param name="pointer">The version that it changes.</param>
    /// <param name="note">What the history keeps, from what was done.</param>
    /// <returns>Nothing where somebody else has saved in between.</returns>
    internal async Task<IResult?> Settle(
        HttpRequest request, AccountId account, AccountDocument document, ConfigurationPointer pointer, Edit edit, bool isDryRun, Func<string, VersionNote> note, CancellationToken cancel)
    {
        switch (edit)
        {
            case Edit.Done { Document: var next } done when next == document:
                return EditAnswers.Of(request, done, pointer, []);
            case Edit.Done done when isDryRun:
                var reading = AccountReading.Read(AccountText.Write(done.Document)) as AccountReading.Parsed ?? throw new InvalidOperationException("What was written as JSON is none.");
                var review = await accounts.Review(account, reading, SaveRequest.AcceptsBroken(request), cancel);
                return SaveAnswers.Of(review with { Problems = [.. review.Problems.Select(done.AsWished).Distinct()] });
            case Edit.Done done:
                return await accounts.Save(account, done.Document, pointer.Tag, note(done.What), cancel) switch
                {
                    Saving.Saved saved => EditAnswers.Of(request, done, saved.Pointer, saved.Warnings),
                    Saving.Refused refused => Wrong(refused.Problems.Where(problem => !problem.IsWarning).Select(done.AsWished)),
                    _ => null,
                };
            case Edit.Refused refused:
                return Wrong(refused.Problems);
            case Edit.Hindered { By.Count: > 0 } hindered:
                return Problems.InUse(hindered.Why, hindered.By);
            case Edit.Hindered hindered:
                return Problems.NotNow(hindered.Why);
            default:
                return Problems.NotFound();
        }
    }

    /// <summary>The answer to a request of which the shape is wrong: that, and all that is wrong with what it means besides.</summary>
    internal static IResult Wrong(IReadOnlyList<Problem> shape, Func<Problem, Problem?> asWritten, Edit edit) => edit switch
    {
        Edit.Missing => Problems.NotFound(),
        Edit.Refused refused => Wrong([.. shape, .. refused.Problems.Select(asWritten).OfType<Problem>()]),
        Edit.Done done => Wrong([.. shape, .. AccountCheck.Check(done.Document).Where(problem => !problem.IsWarning && done.IsWished(problem)).Select(done.AsWished).Select(asWritten).OfType<Problem>()]),
        _ => Wrong(shape),
    };

    /// <summary>A change that depends on the account as it is.</summary>
    /// <param name="isOfAnyVersion">Whether no version is named: whoever saves in between is waited for.</param>
    internal async Task<IResult> Save(HttpRequest request, string account, Func<AccountDocument, DateTimeOffset, WishedEdit> wished, bool isOfAnyVersion, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id))
        {
            return Problems.NotFound();
        }

        if (SaveRequest.IsDryRun(request) is not { } isDryRun)
        {
            return SaveRequest.NoDryRun();
        }

        for (var tries = isOfAnyVersion ? Tries : 1; tries > 0; tries--)
        {
            var (newest, refusal) = isOfAnyVersion ? (await accounts.Newest(id, cancel), null) : await SaveRequest.Newest(request, accounts, id, cancel);
            if (refusal is not null || await accounts.Load(id, cancel) is not var (document, pointer) || pointer.Tag != newest?.Tag)
            {
                if (refusal is not null || newest is null)
                {
                    return refusal ?? Problems.NotFound();
                }

                continue;
            }

            var (change, shape, asWritten, malformed) = wished(document, time.GetUtcNow());
            if (malformed is not null)
            {
                return Problems.Invalid(Unreadable, [malformed]);
            }

            if (shape.Count > 0)
            {
                return Wrong(shape, asWritten, change);
            }

            if (await Settle(request, id, document, pointer, change, isDryRun, done => SaveRequest.Note(request, done), cancel) is { } settled)
            {
                return settled;
            }
        }

        return isOfAnyVersion ? Problems.TryAgain() : Problems.Outdated();
    }

    private static IResult Wrong(IEnumerable<Problem> problems) => Problems.Invalid(Title, problems.Distinct(), StatusCodes.Status422UnprocessableEntity);
}

/// <summary>A change as somebody wrote it.</summary>
/// <param name="Shape">What is wrong with how it is written.</param>
/// <param name="AsWritten">Problems of what was read, with pointers into what was written; nothing for what could not be read.</param>
/// <param name="Malformed">Why nothing of it could be read.</param>
internal sealed record WishedEdit(Edit Edit, IReadOnlyList<Problem> Shape, Func<Problem, Problem?> AsWritten, Problem? Malformed = null);
