using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;
using Pbx.Engine.NumberingPlans;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.NumberingPlans;

/// <summary>
/// Which plan is in force in each scheme, how it became so and until when (NPL-101), for those who watch: who sends what it knows is answered as soon as that changes (NPL-103). For
/// readers, and for a person whose extension has the right “time configuration” (NPL-138).
/// </summary>
public sealed class ActiveSchemes(ActivePlans plans, AccountSaving accounts)
{
    private const int LongestWait = 55;

    /// <summary>
    /// What is in force now. With <c>after</c>, the <c>version</c> of an earlier answer, only once something is different, or after <c>wait</c> seconds (25 unless said, 0 to 55), whatever comes first.
    /// A change by schedule is known beforehand by <c>nextChange</c>; one by hand is answered within 5 seconds.
    /// </summary>
    [Function("ReadActiveSchemes")]
    [Requires(Caller.Person)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/schemes/active")] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id))
        {
            return Problems.NotFound();
        }

        var person = request.HttpContext.Person();
        if (!person.MayCall(Caller.Reader) && !(await accounts.Load(id, cancel) is var (document, _) && TimeConfigurationRight.Has(person, document)))
        {
            return Problems.Forbidden();
        }

        var wait = 25;
        if (request.Query.TryGetValue("wait", out var seconds) && (!int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out wait) || wait > LongestWait))
        {
            return Problems.Malformed($"“wait” is a number of seconds from 0 to {LongestWait}.");
        }

        var now = request.Query["after"].ToString() is { Length: > 0 } known ? await plans.After(id, known, TimeSpan.FromSeconds(wait), cancel) : await plans.Now(id, cancel);
        if (now is null)
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(ActiveAnswer.Of(now), PlanAnswersJson.Readable.ActiveAnswer), "application/json");
    }
}
