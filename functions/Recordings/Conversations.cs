using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;
using Pbx.Domain.Recordings;
using Pbx.Domain.Users;
using Pbx.Engine.Configurations;
using Pbx.Engine.Recordings;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Recordings;

/// <summary>The recordings of conversations. Who has the role for the account hears and deletes all; who has the role for his own hears those of his extension (VMR-115); nobody else any (VMR-116).</summary>
public sealed class Conversations(AccountConfigurations accounts, IRecordings recordings, IRecordingFiles files, ILogger<Conversations> logger)
{
    private const string Route = "v1/accounts/{account}/recordings";

    /// <summary>The recordings, the newest first. <c>user</c>, <c>from</c> and <c>to</c> choose among them (VMR-118).</summary>
    [Function("ListRecordings")]
    [Requires(Caller.OwnRecordings)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id))
        {
            return Problems.NotFound();
        }

        if (RecordingFilter.Of(request.Query) is not { } filter)
        {
            return Problems.Malformed("“from” and “to” are instants such as 2026-11-21T10:00:00Z.");
        }

        var views = new List<RecordingView>();
        var open = new Dictionary<RecordingPurpose, bool>(); // a few users have many recordings: each is looked up once
        await foreach (var recording in recordings.List(id, Shelf.Conversations, cancel))
        {
            if (!filter.Matches(recording))
            {
                continue;
            }

            if (!open.TryGetValue(recording.Purpose, out var mayHear))
            {
                open[recording.Purpose] = mayHear = await MayHear(request, id, recording, cancel);
            }

            if (mayHear)
            {
                views.Add(RecordingView.Of(recording));
            }
        }

        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(new RecordingList(views), RecordingViewJson.Default.RecordingList), "application/json");
    }

    /// <summary>One recording.</summary>
    [Function("ReadRecording")]
    [Requires(Caller.OwnRecordings)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{recording}")] HttpRequest request, string account, string recording, CancellationToken cancel) =>
        await Find(request, account, recording, cancel) is { } found
            ? Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(RecordingView.Of(found), RecordingViewJson.Default.RecordingView), "application/json")
            : Problems.NotFound();

    /// <summary>The audio, all of it or a range.</summary>
    [Function("HearRecording")]
    [Requires(Caller.OwnRecordings)]
    public async Task<IResult> Hear([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{recording}/audio")] HttpRequest request, string account, string recording, CancellationToken cancel) =>
        await Find(request, account, recording, cancel) is { } found ? await RecordingAudio.Of(found, files, cancel) : Problems.NotFound();

    /// <summary>Deletes a recording for good, with its file (VMR-127).</summary>
    [Function("DeleteRecording")]
    [Requires(Caller.AccountRecordings)]
    public async Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{recording}")] HttpRequest request, string account, string recording, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await Find(request, account, recording, cancel) is not { } found)
        {
            return Problems.NotFound();
        }

        await (found.File.Length > 0 ? files.Delete(found.File, cancel) : Task.CompletedTask);
        await recordings.Remove(found, cancel);
        Log.Deleted(logger, request.HttpContext.Person().ShownAs, found.Id, account, found.At);
        return Results.NoContent();
    }

    private async Task<Recording?> Find(HttpRequest request, string account, string recording, CancellationToken cancel) =>
        AccountId.TryParse(account, out var id) && await recordings.Find(id, Shelf.Conversations, recording, cancel) is { } found && await MayHear(request, id, found, cancel) ? found : null;

    private async Task<bool> MayHear(HttpRequest request, AccountId account, Recording recording, CancellationToken cancel)
    {
        var person = request.HttpContext.Person();
        return person.HearsEverybody
            || (recording.Purpose is RecordingPurpose.Conversation { User: var user }
                && (await accounts.Extension(account, user, cancel))?.Config is UserConfig { Person: { } owner }
                && owner == person.ObjectId);
    }
}
