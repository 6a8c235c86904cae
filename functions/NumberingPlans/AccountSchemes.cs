using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.NumberingPlans.Editing;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;

namespace Pbx.Functions.NumberingPlans;

/// <summary>The schemes of an account (NPL-003 to NPL-015, NPL-101).</summary>
public sealed class AccountSchemes(AccountSaving accounts, AccountEditing editing, TimeProvider time)
{
    private const string Route = "v1/accounts/{account}/schemes";

    /// <summary>All schemes, each with the plan that is active, how it became so and until when.</summary>
    [Function("ListSchemes")]
    [Requires(Caller.Reader)]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string account, CancellationToken cancel) =>
        SchemeReading.Answer(
            accounts,
            request,
            account,
            SchemeJson.Readable.SchemeList,
            stored => Task.FromResult<SchemeList?>(new SchemeList([.. stored.Schemes.OrderBy(scheme => scheme.Number).Select(scheme => SchemeSummary.Of(stored, scheme, time.GetUtcNow()))])),
            cancel);

    /// <summary>A new scheme; its number is in <c>Location</c>.</summary>
    [Function("MakeScheme")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Make([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string account, CancellationToken cancel) =>
        editing.Save<NewScheme>(request, account, (document, wish, _) => SchemeEdits.Add(document, wish), cancel);

    /// <summary>A scheme with its plans.</summary>
    [Function("ReadScheme")]
    [Requires(Caller.Reader)]
    public Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{scheme}")] HttpRequest request, string account, string scheme, CancellationToken cancel) =>
        SchemeReading.Answer(accounts, request, account, scheme, SchemeJson.Readable.SchemeView, (stored, found) => Task.FromResult<SchemeView?>(SchemeView.Of(stored, found, time.GetUtcNow())), cancel);

    /// <summary>Another name, zone or default destination.</summary>
    [Function("ChangeScheme")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Change([HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Route + "/{scheme}")] HttpRequest request, string account, string scheme, CancellationToken cancel) =>
        editing.Save<SchemePatch>(request, account, (document, wish, _) => SchemeEdits.Change(document, SchemeReading.Number(scheme), wish), cancel);

    /// <summary>Deletes a scheme with all that is in it; the answer says what that was.</summary>
    [Function("DeleteScheme")]
    [Requires(Caller.Administrator)]
    public Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{scheme}")] HttpRequest request, string account, string scheme, CancellationToken cancel) =>
        editing.Save(request, account, (document, _) => SchemeEdits.Remove(document, SchemeReading.Number(scheme)), cancel);
}
