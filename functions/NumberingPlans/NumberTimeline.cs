using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Explanations;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.NumberingPlans;

/// <summary>What is active when for a public number, and where it leads.</summary>
public sealed class NumberTimeline(AccountSaving accounts, TimeProvider time)
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(7);

    /// <summary>
    /// From <c>from</c> (now unless said) to <c>to</c> (seven days later unless said), at most 400 days: stretches of time in order, each with scheme, plan, reason and the extension that the number
    /// leads to. Times without a distance from UTC are those of the account's clock.
    /// </summary>
    [Function("ReadTimeline")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/numbers/{number}/timeline")] HttpRequest request, string account, string number, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || !PhoneNumber.TryParse(number, out var dialled) || await accounts.Load(id, cancel) is not var (document, _))
        {
            return Problems.NotFound();
        }

        var configuration = new DocumentConfiguration(document);
        if (!configuration.Owns(dialled))
        {
            return Problems.NotFound();
        }

        var problems = new List<Problem>();
        var from = Instant(request, "from", document.Account.TimeZone, problems) ?? time.GetUtcNow();
        var to = Instant(request, "to", document.Account.TimeZone, problems) ?? from + Usual;
        if (problems.Count == 0 && to <= from)
        {
            problems.Add(new Problem("/to", "The end is after the start."));
        }
        else if (problems.Count == 0 && to - from > Timeline.Longest)
        {
            problems.Add(new Problem("/to", $"At most {Timeline.Longest.Days} days are drawn at once."));
        }

        if (problems.Count > 0)
        {
            return Problems.Invalid("The timeline cannot be drawn", problems);
        }

        var answer = new TimelineAnswer(dialled, from, to, [.. Timeline.Of(dialled, configuration, from, to).Select(StretchAnswer.Of)]);
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, PlanAnswersJson.Readable.TimelineAnswer), "application/json");
    }

    private static DateTimeOffset? Instant(HttpRequest request, string name, string zone, List<Problem> problems)
    {
        if (!request.Query.TryGetValue(name, out var text))
        {
            return null;
        }

        if (PointInTime.TryParse(text, out var point))
        {
            return point.In(zone);
        }

        problems.Add(new Problem("/" + name, PointInTime.Expected));
        return null;
    }
}
