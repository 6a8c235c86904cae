using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.NumberingPlans.Editing;
using Pbx.Engine.Configurations;
using Pbx.Functions.Errors;

namespace Pbx.Functions.NumberingPlans;

/// <summary>A plan by number and name.</summary>
internal sealed record PlanName(int Number, string Name)
{
    public static PlanName? Of(Plan? plan) => plan is null ? null : new(plan.Number, plan.Name);

    /// <summary>A plan that something names; one that is not there has no name.</summary>
    public static PlanName In(Scheme scheme, int number) => new(number, scheme.Find(number)?.Name ?? "");
}

/// <summary>Which plan is active, how it became so, and until when (NPL-101, NPL-103).</summary>
/// <param name="Plan">Left out: none is.</param>
/// <param name="Until">The instant of the next change as things stand; left out: it stays until somebody changes it.</param>
internal sealed record ActiveView(PlanName? Plan, ActiveBy By, string Because, DateTimeOffset? Until)
{
    public static ActiveView Of(Scheme scheme, string accountZone, DateTimeOffset at)
    {
        var active = SchemeClock.Active(scheme, accountZone, at);
        return new ActiveView(PlanName.Of(active.Plan), active.By, active.Because, SchemeClock.NextChange(scheme, accountZone, at));
    }
}

/// <summary>A scheme in a list.</summary>
internal sealed record SchemeSummary(int Number, string Name, bool IsMain, string TimeZone, int Plans, ActiveView Active)
{
    public static SchemeSummary Of(StoredSchemes stored, Scheme scheme, DateTimeOffset at) => new(
        scheme.Number, NameOf(stored, scheme), scheme.Number == Scheme.Main, scheme.TimeZone ?? stored.Account.TimeZone, scheme.Plans.Count, ActiveView.Of(scheme, stored.Account.TimeZone, at));

    /// <summary>What a scheme is called: the main scheme bears the account's name (NPL-005).</summary>
    public static string NameOf(StoredSchemes stored, Scheme scheme) => scheme.Number == Scheme.Main ? stored.Account.Name : scheme.Name;
}

internal sealed record SchemeList(IReadOnlyList<SchemeSummary> Schemes);

/// <summary>A scheme with its plans and overrides.</summary>
/// <param name="HasOwnTimeZone">Whether its zone stays when the account's is changed.</param>
internal sealed record SchemeView(
    int Number, string Name, bool IsMain, string TimeZone, bool HasOwnTimeZone, string? DefaultDestination, ActiveView Active, ManualOverride? Manual, TemporaryOverride? Temporary, IReadOnlyList<PlanSummary> Plans)
{
    public static SchemeView Of(StoredSchemes stored, Scheme scheme, DateTimeOffset at) => new(
        scheme.Number,
        SchemeSummary.NameOf(stored, scheme),
        scheme.Number == Scheme.Main,
        scheme.TimeZone ?? stored.Account.TimeZone,
        scheme.TimeZone is not null,
        scheme.DefaultDestination?.Value,
        ActiveView.Of(scheme, stored.Account.TimeZone, at),
        scheme.Manual,
        scheme.Temporary?.HasExpired(at) == true ? null : scheme.Temporary,
        [.. scheme.Plans.OrderBy(plan => plan.Number).Select(plan => PlanSummary.Of(stored, scheme, plan, at))]);
}

/// <summary>A plan in the list of a scheme (NPL-023).</summary>
/// <param name="Links">How many.</param>
/// <param name="IsUsed">Whether a weekly entry, a holiday or an override gives it its turn: then it cannot be emptied (NPL-022).</param>
internal sealed record PlanSummary(int Number, string Name, int Links, bool IsActive, bool IsUsed)
{
    public static PlanSummary Of(StoredSchemes stored, Scheme scheme, Plan plan, DateTimeOffset at) => new(
        plan.Number, plan.Name, plan.Links.Count, SchemeClock.Active(scheme, stored.Account.TimeZone, at).Plan?.Number == plan.Number, PlanUses.Of(scheme, plan.Number).Any());
}

internal sealed record PlanList(IReadOnlyList<PlanSummary> Plans);

/// <summary>A plan with its links.</summary>
/// <param name="Warning">That it has no links (NPL-017).</param>
internal sealed record PlanView(int Number, string Name, bool IsActive, bool IsUsed, IReadOnlyList<LinkView> Links, string? Warning);

/// <summary>A link of a plan.</summary>
/// <param name="ExtensionName">Left out: there is no such extension.</param>
internal sealed record LinkView(string Number, string Extension, string? ExtensionName, string Prefix);

/// <summary>The week of a scheme (NPL-056).</summary>
/// <param name="IsImplied">Whether the scheme has no time configuration of its own: the plan with the lowest number is always active.</param>
/// <param name="Entries">By their start, the longest first where they start together (NPL-057).</param>
/// <param name="Days">For each weekday which entry has its turn when; what is left out is not covered.</param>
/// <param name="Uncovered">When no entry has its turn, in words (NPL-058).</param>
internal sealed record WeekView(string TimeZone, bool IsImplied, IReadOnlyList<WeeklyView> Entries, IReadOnlyDictionary<string, IReadOnlyList<DayPart>> Days, string? Uncovered);

/// <summary>An entry of the week.</summary>
/// <param name="Id">What addresses name it by.</param>
/// <param name="Text">Its times in words.</param>
/// <param name="IsActive">Whether it is what makes the plan active now.</param>
internal sealed record WeeklyView(string Id, string Text, string Day, string Start, string? EndDay, string End, PlanName Plan, bool IsActive);

/// <summary>A part of a weekday during which one entry has its turn.</summary>
/// <param name="IsActive">Whether it is now, and nothing decides before the week does.</param>
internal sealed record DayPart(string Start, string End, string Entry, int Plan, bool IsActive);

/// <summary>The holidays of a scheme and its temporary override, by their start (NPL-081).</summary>
internal sealed record HolidayList(string TimeZone, IReadOnlyList<HolidayView> Holidays);

/// <summary>A holiday, or the temporary override.</summary>
/// <param name="Kind">holiday or temporary.</param>
/// <param name="State">expired, current or future.</param>
/// <param name="EndDate">Left out: a temporary override that stays until it is removed.</param>
internal sealed record HolidayView(string Id, string Kind, string Description, string StartDate, string StartTime, string? EndDate, string? EndTime, PlanName Plan, string State, bool IsActive);

/// <summary>Where a number of the account is linked, and where it leads now (NPL-040).</summary>
/// <param name="Scheme">Left out: it is linked nowhere.</param>
/// <param name="LeadsTo">Where a call to it goes now; left out: it is not in service.</param>
internal sealed record NumberView(string Number, SchemeName? Scheme, IReadOnlyList<NumberInPlan> Plans, ActiveView? Active, ExtensionName? LeadsTo, string Because);

/// <summary>A scheme by number and name.</summary>
internal sealed record SchemeName(int Number, string Name);

/// <summary>An extension by number and name.</summary>
internal sealed record ExtensionName(string Number, string? Name);

/// <summary>A plan that links a number.</summary>
internal sealed record NumberInPlan(int Number, string Name, bool IsActive, ExtensionName Extension, string Prefix);

[JsonSerializable(typeof(SchemeList))]
[JsonSerializable(typeof(SchemeView))]
[JsonSerializable(typeof(PlanList))]
[JsonSerializable(typeof(PlanView))]
[JsonSerializable(typeof(WeekView))]
[JsonSerializable(typeof(HolidayList))]
[JsonSerializable(typeof(NumberView))]
internal sealed partial class SchemeJson : JsonSerializerContext
{
    /// <summary>Quotation marks and dashes stay readable.</summary>
    public static SchemeJson Readable { get; } = new(ReadableJson.Options());
}
