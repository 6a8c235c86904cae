using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Domain.UserGroups;
using Pbx.Engine.Configurations;
using Pbx.Engine.Floors;
using Pbx.Engine.QueueStatistics;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Queues;

/// <summary>
/// Queues as they are now. Who supervises or administers a queue, or may read the account, sees who waits and what the agents do (QUE-113); every other user how many wait and the own login (QUE-114), of
/// open queues and of closed ones that he is a member of (QUE-082, QUE-083).
/// </summary>
public sealed class LiveQueues(AccountConfigurations accounts, FloorDesk floors, QueueStatisticsDesk statistics, FloorWatch watch, TimeProvider time, IHostApplicationLifetime app)
{
    /// <summary>The queues that who asks is shown, by number.</summary>
    [Function("ListQueues")]
    [Requires(Caller.Person)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/queues")] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || await accounts.Schedules(id, cancel) is not { Account: var settings })
        {
            return OwnExtension.NotThere(request);
        }

        var person = request.HttpContext.Person();
        var extensions = await accounts.Extensions(id, null, cancel);
        var own = QueueSight.Owned(extensions, person).Select(extension => extension.Number).ToList();
        if (own.Count == 0 && !person.MayCall(Caller.Reader))
        {
            return Problems.Forbidden();
        }

        var queues = extensions.Where(extension => extension.Config is QueueConfig).ToDictionary(extension => extension.Number);
        List<QueueGlimpse> shown = [];
        foreach (var view in await floors.View(id, queues.Keys, cancel))
        {
            if (queues[view.Queue] is { Config: QueueConfig config } queue && (person.MayCall(Caller.Reader) || IsShown(config, settings, view, own)))
            {
                shown.Add(QueueGlimpse.Of(queue, config, view, own));
            }
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Json(new QueueList([.. shown.OrderBy(one => one.Queue.Value, StringComparer.Ordinal)]), LiveAnswersJson.Readable.QueueList);
    }

    /// <summary>
    /// A queue as it is now, with the figures of today (<c>targetSeconds</c>, <c>targetPercent</c> and <c>shortAbandonSeconds</c> as for the statistics). With <c>Accept: text/event-stream</c> it is told
    /// again each time that something has changed, at most 2 s after that, for some minutes; who then asks again sends <c>Last-Event-ID</c>.
    /// </summary>
    [Function("ReadQueueLive")]
    [Requires(Caller.Person)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/queues/{queue}/live")] HttpRequest request, string account, string queue, CancellationToken cancel)
    {
        var (seen, refusal) = await QueueSight.Of(accounts, request, account, queue, cancel);
        if (seen is null)
        {
            return refusal;
        }

        var (question, problems) = StatisticsQuestion.Of(request, seen.Settings.TimeZone, time.GetUtcNow());
        if (question is null)
        {
            return Problems.Invalid("The queue cannot be shown", problems);
        }

        var own = seen.All ? [] : QueueSight.Owned(await accounts.Extensions(seen.Account, null, cancel), request.HttpContext.Person()).Select(extension => extension.Number).ToList();
        if (!seen.All && (own.Count == 0 || (await floors.View(seen.Account, [seen.Queue], cancel)) is not [var view] || !IsShown(seen.Config, seen.Settings, view, own)))
        {
            return OwnExtension.NotThere(request);
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        if (LiveStream.IsWanted(request))
        {
            return new LiveStream(watch, seen.Account, Shown, time, app.ApplicationStopping);
        }

        return await Shown(null, cancel) is { } now ? Results.Bytes(now.Content, "application/json") : Problems.NotFound();

        Task<LiveText?> Shown(FloorWatcher? watcher, CancellationToken cancel) => seen.All
            ? watcher is null ? Whole(seen, question.Target, cancel) : watcher.See($"{seen.Queue}|{question.Target}", () => Whole(seen, question.Target, CancellationToken.None))
            : Glimpse(seen, own, cancel);
    }

    private static bool IsShown(QueueConfig config, AccountSettings settings, QueueView view, List<ExtensionNumber> own) =>
        !config.IsClosed || own.Exists(user => view.Agents.Any(agent => agent.Agent == user) || UserGroup.MembersOf(settings, config.UserGroups).Contains(user) || QueueLogin.ControlsOthers(config, user, settings));

    private static IResult Json<T>(T answer, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, type), "application/json");

    // The queue and the account are read anew: they may be saved while somebody watches.
    private async Task<LiveText?> Whole(QueueSight asked, ServiceTarget target, CancellationToken cancel)
    {
        var views = await floors.View(asked.Account, [asked.Queue], cancel);
        if (views is not [var view] || await accounts.Extensions(asked.Account, [asked.Queue, .. view.Agents.Select(agent => agent.Agent)], cancel) is not { } extensions
            || extensions.FirstOrDefault(extension => extension.Number == asked.Queue) is not { Config: QueueConfig config, Name: var name })
        {
            return null;
        }

        var now = time.GetUtcNow();
        var today = await statistics.Report(asked.Account, asked.Queue, StatisticsPeriod.DayOf(now, asked.Settings.TimeZone), target, now, cancel);
        var answer = LiveAnswer.Of(asked with { Config = config, Name = name }, view, extensions.ToDictionary(extension => extension.Number, extension => extension.Name), today, now);
        return LiveText.Of(answer, answer.WithoutTime(), LiveAnswersJson.Readable.LiveAnswer);
    }

    private async Task<LiveText?> Glimpse(QueueSight asked, List<ExtensionNumber> own, CancellationToken cancel) =>
        await floors.View(asked.Account, [asked.Queue], cancel) is [var view] && await accounts.Extension(asked.Account, asked.Queue, cancel) is { Config: QueueConfig config } queue
        && QueueGlimpse.Of(queue, config, view, own) is var glimpse
            ? LiveText.Of(glimpse, glimpse, LiveAnswersJson.Readable.QueueGlimpse)
            : null;
}

/// <summary>What is shown of a queue, written.</summary>
/// <param name="Id">Another one when something else than the time has changed, the same in every process.</param>
internal sealed record LiveText(string Id, byte[] Content)
{
    public static LiveText Of<T>(T answer, T withoutTime, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        new(Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(withoutTime, type)).AsSpan(0, 8)), JsonSerializer.SerializeToUtf8Bytes(answer, type));
}
