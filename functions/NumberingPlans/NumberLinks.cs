using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.NumberingPlans;

/// <summary>The page of one public number of an account (NPL-040).</summary>
public sealed class NumberLinks(AccountSaving accounts, TimeProvider time)
{
    /// <summary>The scheme and the plans that link a number, and where it leads now.</summary>
    [Function("ReadNumber")]
    [Requires(Caller.Reader)]
    public Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/numbers/{number}")] HttpRequest request, string account, string number, CancellationToken cancel) =>
        PhoneNumber.TryParse(number, out var asked)
            ? SchemeReading.Answer(accounts, request, account, SchemeJson.Readable.NumberView, stored => View(AccountId.Parse(account), stored, asked, cancel), cancel)
            : Task.FromResult(Problems.NotFound());

    private async Task<NumberView?> View(AccountId account, StoredSchemes stored, PhoneNumber number, CancellationToken cancel)
    {
        if (!stored.Account.Numbers.Contains(number))
        {
            return null;
        }

        var links = PlacedLink.Of(number, stored.Schemes).ToList();
        var scheme = links.Count == 0 ? null : stored.Find(links[0].Scheme);
        var fallback = stored.Find(Scheme.Main)?.DefaultDestination;
        var names = await accounts.Extensions(account, [.. links.Select(link => link.Link.Extension).Concat(fallback is { } extension ? [extension] : Array.Empty<ExtensionNumber>()).Distinct()], cancel);
        var active = scheme is null ? null : ActiveView.Of(scheme, stored.Account.TimeZone, time.GetUtcNow());
        var link = links.FirstOrDefault(link => link.Plan == active?.Plan?.Number && names.ContainsKey(link.Link.Extension));
        var to = link?.Link.Extension ?? (fallback is { } known && names.ContainsKey(known) ? known : null);
        return new NumberView(
            number.Value,
            scheme is null ? null : new SchemeName(scheme.Number, SchemeSummary.NameOf(stored, scheme)),
            [.. links.OrderBy(one => one.Plan).Select(one => new NumberInPlan(one.Plan, scheme?.Find(one.Plan)?.Name ?? "", one.Plan == active?.Plan?.Number, Name(one.Link.Extension, names), one.Link.Prefix))],
            active,
            to is { } leads ? Name(leads, names) : null,
            link is not null ? $"Plan {link.Plan} is active, because {active?.Because}."
                : scheme is null ? "The number is linked nowhere."
                : active?.Plan is { } plan ? $"Plan {plan.Number} ({plan.Name}) is active, because {active.Because}, and does not link the number to an extension that there is."
                : $"No plan is active, because {active?.Because}.");
    }

    private static ExtensionName Name(ExtensionNumber extension, IReadOnlyDictionary<ExtensionNumber, Extension> names) => new(extension.Value, names.GetValueOrDefault(extension)?.Name);
}
