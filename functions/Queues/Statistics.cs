using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Domain.UserGroups;
using Pbx.Domain.Users;
using Pbx.Engine.Configurations;
using Pbx.Engine.QueueStatistics;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Queues;

/// <summary>
/// The statistics of a queue (QUE-458). Whoever may read the account sees all, and so do the users of the groups that supervise or administer the queue; an agent sees his own row of the agents (QUE-484).
/// </summary>
public sealed class Statistics(AccountConfigurations accounts, QueueStatisticsDesk desk, TimeProvider time)
{
    private const string Route = "v1/accounts/{account}/queues/{queue}/statistics";

    /// <summary>
    /// Call duration, waiting time and performance. <c>from</c> and <c>to</c>: today unless said; <c>targetSeconds</c> 1 to 600, <c>targetPercent</c>, <c>shortAbandonSeconds</c> 0 to 60; <c>format=csv</c>
    /// or <c>Accept: text/csv</c> for a file.
    /// </summary>
    [Function("ReadQueueStatistics")]
    [Requires(Caller.Person)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string queue, CancellationToken cancel)
    {
        var (question, seen, refusal) = await Ask(request, account, queue, cancel);
        if (question is null || seen is null)
        {
            return refusal;
        }

        if (!seen.All)
        {
            return Problems.Forbidden();
        }

        var report = await Report(seen, question, cancel);
        return question.AsCsv
            ? Csv(ReportCsv.Write(report))
            : Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(StatisticsAnswer.Of(seen.Queue, report), StatisticsAnswersJson.Readable.StatisticsAnswer), "application/json");
    }

    /// <summary>The agents; asked for in the same way.</summary>
    [Function("ReadQueueAgentStatistics")]
    [Requires(Caller.Person)]
    public async Task<IResult> ReadAgents([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/agents")] HttpRequest request, string account, string queue, CancellationToken cancel)
    {
        var (question, seen, refusal) = await Ask(request, account, queue, cancel);
        if (question is null || seen is null)
        {
            return refusal;
        }

        if (!seen.All && seen.Own.Count == 0)
        {
            return Problems.Forbidden();
        }

        var report = seen.Only(await Report(seen, question, cancel));
        return question.AsCsv
            ? Csv(ReportCsv.WriteAgents(report))
            : Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(AgentsAnswer.Of(seen.Queue, report), StatisticsAnswersJson.Readable.AgentsAnswer), "application/json");
    }

    private static IResult Csv(string text) => Results.Text(text, "text/csv", Encoding.UTF8);

    private Task<QueueReport> Report(Seen seen, StatisticsQuestion question, CancellationToken cancel) =>
        desk.Report(seen.Account, seen.Queue, question.Period, question.Target, time.GetUtcNow(), cancel);

    private async Task<(StatisticsQuestion? Question, Seen? Seen, IResult Refusal)> Ask(HttpRequest request, string account, string queue, CancellationToken cancel)
    {
        if (!AccountId.TryParse(account, out var id) || !ExtensionNumber.TryParse(queue, out var number)
            || await accounts.Extension(id, number, cancel) is not { Config: QueueConfig config } || await accounts.Schedules(id, cancel) is not { } schedules)
        {
            return (null, null, OwnExtension.NotThere(request));
        }

        var seen = await See(request, id, number, config, schedules.Account, cancel);
        var (question, problems) = StatisticsQuestion.Of(request, schedules.Account.TimeZone, time.GetUtcNow());
        return (question, seen, Problems.Invalid("The statistics cannot be told", problems));
    }

    private async Task<Seen> See(HttpRequest request, AccountId account, ExtensionNumber queue, QueueConfig config, AccountSettings settings, CancellationToken cancel)
    {
        var person = request.HttpContext.Person();
        if (person.MayCall(Caller.Reader))
        {
            return new Seen(account, queue, true, []);
        }

        foreach (var one in UserGroup.MembersOf(settings, [.. config.Supervisors, .. config.AdministratorGroups]))
        {
            if (await IsOf(account, one, person, cancel))
            {
                return new Seen(account, queue, true, []);
            }
        }

        var own = new List<ExtensionNumber>();
        foreach (var one in config.Members.Select(member => member.Agent).Concat(UserGroup.MembersOf(settings, config.UserGroups)).Distinct())
        {
            if (await IsOf(account, one, person, cancel))
            {
                own.Add(one);
            }
        }

        return new Seen(account, queue, false, own);
    }

    private async Task<bool> IsOf(AccountId account, ExtensionNumber user, Person person, CancellationToken cancel) =>
        await accounts.Extension(account, user, cancel) is { Config: UserConfig { Person: { } owner } } && owner == person.ObjectId;

    // what of a queue who asks may see: all, or the rows of the own extensions
    private sealed record Seen(AccountId Account, ExtensionNumber Queue, bool All, IReadOnlyCollection<ExtensionNumber> Own)
    {
        public QueueReport Only(QueueReport report) => All ? report : report with { Whole = Only(report.Whole), Groups = [.. report.Groups.Select(Only)] };

        private ReportPart Only(ReportPart part) => part with { Agents = [.. part.Agents.Where(agent => Own.Contains(agent.Agent))] };
    }
}
