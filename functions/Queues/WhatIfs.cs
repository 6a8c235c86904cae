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

    /// <summary>Lets the callers of the day come again; the figures stand beside those of the day. Nothing is changed by it.</summary>
    [Function("AskQueueWhatIf")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Ask([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{account}/queues/{queue}/what-if")] HttpRequest request, string account, string queue, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || !ExtensionNumber.TryParse(queue, out var number)
            || await accounts.Extension(id, number, cancel) is not { Config: QueueConfig config } || await accounts.Schedules(id, cancel) is not { Account.TimeZone: var zone })
        {
            return Problems.NotFound();
        }

        var (wish, refusal) = await AccountEditing.Read<WhatIfQuestion>(request, cancel);
        if (wish is null)
        {
            return refusal;
        }

        var problems = wish.Problems.Concat(wish.Value.Check(zone, time.GetUtcNow()).Select(wish.AsWritten).OfType<Domain.Documents.Problem>()).ToList();
        if (problems.Count > 0)
        {
            return Problems.Invalid(Title, problems);
        }

        var (was, supposed) = await desk.WhatIf(id, number, config, wish.Value, zone, time.GetUtcNow(), cancel);
        var answer = new WhatIfAnswer(number, wish.Value.Date.Value, new TargetAnswer(was.Target.Seconds, was.Target.Percent, was.Target.ShortAbandon), PartAnswer.Of(was, was.Whole), PartAnswer.Of(supposed, supposed.Whole), [.. was.Groups.Zip(supposed.Groups, (one, other) => new WhatIfHour(PartAnswer.Of(was, one), PartAnswer.Of(supposed, other)))]);
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, StatisticsAnswersJson.Readable.WhatIfAnswer), "application/json");
    }
}

/// <summary>A day as it was and as it would have been.</summary>
internal sealed record WhatIfAnswer(ExtensionNumber Queue, string Date, TargetAnswer Target, PartAnswer Was, PartAnswer WouldBe, IReadOnlyList<WhatIfHour> Hours);

/// <summary>An hour of it.</summary>
internal sealed record WhatIfHour(PartAnswer Was, PartAnswer WouldBe);
