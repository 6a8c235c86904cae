using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pbx.Domain.Accounts;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;
using Pbx.Functions.NumberingPlans;

namespace Pbx.Functions.CallFlows;

/// <summary>Which numbers lead to an extension, when, and by which way.</summary>
public sealed class ReachedFromNumbers(AccountSaving accounts)
{
    /// <summary>Every number and every plan that can be in force by which calls from outside get to the extension; an empty list for one that none gets to.</summary>
    [Function("ReachedFrom")]
    [Requires(Caller.Reader)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/extensions/{extension}/reached-from")] HttpRequest request, string account, string extension, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || !ExtensionNumber.TryParse(extension, out var number) || await accounts.Load(id, cancel) is not var (document, _))
        {
            return Problems.NotFound();
        }

        var graph = new FlowGraph(document);
        return graph.Find(number) is null
            ? Problems.NotFound()
            : Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(ReachedFromAnswer.Of(ReachedFrom.Of(graph, number), document), ReachedFromJson.Readable.ReachedFromAnswer), "application/json");
    }
}

/// <summary>What is answered.</summary>
internal sealed record ReachedFromAnswer(IReadOnlyList<ReachedFromNumber> Numbers)
{
    public static ReachedFromAnswer Of(IReadOnlyList<ReachedFrom> all, AccountDocument document) =>
        new([.. all.Select(one => ReachedFromNumber.Of(one, document.Schemes.FirstOrDefault(scheme => scheme.Number == one.Scheme)))]);
}

/// <summary>A number and a time at which it leads to the extension.</summary>
/// <param name="Path">From the extension that the number leads to; empty when it is the one asked for.</param>
internal sealed record ReachedFromNumber(string Number, SchemeName? Scheme, PlanName? Plan, IReadOnlyList<PlanTime> Times, string Entrance, IReadOnlyList<PathStep> Path)
{
    public static ReachedFromNumber Of(ReachedFrom one, Scheme? scheme) => new(
        one.Number.Value,
        scheme is null ? null : new SchemeName(scheme.Number, scheme.Name),
        one.Plan is { } plan && scheme is not null ? PlanName.In(scheme, plan) : null,
        one.Times,
        one.Entrance.Value,
        [.. one.Path.Select(step => new PathStep(step.From.Value, step.When, step.To.Value))]);
}

/// <summary>A step from an extension to the next.</summary>
internal sealed record PathStep(string From, string When, string To);

[JsonSerializable(typeof(ReachedFromAnswer))]
internal sealed partial class ReachedFromJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static ReachedFromJson Readable { get; } = new(ReadableJson.Options());
}
