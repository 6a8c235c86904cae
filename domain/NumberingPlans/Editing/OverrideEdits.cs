using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;

namespace Pbx.Domain.NumberingPlans.Editing;

/// <summary>Sets and removes overrides over the API (NPL-084 to NPL-097).</summary>
public static class OverrideEdits
{
    /// <summary>Makes a plan active at once: until it is switched off, or until the next scheduled change (NPL-085, NPL-090). An empty plan is taken only from who says that he knows (NPL-088).</summary>
    public static Edit Set(AccountDocument document, int scheme, DateTimeOffset at, OverrideWish wish, string by) => EditedScheme.Change(document, scheme, edited =>
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (edited.Scheme.Find(wish.Plan) is not { } plan)
        {
            return new Edit.Refused("/plan", $"The scheme has no plan {wish.Plan}.");
        }

        if (plan.Links.Count == 0 && !wish.EvenIfEmpty)
        {
            return new Edit.Hindered($"Plan {plan.Number} ({plan.Name}) has no links: calls would go to the default destination or would not be connected. Say “evenIfEmpty”: true to set it all the same.");
        }

        if (wish.Mode == OverrideMode.Permanent)
        {
            return edited.Done(Overrides.Set(edited.Scheme, plan.Number, by), $"plan {plan.Number} ({plan.Name}) is active until it is switched off.", [new Landing("/manual", "")]);
        }

        var next = Overrides.SetTemporary(edited.Scheme, edited.AccountZone, plan.Number, at, by);
        var until = next.Temporary?.Until is null ? "until it is switched off, because nothing is scheduled to change" : "until the next scheduled change";
        return edited.Done(next, $"plan {plan.Number} ({plan.Name}) is active {until}.", [new Landing("/temporary", "")]);
    });

    /// <summary>The time configuration decides again (NPL-087).</summary>
    public static Edit Lift(AccountDocument document, int scheme) =>
        EditedScheme.Change(document, scheme, edited => edited.Done(Overrides.Lift(edited.Scheme), "the time configuration is active again."));
}

/// <summary>A plan that somebody wishes to be active (NPL-086).</summary>
public sealed record OverrideWish(
    [property: Description("The plan that becomes active."), Range(1, 99)] int Plan,
    [property: Description("For how long.")] OverrideMode Mode,
    [property: Description("Whether it is known that the plan has no links.")] bool EvenIfEmpty = false);

/// <summary>For how long a plan is set by hand.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OverrideMode>))]
public enum OverrideMode
{
    /// <summary>Until somebody switches it off.</summary>
    [JsonStringEnumMemberName("permanent")]
    Permanent,

    /// <summary>Until the next scheduled change.</summary>
    [JsonStringEnumMemberName("temporary")]
    Temporary,
}
