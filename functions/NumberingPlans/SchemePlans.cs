using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.NumberingPlans.Editing;
using Pbx.Domain.Numbers;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.NumberingPlans;

/// <summary>The plans of a scheme and their links (NPL-016 to NPL-041). Every number from 1 to 99 is a plan; one that nobody has named or linked is empty.</summary>
public sealed class SchemePlans(AccountSaving accounts, AccountEditing editing, TimeProvider time)
{
    private const string Route = "v1/accounts/{account}/schemes/{scheme}/plans";
    private const string OnePlan = Route + "/{plan}";

    /// <summary>The plans that have a name or links.</summary>
    [Function("ListPlans")]
    [Requires(Caller.Reader)]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, string scheme, CancellationToken cancel) =>
        SchemeReading.Answer(
            accounts,
            request,
            account,
            scheme,
            SchemeJson.Readable.PlanList,
            (stored, found) => Task.FromResult<PlanList?>(new PlanList(SchemeView.Of(stored, found, time.GetUtcNow()).Plans)),
            cancel);

    /// <summary>A plan with its links; an empty one says so (NPL-017).</summary>
    [Function("ReadPlan")]
    [Requires(Caller.Reader)]
    public Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OnePlan)] HttpRequest request, string account, string scheme, string plan, CancellationToken cancel) =>
        SchemeReading.Answer(accounts, request, account, scheme, SchemeJson.Readable.PlanView, (stored, found) => View(account, stored, found, SchemeReading.Number(plan), cancel), cancel);

    /// <summary>Names a plan, which makes it if it is empty.</summary>
    [Function("NamePlan")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Name([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = OnePlan)] HttpRequest request, string account, string scheme, string plan, CancellationToken cancel) =>
        editing.Save<PlanWish>(request, account, (document, wish, _) => PlanEdits.Name(document, SchemeReading.Number(scheme), SchemeReading.Number(plan), wish), cancel);

    /// <summary>Empties a plan, while nothing uses it.</summary>
    [Function("EmptyPlan")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Empty([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = OnePlan)] HttpRequest request, string account, string scheme, string plan, CancellationToken cancel) =>
        editing.Save(request, account, (document, _) => PlanEdits.Empty(document, SchemeReading.Number(scheme), SchemeReading.Number(plan)), cancel);

    /// <summary>Copies the links of a plan to another one.</summary>
    [Function("CopyPlan")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Copy([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OnePlan + "/copy")] HttpRequest request, string account, string scheme, string plan, CancellationToken cancel) =>
        editing.Save<PlanCopy>(request, account, (document, wish, _) => PlanEdits.Copy(document, SchemeReading.Number(scheme), SchemeReading.Number(plan), wish), cancel);

    /// <summary>Links a block of consecutive numbers.</summary>
    [Function("LinkBlock")]
    [Requires(Caller.Administrator)]
    public Task<IResult> LinkBlock([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OnePlan + "/links")] HttpRequest request, string account, string scheme, string plan, CancellationToken cancel) =>
        editing.Save<LinkBlock>(request, account, (document, wish, _) => LinkEdits.PutBlock(document, SchemeReading.Number(scheme), SchemeReading.Number(plan), wish), cancel);

    /// <summary>Links a number, or changes its link.</summary>
    [Function("LinkNumber")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Link([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = OnePlan + "/links/{number}")] HttpRequest request, string account, string scheme, string plan, string number, CancellationToken cancel) =>
        PhoneNumber.TryParse(number, out var linked)
            ? editing.Save<LinkWish>(request, account, (document, wish, _) => LinkEdits.Put(document, SchemeReading.Number(scheme), SchemeReading.Number(plan), linked, wish), cancel)
            : Task.FromResult(Problems.NotFound());

    /// <summary>Removes the link of a number.</summary>
    [Function("UnlinkNumber")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Unlink([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = OnePlan + "/links/{number}")] HttpRequest request, string account, string scheme, string plan, string number, CancellationToken cancel) =>
        PhoneNumber.TryParse(number, out var linked)
            ? editing.Save(request, account, (document, _) => LinkEdits.Remove(document, SchemeReading.Number(scheme), SchemeReading.Number(plan), linked), cancel)
            : Task.FromResult(Problems.NotFound());

    private async Task<PlanView?> View(string account, StoredSchemes stored, Scheme scheme, int number, CancellationToken cancel)
    {
        if (number is < 1 or > Scheme.Highest)
        {
            return null;
        }

        var plan = scheme.Find(number) ?? new Plan(number, PlanEdits.DefaultName(number), []);
        var names = await accounts.Extensions(AccountId.Parse(account), [.. plan.Links.Select(link => link.Extension).Distinct()], cancel);
        var summary = PlanSummary.Of(stored, scheme, plan, time.GetUtcNow());
        var links = plan.Links.Select(link => new LinkView(link.Number.Value, link.Extension.Value, names.GetValueOrDefault(link.Extension)?.Name, link.Prefix));
        return new PlanView(number, plan.Name, summary.IsActive, summary.IsUsed, [.. links], plan.Links.Count == 0 ? $"Plan {number} has no links." : null);
    }
}
