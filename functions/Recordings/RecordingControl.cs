using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Recordings;
using Pbx.Engine.Calls;
using Pbx.Engine.Machines;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Recordings;

/// <summary>Starts, pauses, resumes and stops the recording of a conversation while it goes on (VMR-109).</summary>
public sealed class RecordingControl(CallDesk desk)
{
    private const string Route = "v1/accounts/{account}/calls/{call}/recording";
    private const long Largest = 4096;

    /// <summary>Whether a conversation is being recorded.</summary>
    [Function("ReadCallRecording")]
    [Requires(Caller.AccountRecordings)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string call, CancellationToken cancel) =>
        Key(account, call) is { } key && await desk.Look(key, cancel) is { } found ? Now(call, found) : Problems.NotFound();

    /// <summary>Asks for something: <c>{"wish": "start"}</c>, <c>pause</c>, <c>resume</c> or <c>stop</c>. What cannot be done now is answered 409, with the reason.</summary>
    [Function("ControlCallRecording")]
    [Requires(Caller.AccountRecordings)]
    public async Task<IResult> Ask([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string account, string call, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        RecordingWish wish;
        try
        {
            wish = JsonSerializer.Deserialize(body.Span, RecordingViewJson.Default.RecordingWished)?.Wish ?? throw new JsonException();
        }
        catch (JsonException)
        {
            return Problems.Invalid("The wish could not be read", [new Problem("/wish", "A wish is start, pause, resume or stop.")]);
        }

        if (Key(account, call) is not { } key || await desk.Look(key, cancel) is not { } before)
        {
            return Problems.NotFound();
        }

        if (Hindrance(before, wish) is { } hindrance)
        {
            return Problems.NotNow(hindrance);
        }

        await desk.Happened(key, $"recording-{Guid.NewGuid():N}", new CallEvent.RecordingAsked(wish, request.HttpContext.Person().ShownAs), cancel);
        return await desk.Look(key, cancel) is { } after ? Now(call, after) : Problems.NotFound();
    }

    private static string? Hindrance(Call call, RecordingWish wish) => (call.Phase, ConversationRecording.Current(call), wish) switch
    {
        (not Phase.Talking, _, _) => "Nobody talks in this call.",
        (Phase.Talking { Rights: null }, _, _) => "The user's calls may not be recorded.",
        (Phase.Talking { Notice: not null }, _, _) => "The notice is being played; the recording begins in a moment.",
        (_, { }, RecordingWish.Start) => "It is being recorded already.",
        (_, null, not RecordingWish.Start) => "It is not being recorded.",
        (_, { State: RecordingState.Paused }, RecordingWish.Pause) => "The recording is paused already.",
        (_, { State: RecordingState.Running }, RecordingWish.Resume) => "The recording is not paused.",
        (_, { Purpose: RecordingPurpose.Conversation { Automatic: true } }, RecordingWish.Stop) => "The user's setting records every call; the recording can be paused and not stopped.",
        _ => null,
    };

    private static IResult Now(string call, Call found) => Results.Bytes(
        JsonSerializer.SerializeToUtf8Bytes(new RecordingNow(call, ConversationRecording.Current(found)?.State), RecordingViewJson.Default.RecordingNow), "application/json");

    private static MachineKey? Key(string account, string call) => AccountId.TryParse(account, out var id) ? CallKind.KeyOf(id, call) : null;
}
