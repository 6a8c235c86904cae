using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.NumberingPlans.Editing;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;
using Pbx.Functions.Errors;

namespace Pbx.Functions.NumberingPlans;

/// <summary>
/// Switches the plan of a scheme by hand and back (NPL-084 to NPL-097): for administrators, and for a person whose extension has the right “time configuration”, who may do this and nothing more
/// (NPL-138, NPL-141). The right is looked at in the version that is changed (NPL-144). Without If-Match the later change wins (NPL-130).
/// </summary>
public sealed class SchemeOverride(AccountSaving accounts, AccountEditing editing, TimeProvider time)
{
    private const string Route = "v1/accounts/{account}/schemes/{scheme}/override";
    private const int Tries = 5;

    /// <summary>Makes a plan active at once, permanently or until the next scheduled change.</summary>
    [Function("SetOverride")]
    [Requires(Caller.Person)]
    public async Task<IResult> Set([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string account, string scheme, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (wish, refusal) = await AccountEditing.Read<OverrideWish>(request, cancel);
        return wish is null
            ? refusal
            : await Switch(
                request, account, (document, by, at) => OverrideEdits.Set(document, SchemeReading.Number(scheme), at, wish.Value, by), wish.Problems, wish.AsWritten, cancel);
    }

    /// <summary>The time configuration decides again.</summary>
    [Function("LiftOverride")]
    [Requires(Caller.Person)]
    public Task<IResult> Lift([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request, string account, string scheme, CancellationToken cancel) =>
        Switch(request, account, (document, _, _) => OverrideEdits.Lift(document, SchemeReading.Number(scheme)), [], problem => problem, cancel);

    private async Task<IResult> Switch(
        HttpRequest request, string account, Func<AccountDocument, string, DateTimeOffset, Edit> edit, IReadOnlyList<Problem> shape, Func<Problem, Problem?> asWritten, CancellationToken cancel)
    {
        if (!AccountId.TryParse(account, out var id))
        {
            return Problems.NotFound();
        }

        if (SaveRequest.IsDryRun(request) is not { } isDryRun)
        {
            return SaveRequest.NoDryRun();
        }

        var person = request.HttpContext.Person();
        var ifMatch = request.Headers.IfMatch.ToString();
        for (var tries = 1; ; tries++)
        {
            if (await accounts.Load(id, cancel) is not var (document, pointer))
            {
                return Problems.NotFound();
            }

            if (ChannelOf(person, document) is not { } channel)
            {
                return Problems.Forbidden();
            }

            if (ifMatch.Length > 0 && ifMatch != VersionTag.Of(pointer))
            {
                return Problems.Outdated();
            }

            var change = edit(document, person.ShownAs, time.GetUtcNow());
            if (shape.Count > 0)
            {
                return AccountEditing.Wrong(shape, asWritten, change);
            }

            var answer = await editing.Settle(request, id, document, pointer, change, isDryRun, done => SaveRequest.Note(request, done) with { Channel = channel }, cancel);
            if (answer is not null || ifMatch.Length > 0 || tries == Tries)
            {
                return answer ?? Problems.Outdated();
            }
        }
    }

    // an administrator's change comes from the portal, or from his program; a user's from his client
    private static Channel? ChannelOf(Person person, AccountDocument document) =>
        person.MayCall(Caller.Administrator) ? (person.IsProgram ? Channel.Program : Channel.Portal)
        : TimeConfigurationRight.Has(person, document) ? Channel.Client
        : null;
}
