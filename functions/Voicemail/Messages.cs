using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Voicemail;
using Pbx.Engine.Configurations;
using Pbx.Engine.Recordings;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;
using Pbx.Functions.Recordings;

namespace Pbx.Functions.Voicemail;

/// <summary>The messages of a mailbox (VMR-074): listed, heard, marked, deleted, and for a day had back (VMR-060).</summary>
public sealed class Messages(AccountConfigurations accounts, IRecordings recordings, IRecordingFiles files, TimeProvider time)
{
    private const string Route = "v1/accounts/{account}/extensions/{extension}/messages";
    private const long Largest = 4096;

    /// <summary>The messages, the newest first, with how many are new; <c>deleted=true</c>: those that were deleted and can still be had back.</summary>
    [Function("ListMessages")]
    [Requires(Caller.Reader)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await Open(account, extension, cancel) is not var (id, box, _))
        {
            return Problems.NotFound();
        }

        var areDeleted = request.Query["deleted"] == "true";
        var views = new List<RecordingView>();
        await foreach (var message in recordings.List(id, box, cancel))
        {
            if (message.Deleted is not null == areDeleted)
            {
                views.Add(RecordingView.Of(message));
            }
        }

        return Json(new MessageList(views, views.Count(view => view.State == MessageState.New)), RecordingViewJson.Default.MessageList);
    }

    /// <summary>One message.</summary>
    [Function("ReadMessage")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{message}")] HttpRequest request, string account, string extension, string message, CancellationToken cancel) =>
        await Find(account, extension, message, cancel) is var (found, _) ? Json(RecordingView.Of(found), RecordingViewJson.Default.RecordingView) : Problems.NotFound();

    /// <summary>The audio, all of it or a range. Hearing it here leaves it new: whether it was heard to its end only the listener knows.</summary>
    [Function("HearMessage")]
    [Requires(Caller.Administrator)]
    public async Task<IResult> Hear([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{message}/audio")] HttpRequest request, string account, string extension, string message, CancellationToken cancel) =>
        await Find(account, extension, message, cancel) is var (found, _) ? await RecordingAudio.Of(found, files, cancel) : Problems.NotFound();

    /// <summary>Marks a message as <c>new</c> or <c>old</c>, or has a deleted one back (<c>"deleted": false</c>).</summary>
    [Function("ChangeMessage")]
    [Requires(Caller.Administrator)]
    public async Task<IResult> Change([HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Route + "/{message}")] HttpRequest request, string account, string extension, string message, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        MessageChange? change;
        try
        {
            change = JsonSerializer.Deserialize(body.Span, RecordingViewJson.Default.MessageChange);
        }
        catch (JsonException)
        {
            return Problems.Invalid("The change could not be read", [new Problem("", "“state” is new or old, and “deleted” is false.")]);
        }

        if (change is null or { State: null, Deleted: null } or { Deleted: true })
        {
            return Problems.Invalid("Nothing is changed by this", [new Problem("", "Say “state”: “new” or “old”, or “deleted”: false; a message is deleted by DELETE.")]);
        }

        if (await Find(account, extension, message, cancel) is not var (found, box))
        {
            return Problems.NotFound();
        }

        var changed = await recordings.Change(found.Account, found.Shelf, found.Id, one => Changed(one, change, box), cancel);
        return changed is null ? Problems.NotFound() : Json(RecordingView.Of(changed), RecordingViewJson.Default.RecordingView);
    }

    /// <summary>Deletes a message; within a day it can be had back.</summary>
    [Function("DeleteMessage")]
    [Requires(Caller.Administrator)]
    public async Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{message}")] HttpRequest request, string account, string extension, string message, CancellationToken cancel)
    {
        if (await Find(account, extension, message, cancel) is not var (found, _))
        {
            return Problems.NotFound();
        }

        var now = time.GetUtcNow();
        return await recordings.Change(found.Account, found.Shelf, found.Id, one => one.DeletedAt(now), cancel) is null ? Problems.NotFound() : Results.NoContent();
    }

    private Recording Changed(Recording message, MessageChange change, Box box)
    {
        var changed = message with { Deleted = change.Deleted is false ? null : message.Deleted, Heard = Heard(message, change.State) };
        return changed with { Until = changed.Deleted is { } deleted ? deleted + Recording.HadBackWithin : changed.Heard is { } heard ? box.KeptUntil(heard) : null };
    }

    private DateTimeOffset? Heard(Recording message, MessageState? state) => state switch
    {
        MessageState.New => null,
        MessageState.Old => message.Heard ?? time.GetUtcNow(),
        _ => message.Heard,
    };

    private async Task<(AccountId Account, Shelf Shelf, Box Box)?> Open(string account, string extension, CancellationToken cancel) =>
        AccountId.TryParse(account, out var id) && ExtensionNumber.TryParse(extension, out var number) && Box.Of(await accounts.Extension(id, number, cancel), default) is { Kind: not BoxKind.Personal } box // a user's own is nobody else's (VMR-006)
            ? (id, Shelf.Box(number), box)
            : null;

    private async Task<(Recording Message, Box Box)?> Find(string account, string extension, string message, CancellationToken cancel) =>
        await Open(account, extension, cancel) is var (id, shelf, box) && await recordings.Find(id, shelf, message, cancel) is { } found ? (found, box) : null;

    private static IResult Json<T>(T view, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(view, type), "application/json");
}
