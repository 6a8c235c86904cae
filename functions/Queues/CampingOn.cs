using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.PersonalQueues;
using Pbx.Domain.Queues;
using Pbx.Domain.UserGroups;
using Pbx.Domain.Users;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Engine.Notifications;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Queues;

/// <summary>Receptionists camp calls on users who are busy, and take them back (QUE-363 to QUE-372).</summary>
public sealed class CampingOn(CallDesk desk, AccountConfigurations configurations, NotificationDesk notifications)
{
    private const string Route = "v1/accounts/{account}/calls/{call}/";
    private const long Largest = 4096;

    /// <summary>
    /// Lets a call wait for a user: <c>{"user": "205"}</c>. For the receptionist who talks to the caller, for supervisors of the attendant group and for administrators. 409 says why the receptionist keeps the
    /// call (QUE-372); 202, that it is not decided yet.
    /// </summary>
    [Function("CampOn")]
    [Requires(Caller.Person)]
    public async Task<IResult> CampOn([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "camp-on")] HttpRequest request, string account, string call, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!AccountId.TryParse(account, out var id) || CallKind.KeyOf(id, call) is not { } key || await desk.Look(key, cancel) is not { } before)
        {
            return OwnExtension.NotThere(request);
        }

        var group = CampOns.GroupOf(before) is { } number ? await configurations.Extension(id, number, cancel) : null;
        if (!await MayCamp(request, id, before, group, cancel))
        {
            return Problems.Forbidden();
        }

        if (Read(body) is not { } user)
        {
            return Problems.Invalid("The wish could not be read", [new Problem("/user", "The extension of a user is expected here, such as 205.")]);
        }

        if (CampOns.Hindrance(before, group, user, await configurations.Extension(id, user, cancel)) is { } hindrance)
        {
            return hindrance.Pointer.Length > 0 ? Problems.Invalid("The call cannot be camped on this extension", [hindrance]) : Problems.NotNow(hindrance.Message);
        }

        await desk.Happened(key, $"camp-on-{Guid.NewGuid():N}", new CallEvent.CampOnAsked(user, request.HttpContext.Person().ShownAs), cancel);
        return (await desk.Look(key, cancel))?.Phase switch
        {
            Phase.Talking { CampOn: { Refused: not null } } => Problems.NotNow($"All places of the personal queue of {user} are taken. (QUE-372)"),
            Phase.Talking { CampOn: { } } => Answer(call, user, StatusCodes.Status202Accepted),
            _ => Answer(call, user, StatusCodes.Status200OK),
        };
    }

    /// <summary>Takes a call back that waits for a user, for a receptionist who was notified of it or who had camped it: the receptionist's phone rings (QUE-369).</summary>
    [Function("TakeBack")]
    [Requires(Caller.Person)]
    public async Task<IResult> TakeBack([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "take-back")] HttpRequest request, string account, string call, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || CallKind.KeyOf(id, call) is not { } key || await desk.Look(key, cancel) is not { } before)
        {
            return OwnExtension.NotThere(request);
        }

        if (before.Trail.CampOn is not { TakenBackBy: null } camped)
        {
            return request.HttpContext.Person().MayCall(Caller.Reader) || await Takes(request, id, key, before, cancel) is not null ? NotWaiting() : Problems.Forbidden();
        }

        if (await Takes(request, id, key, before, cancel) is not { } by)
        {
            return Problems.Forbidden();
        }

        await desk.Happened(key, $"take-back-{Guid.NewGuid():N}", new CallEvent.TakeBackAsked(by), cancel);
        return await desk.Look(key, cancel) is { } after ? after switch
        {
            { Phase: Phase.InExtension { State.State: QueueState.TakingBack taking } } => taking.By == by ? Answer(call, camped.User, StatusCodes.Status202Accepted) : Problems.NotNow($"{taking.By} takes the call back already."),
            { Trail.CampOn: { TakenBackBy: null } } => Problems.NotNow($"Extension {by} has no phone that can be rung now."),
            _ => NotWaiting(),
        } : Problems.NotFound();
    }

    private static IResult NotWaiting() => Problems.NotNow("The call does not wait for a user.");

    private async Task<bool> MayCamp(HttpRequest request, AccountId account, Call call, Extension? group, CancellationToken cancel)
    {
        var person = request.HttpContext.Person();
        if (person.MayCall(Caller.Administrator))
        {
            return true;
        }

        if (group is not { Config: QueueConfig config } || CampOns.ReceptionistOf(call) is not { } receptionist || await configurations.Schedules(account, cancel) is not { Account: var settings })
        {
            return false;
        }

        var allowed = await configurations.Extensions(account, [receptionist, .. UserGroup.MembersOf(settings, [.. config.Supervisors, .. config.AdministratorGroups])], cancel);
        return QueueSight.Owned(allowed, person).Any();
    }

    // the own extension that had camped the call or was notified of it
    private async Task<ExtensionNumber?> Takes(HttpRequest request, AccountId account, MachineKey call, Call state, CancellationToken cancel)
    {
        foreach (var own in QueueSight.Owned(await configurations.Extensions(account, null, cancel), request.HttpContext.Person()))
        {
            if (own.Number == state.Trail.CampOn?.Receptionist || (await notifications.Of(account, own.Number, cancel)).Any(one => one.Call == call.Id))
            {
                return own.Number;
            }
        }

        return null;
    }

    private static ExtensionNumber? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return ExtensionNumber.TryParse(JsonSerializer.Deserialize(body.Span, CampingOnJson.Default.CampOnAsked)?.User, out var user) ? user : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Answer(string call, ExtensionNumber user, int status) => Results.Json(new CampedOnUser(call, user), CampingOnJson.Default.CampedOnUser, statusCode: status);
}

internal sealed record CampOnAsked(string User);

/// <summary>The call, and the user for whom it waits.</summary>
internal sealed record CampedOnUser(string Call, ExtensionNumber User);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CampOnAsked))]
[JsonSerializable(typeof(CampedOnUser))]
internal sealed partial class CampingOnJson : JsonSerializerContext;
