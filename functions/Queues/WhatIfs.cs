using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Engine.Configurations;
using Pbx.Engine.QueueStatistics;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Queues;

/// <summary>What a past day of a queue would have been with other agents, another strategy or other times.</summary>
public sealed class WhatIfs(AccountConfigurations accounts, QueueStatisticsDesk desk, TimeProvider time)
{
    private const string Title = "The day cannot be replayed";

    /// <summary>Lets the callers of the day come again; the figures stand beside those of the day. Nothing is changed by it. For those who see the statistics.</summary>
    [Function("AskQueueWhatIf")]
    [Requires(Caller.Person)]
    public async Task<IResult> Ask([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{account}/queues/{queue}/what-if")] HttpRequest request, string account, string queue, CancellationToken cancel)
    {
        var (seen, refused) = await QueueSight.Of(accounts, request, account, queue, cancel);
        if (seen is null)
        {
            return refused;
        }

        if (!seen.All)
        {
            return Problems.Forbidden();
        }

        var (wish, refusal) = await AccountEditing.Read<WhatIfQuestion>(request, cancel);
        if (wish is null)
        {
            return refusal;
        }

        var problems = wish.Problems.Concat(wish.Value.Check(seen.Settings.TimeZone, time.GetUtcNow()).Select(wish.AsWritten).OfType<Domain.Documents.Problem>()).ToList();
        if (problems.Count > 0)
        {
            return Problems.Invalid(Title, problems);
        }

        var (was, supposed) = await desk.WhatIf(seen.Account, seen.Queue, seen.Config, wish.Value, seen.Settings.TimeZone, cancel);
        var answer = WhatIfAnswer.Of(seen.Queue, wish.Value.Date.Value, was, supposed);
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, StatisticsAnswersJson.Readable.WhatIfAnswer), "application/json");
    }
}

/// <summary>A day as it was and as it would have been.</summary>
internal sealed record WhatIfAnswer(ExtensionNumber Queue, string Date, TargetAnswer Target, PartAnswer Was, PartAnswer WouldBe, IReadOnlyList<WhatIfHour> Hours)
{
    public static WhatIfAnswer Of(ExtensionNumber queue, string date, QueueReport was, QueueReport supposed) => new(
        queue,
        date,
        new TargetAnswer(was.Target.Seconds, was.Target.Percent, was.Target.ShortAbandon),
        PartAnswer.Of(was, was.Whole),
        PartAnswer.Of(supposed, supposed.Whole),
        [.. was.Groups.Zip(supposed.Groups, (one, other) => new WhatIfHour(PartAnswer.Of(was, one), PartAnswer.Of(supposed, other)))]);
}

/// <summary>An hour of it.</summary>
internal sealed record WhatIfHour(PartAnswer Was, PartAnswer WouldBe);
