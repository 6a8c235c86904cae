using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Engine.NumberingPlans;
using Pbx.Functions.Errors;

namespace Pbx.Functions.NumberingPlans;

/// <summary>What is in force in an account.</summary>
/// <param name="Version">What to send as <c>after</c> to be answered when something is different.</param>
internal sealed record ActiveAnswer(string Version, DateTimeOffset At, IReadOnlyList<ActiveSchemeAnswer> Schemes)
{
    public static ActiveAnswer Of(ActiveNow now) => new(now.Token, now.At, [.. now.Schemes.Select(ActiveSchemeAnswer.Of)]);
}

/// <summary>What is in force in a scheme.</summary>
/// <param name="Plan">Left out: no plan is active, and the default destination applies.</param>
/// <param name="Holiday">The description of the holiday that decides.</param>
/// <param name="Until">Until when for this reason; left out: until somebody changes it.</param>
/// <param name="NextChange">When another plan is in force, should nobody change anything; left out: never.</param>
internal sealed record ActiveSchemeAnswer(
    int Number, string Name, PlanName? Plan, ActiveBy By, string? Holiday, string Because, DateTimeOffset Since, DateTimeOffset? Until, DateTimeOffset? NextChange)
{
    public static ActiveSchemeAnswer Of(SchemeNow one) => new(
        one.Scheme.Number, one.Scheme.Name, PlanName.Of(one.Active.Plan), one.Active.By, one.Active.Holiday?.Description, one.Active.Because, one.Since, one.Until, one.NextChange);
}

/// <summary>What is active when for a number.</summary>
internal sealed record TimelineAnswer(PhoneNumber Number, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<StretchAnswer> Stretches);

/// <summary>A time during which a number leads to one place for one reason.</summary>
/// <param name="To">Not part of it.</param>
/// <param name="Scheme">Left out: the number is in no scheme.</param>
/// <param name="Plan">Left out: no plan is active.</param>
/// <param name="By">What made the plan active.</param>
/// <param name="Extension">Where calls go; left out: nowhere.</param>
/// <param name="Text">Where it leads, in a sentence.</param>
/// <param name="Because">Why, with the rule that says so.</param>
internal sealed record StretchAnswer(
    DateTimeOffset From, DateTimeOffset To, SchemeName? Scheme, PlanName? Plan, ActiveBy By, string? Holiday, ExtensionName? Extension, string? Prefix, string Text, string Because, string? Rule)
{
    public static StretchAnswer Of(TimelineStretch one) => new(
        one.From,
        one.To,
        one.Scheme is { } scheme ? new SchemeName(scheme.Number, scheme.Name) : null,
        PlanName.Of(one.Active.Plan),
        one.Active.By,
        one.Active.Holiday?.Description,
        one.Extension is { } extension ? new ExtensionName(extension.Number.Value, extension.Name) : null,
        one.Dialled.Prefix.Length > 0 ? one.Dialled.Prefix : null,
        one.Dialled.What,
        one.Dialled.Because.Why,
        one.Dialled.Because.Rule);
}

[JsonSerializable(typeof(ActiveAnswer))]
[JsonSerializable(typeof(TimelineAnswer))]
internal sealed partial class PlanAnswersJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static PlanAnswersJson Readable { get; } = new(ReadableJson.Options());
}
