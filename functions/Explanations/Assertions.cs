using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Assertions;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Explanations;

/// <summary>What an account expects of itself. The assertions stand in its document; a save runs them too.</summary>
public sealed class Assertions(AccountSaving accounts, TimeProvider time)
{
    /// <summary>Runs all assertions against the account as it was saved last.</summary>
    [Function("RunAssertions")]
    [Requires(Caller.Reader)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/assertions/results")] HttpRequest request, string account, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || await accounts.Load(id, cancel) is not var (document, pointer))
        {
            return Problems.NotFound();
        }

        var results = AssertionRun.Run(document, time.GetUtcNow());
        return ExplainText.Answer(new AssertionsAnswer(pointer.Version.Number, results.All(result => result.Holds), results));
    }
}
