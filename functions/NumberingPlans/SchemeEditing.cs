using Microsoft.AspNetCore.Http;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.NumberingPlans.Editing;
using Pbx.Engine.Configurations;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.NumberingPlans;

/// <summary>
/// Changes parts of schemes. Each change is one save of the whole account with all its checks, of the version that If-Match names; <c>dryRun=true</c> tries it out. What is wrong with the request is
/// told with pointers into it, what is wrong elsewhere with pointers into the account's document.
/// </summary>
public sealed class SchemeEditing(AccountSaving accounts, TimeProvider time)
{
    private const long Largest = 64 * 1024;
    private const string Title = "Nothing was changed";

    /// <summary>A change that the request describes in its body.</summary>
    public async Task<IResult> Save<T>(HttpRequest request, string account, Func<AccountDocument, T, DateTimeOffset, Edit> edit, CancellationToken cancel)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(edit);
        var (wish, refusal) = await Read<T>(request, cancel);
        return wish is null ? refusal : await Save(request, account, (document, at) => edit(document, wish.Value, at), wish.Problems, wish.AsWritten, cancel);
    }

    /// <summary>A change that the address alone describes.</summary>
    public Task<IResult> Save(HttpRequest request, string account, Func<AccountDocument, DateTimeOffset, Edit> edit, CancellationToken cancel) =>
        Save(request, account, edit, [], problem => problem, cancel);

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
        return (wish, Problems.Invalid("The request could not be read", malformed is null ? [] : [malformed]));
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

    private async Task<IResult> Save(
        HttpRequest request, string account, Func<AccountDocument, DateTimeOffset, Edit> edit, IReadOnlyList<Problem> shape, Func<Problem, Problem?> asWritten, CancellationToken cancel)
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

        var (newest, refusal) = await SaveRequest.Newest(request, accounts, id, cancel);
        if (refusal is not null || await accounts.Load(id, cancel) is not var (document, pointer) || pointer.Tag != newest?.Tag)
        {
            return refusal ?? Problems.Outdated();
        }

        var change = edit(document, time.GetUtcNow());
        return shape.Count > 0
            ? Wrong(shape, asWritten, change)
            : await Settle(request, id, document, pointer, change, isDryRun, done => SaveRequest.Note(request, done), cancel) ?? Problems.Outdated();
    }

    private static IResult Wrong(IEnumerable<Problem> problems) => Problems.Invalid(Title, problems.Distinct(), StatusCodes.Status422UnprocessableEntity);
}
