using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Users;
using Pbx.Engine.Configurations;
using Pbx.Engine.Floors;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Queues;

/// <summary>
/// What a user is doing, as far as queues ask (QUE-048, QUE-050): told by clients of the user, by administrators, and by programs that keep it in step with another system. Calls to the user himself are
/// not held back by it.
/// </summary>
public sealed class AgentPresence(AccountConfigurations configurations, FloorDesk floors)
{
    private const string Route = "v1/accounts/{account}/extensions/{extension}/presence";
    private const long Largest = 4096;

    /// <summary>What was told last; available, when nothing was.</summary>
    [Function("ReadPresence")]
    [Requires(Caller.Person)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await Find(account, extension, cancel) is not var (id, number, user) ? OwnExtension.NotThere(request)
            : OwnExtension.MaySee(request, user) ? await Answer(id, number, cancel)
            : Problems.Forbidden();
    }

    /// <summary>Tells it, {"presence": "busy"}; what rings goes on ringing (QUE-196).</summary>
    [Function("TellPresence")]
    [Requires(Caller.Person)]
    public async Task<IResult> Tell([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (body, refusal) = await RequestBody.Read(request, Largest, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await Find(account, extension, cancel) is not var (id, number, user))
        {
            return OwnExtension.NotThere(request);
        }

        if (!OwnExtension.MayChange(request, user))
        {
            return Problems.Forbidden();
        }

        if (Wish(body) is not { } presence)
        {
            return Problems.Invalid("The presence stays as it is", [new Problem("/presence", "\"available\", \"busy\" or \"do-not-disturb\" is expected here.")]);
        }

        await floors.Happened(id, $"client-{Guid.NewGuid():N}", new FloorEvent.PresenceChanged(number, presence), cancel);
        return await Answer(id, number, cancel);
    }

    private async Task<(AccountId Account, ExtensionNumber Number, UserConfig User)?> Find(string account, string extension, CancellationToken cancel) =>
        AccountId.TryParse(account, out var id) && ExtensionNumber.TryParse(extension, out var number) && await configurations.Extension(id, number, cancel) is { Config: UserConfig user } ? (id, number, user) : null;

    private static Presence? Wish(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, AgentPresenceJson.Readable.ToldPresence)?.Presence;
        }
        catch (JsonException)
        {
            return null; // the answer says what is expected
        }
    }

    private async Task<IResult> Answer(AccountId account, ExtensionNumber number, CancellationToken cancel) => Results.Bytes(
        JsonSerializer.SerializeToUtf8Bytes(new ToldPresence((await floors.Look(account, cancel))?.PresenceOf(number) ?? Presence.Available), AgentPresenceJson.Readable.ToldPresence), "application/json");
}

/// <summary>What a user is doing.</summary>
internal sealed record ToldPresence(Presence? Presence);

[JsonSerializable(typeof(ToldPresence))]
internal sealed partial class AgentPresenceJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static AgentPresenceJson Readable { get; } = new(ReadableJson.Options());
}
