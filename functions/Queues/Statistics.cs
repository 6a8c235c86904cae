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

        var report = Only(seen, await Report(seen, question, cancel));
        return question.AsCsv
            ? Csv(ReportCsv.WriteAgents(report))
            : Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(AgentsAnswer.Of(seen.Queue, report), StatisticsAnswersJson.Readable.AgentsAnswer), "application/json");
    }

    private static IResult Csv(string text) => Results.Text(text, "text/csv", Encoding.UTF8);

    private Task<QueueReport> Report(QueueSight seen, StatisticsQuestion question, CancellationToken cancel) =>
        desk.Report(seen.Account, seen.Queue, question.Period, question.Target, time.GetUtcNow(), cancel);

    private async Task<(StatisticsQuestion? Question, QueueSight? Seen, IResult Refusal)> Ask(HttpRequest request, string account, string queue, CancellationToken cancel)
    {
        var (seen, refusal) = await QueueSight.Of(accounts, request, account, queue, cancel);
        if (seen is null)
        {
            return (null, null, refusal);
        }

        var (question, problems) = StatisticsQuestion.Of(request, seen.Settings.TimeZone, time.GetUtcNow());
        return (question, seen, Problems.Invalid("The statistics cannot be told", problems));
    }

    private static QueueReport Only(QueueSight seen, QueueReport report)
    {
        return seen.All ? report : report with { Whole = Own(report.Whole), Groups = [.. report.Groups.Select(Own)] };

        ReportPart Own(ReportPart part) => part with { Agents = [.. part.Agents.Where(agent => seen.Own.Contains(agent.Agent))] };
    }
}
