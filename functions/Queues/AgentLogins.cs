using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;
using Pbx.Domain.UserGroups;
using Pbx.Domain.Users;
using Pbx.Engine.Configurations;
using Pbx.Engine.Floors;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Queues;

/// <summary>
/// Agents log in to queues and out of them in a client (QUE-093), supervisors and administrators do it for others (QUE-107, QUE-109), and agents end their cool-down (QUE-175). What is so already is
/// answered in the same way, and changes nothing.
/// </summary>
public sealed class AgentLogins(AccountConfigurations configurations, FloorDesk floors)
{
    private const string Route = "v1/accounts/{account}/queues/{queue}/agents/{agent}/login";

    /// <summary>Whether an agent is logged in, for the agent, supervisors and whoever may read the account (QUE-114).</summary>
    [Function("ReadAgentLogin")]
    [Requires(Caller.Person)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string queue, string agent, CancellationToken cancel)
    {
        var (asked, refusal) = await Ask(request, account, queue, agent, cancel);
        return asked is null ? refusal : await Answer(asked, cancel);
    }

    /// <summary>Logs an agent in: oneself, or as a supervisor or administrator somebody who might do so himself (QUE-111).</summary>
    [Function("LogAgentIn")]
    [Requires(Caller.Person)]
    public Task<IResult> LogIn([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string account, string queue, string agent, CancellationToken cancel) =>
        Log(request, account, queue, agent, isIn: true, cancel);

    /// <summary>Logs an agent out. The agent stays a member (QUE-072).</summary>
    [Function("LogAgentOut")]
    [Requires(Caller.Person)]
    public Task<IResult> LogOut([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request, string account, string queue, string agent, CancellationToken cancel) =>
        Log(request, account, queue, agent, isIn: false, cancel);

    /// <summary>Ends the cool-down of an agent in all queues: for the agent, and for administrators.</summary>
    [Function("EndCoolDown")]
    [Requires(Caller.Person)]
    public async Task<IResult> EndCoolDown(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/accounts/{account}/extensions/{extension}/cool-down")] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || !ExtensionNumber.TryParse(extension, out var number) || await configurations.Extension(id, number, cancel) is not { Config: UserConfig user })
        {
            return OwnExtension.NotThere(request);
        }

        if (!OwnExtension.MayChange(request, user))
        {
            return Problems.Forbidden();
        }

        await floors.Happened(id, EventId(), new FloorEvent.EndsCoolDown(number), cancel);
        return Results.NoContent();
    }

    private async Task<IResult> Log(HttpRequest request, string account, string queue, string agent, bool isIn, CancellationToken cancel)
    {
        var (asked, refusal) = await Ask(request, account, queue, agent, cancel);
        if (asked is null)
        {
            return refusal;
        }

        if (asked.Source is not { } source)
        {
            return Problems.Forbidden(); // who may only read
        }

        if (asked.Extension is null)
        {
            return OwnExtension.NotThere(request);
        }

        if (QueueLogin.Refusal(asked.Config, asked.Extension, asked.Settings, isIn) is { } why && !(isIn && (await AgentOf(asked, cancel)).State != AgentState.LoggedOut))
        {
            var because = QueueLogin.Because(why, asked.Queue, asked.Agent);
            return Problems.LoginRefused($"{because.Why} ({because.Rule}{(source == LoginSource.Supervisor ? ", QUE-111" : "")})");
        }

        await floors.Happened(asked.Account, EventId(), isIn ? new FloorEvent.LogsIn(asked.Queue, asked.Agent, source, asked.By) : new FloorEvent.LogsOut(asked.Queue, asked.Agent, source, asked.By), cancel);
        return await Answer(asked, cancel);
    }

    private async Task<(Asked? Asked, IResult Refusal)> Ask(HttpRequest request, string account, string queue, string agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || !ExtensionNumber.TryParse(queue, out var queueNumber) || !ExtensionNumber.TryParse(agent, out var agentNumber)
            || await configurations.Extension(id, queueNumber, cancel) is not { Config: QueueConfig config } || await configurations.Schedules(id, cancel) is not { Account: var settings })
        {
            return (null, OwnExtension.NotThere(request));
        }

        var person = request.HttpContext.Person();
        var extension = await configurations.Extension(id, agentNumber, cancel);
        var asked = new Asked(id, queueNumber, agentNumber, config, settings, extension, null, null);
        if (extension is { Config: UserConfig { Person: { } owner } } && owner == person.ObjectId)
        {
            return (asked with { Source = LoginSource.Client }, Results.Empty);
        }

        if (await Supervisor(id, person, config, settings, cancel) is { } supervisor)
        {
            return (asked with { Source = LoginSource.Supervisor, By = $"{supervisor.Number} ({supervisor.Name})" }, Results.Empty);
        }

        return person.MayCall(Caller.Administrator) ? (asked with { Source = LoginSource.Portal, By = person.ShownAs }, Results.Empty)
            : person.MayCall(Caller.Reader) ? (asked, Results.Empty)
            : (null, Problems.Forbidden());
    }

    // the extension by which a person controls or administers the queue; nothing: by none
    private async Task<Extension?> Supervisor(AccountId account, Person person, QueueConfig queue, AccountSettings settings, CancellationToken cancel) =>
        QueueSight.Owned(await configurations.Extensions(account, [.. UserGroup.MembersOf(settings, [.. queue.Supervisors, .. queue.AdministratorGroups])], cancel), person).FirstOrDefault();

    private async Task<IResult> Answer(Asked asked, CancellationToken cancel) =>
        Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(await AgentOf(asked, cancel), AgentLoginsJson.Readable.AgentLogin), "application/json");

    private async Task<AgentLogin> AgentOf(Asked asked, CancellationToken cancel) =>
        (await floors.View(asked.Account, [asked.Queue], cancel)).SelectMany(view => view.Agents).FirstOrDefault(one => one.Agent == asked.Agent) is { } agent
            ? new AgentLogin(asked.Queue, asked.Agent, agent.State, agent.IsSelfAdded, agent.Since, agent.RestUntil)
            : new AgentLogin(asked.Queue, asked.Agent, AgentState.LoggedOut, IsSelfAdded: false, null, null);

    private static string EventId() => $"client-{Guid.NewGuid():N}"; // asked again it is another event, which finds everything done

    // what is asked, and in which role; none: who asks may only look
    private sealed record Asked(AccountId Account, ExtensionNumber Queue, ExtensionNumber Agent, QueueConfig Config, AccountSettings Settings, Extension? Extension, LoginSource? Source, string? By);
}

/// <summary>An agent of a queue.</summary>
/// <param name="IsSelfAdded">Whether the agent is a member by logging in, and not by an administrator (QUE-073).</param>
/// <param name="Since">Of the last login; none: the agent is no member.</param>
/// <param name="CoolDownUntil">The end of the cool-down.</param>
internal sealed record AgentLogin(ExtensionNumber Queue, ExtensionNumber Agent, AgentState State, bool IsSelfAdded, DateTimeOffset? Since, DateTimeOffset? CoolDownUntil);

[JsonSerializable(typeof(AgentLogin))]
internal sealed partial class AgentLoginsJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static AgentLoginsJson Readable { get; } = new(ReadableJson.Options());
}
