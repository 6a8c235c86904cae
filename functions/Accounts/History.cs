using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.NumberingPlans;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>Who changed an account, when, by which way and what (NPL-089, NPL-130); and any version undone, or brought back, as a new version.</summary>
public sealed class History(AccountHistory history, AccountSaving accounts)
{
    private const string Route = "v1/accounts/{account}/history";
    private const int Usual = 50;

    /// <summary>Versions, the newest first. <c>before</c>: only those with a lower number; <c>most</c>: how many, 1 to 200.</summary>
    [Function("ListHistory")]
    [Requires(Caller.Reader)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id))
        {
            return Problems.NotFound();
        }

        var before = Number(request.Query["before"].ToString());
        if (before is null && request.Query.ContainsKey("before"))
        {
            return Problems.Malformed("“before” is the number of a version.");
        }

        var most = request.Query.ContainsKey("most") ? Number(request.Query["most"].ToString()) ?? 0 : Usual;
        if (most is < 1 or > AccountHistory.MostAtOnce)
        {
            return Problems.Malformed($"“most” is a number from 1 to {AccountHistory.MostAtOnce}.");
        }

        var (versions, hasOlder) = await history.List(id, before, most, cancel);
        return Json(new HistoryAnswer([.. versions.Select(VersionAnswer.Of)], hasOlder ? versions[^1].Number : null), AnswersJson.Readable.HistoryAnswer);
    }

    /// <summary>A version, and what it changed.</summary>
    [Function("ReadVersion")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{version}")] HttpRequest request, string account, string version, CancellationToken cancel) =>
        AccountId.TryParse(account, out var id) && Number(version) is { } number ? await Changes(id, number, number - 1, cancel) : Problems.NotFound();

    /// <summary>The whole account as it was, in canonical form.</summary>
    [Function("ReadVersionConfiguration")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Configuration([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{version}/config")] HttpRequest request, string account, string version, CancellationToken cancel) =>
        AccountId.TryParse(account, out var id) && Number(version) is { } number && await history.Find(id, number, cancel) is var (_, document)
            ? Results.Bytes(AccountText.Write(document), "application/json")
            : Problems.NotFound();

    /// <summary>What a version has different from another one, <c>since</c>, which may also be the newer of the two.</summary>
    [Function("CompareVersions")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Compare([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{version}/changes")] HttpRequest request, string account, string version, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || Number(version) is not { } number)
        {
            return Problems.NotFound();
        }

        return Number(request.Query["since"].ToString()) is { } since and > 0 ? await Changes(id, number, since, cancel) : Problems.Malformed("“since” is the number of a version.");
    }

    /// <summary>Takes back what a version changed and keeps what came later, as a new version; 409 names every place that was changed again since.</summary>
    [Function("UndoVersion")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Undo([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/{version}/undo")] HttpRequest request, string account, string version, CancellationToken cancel) =>
        Save(request, account, version, history.TakeBack, number => SaveRequest.Note(request, $"Version {number} is undone.") with { Undoes = number }, cancel);

    /// <summary>Brings a version back as it was, as a new version; PINs stay as they are now.</summary>
    [Function("RestoreVersion")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Restore([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/{version}/restore")] HttpRequest request, string account, string version, CancellationToken cancel) =>
        Save(request, account, version, history.Restore, number => SaveRequest.Note(request, $"Version {number} is back.") with { Restores = number }, cancel);

    private async Task<IResult> Save(
        HttpRequest request, string account, string version, Func<AccountId, int, CancellationToken, Task<Undoing?>> undo, Func<int, VersionNote> note, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || Number(version) is not { } number)
        {
            return Problems.NotFound();
        }

        if (SaveRequest.IsDryRun(request) is not { } isDryRun)
        {
            return SaveRequest.NoDryRun();
        }

        var (newest, refusal) = await SaveRequest.Newest(request, accounts, id, cancel);
        return refusal ?? await undo(id, number, cancel) switch
        {
            Undoing.Possible possible when isDryRun => SaveAnswers.Of(await accounts.Review(id, possible.Reading, SaveRequest.AcceptsBroken(request), cancel)),
            Undoing.Possible possible => SaveAnswers.Of(request, await accounts.Save(id, possible.Reading, newest?.Tag, note(number), cancel)),
            Undoing.Hindered hindered => Problems.Conflict($"Version {number} cannot be undone", hindered.Conflicts),
            Undoing.Nothing => Problems.NotNow($"The account is so already: nothing of version {number} is left to change. PINs are never changed by this."),
            _ => Problems.NotFound(),
        };
    }

    private async Task<IResult> Changes(AccountId account, int number, int since, CancellationToken cancel)
    {
        if (await history.Find(account, number, cancel) is not var (version, now))
        {
            return Problems.NotFound();
        }

        var before = await history.Find(account, since, cancel);
        if (before is null && since > 0)
        {
            return Problems.NotFound();
        }

        var effects = before is var (_, was) ? Effects.Between(was, now, version.At) : [];
        return Json(new VersionChanges(VersionAnswer.Of(version), before?.Version.Number, AccountText.Changes(before?.Document, now), EffectAnswer.Of(effects)), AnswersJson.Readable.VersionChanges);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IResult Json<T>(T answer, JsonTypeInfo<T> type) => Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, type), "application/json");
}
