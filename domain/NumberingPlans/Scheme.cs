using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.NumberingPlans;

/// <summary>A numbering plan scheme: the plans that take turns for one set of numbers, and what decides whose turn it is (NPL-001).</summary>
/// <param name="Number">1 to 99; the main scheme is 1 (NPL-004, NPL-010).</param>
/// <param name="Name">1 to 64 characters; the main scheme bears the account's name (NPL-005).</param>
/// <param name="Plans">1 to 99 plans.</param>
/// <param name="DefaultDestination">Of the main scheme only: where calls go whose number has no link (NPL-007).</param>
/// <param name="TimeZone">IANA name; none: the account's (NPL-015).</param>
/// <param name="Weekly">Which plan has its turn when; none: the plan with the lowest number always (NPL-011). An empty list schedules nothing (NPL-063).</param>
/// <param name="Holidays">What deviates from the week at single dates (NPL-076).</param>
/// <param name="Manual">A plan set by hand until it is removed (NPL-085).</param>
/// <param name="Temporary">A plan set by hand until the next scheduled change (NPL-090).</param>
public sealed record Scheme(
    [property: Key, Description("1 to 99, each once; the main scheme is 1."), Range(1, 99)] int Number,
    [property: Description("1 to 64 characters, each once; the main scheme bears the account's name."), Length(1, 64)] string Name,
    [property: Description("1 to 99 plans."), Length(1, 99)] ValueList<Plan> Plans,
    [property: Description("Where calls go whose number has no link; of the main scheme only.")] ExtensionNumber? DefaultDestination = null,
    [property: Description("The IANA name of the time zone of everything scheduled here; left out: the account's."), Length(1, 64)] string? TimeZone = null,
    [property: Description("The time configuration: which plan has its turn when. Left out: the plan with the lowest number always has; an empty list schedules nothing."), Length(0, 200)] ValueList<WeeklyEntry>? Weekly = null,
    [property: Description("Holidays and other dates at which another plan has its turn."), Length(0, 400)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<Holiday> Holidays = default,
    [property: DisplayName("Manual override"), Description("A plan that is in force until this is removed, whatever is scheduled.")] ManualOverride? Manual = null,
    [property: DisplayName("Temporary override"), Description("A plan that is in force until the next scheduled change.")] TemporaryOverride? Temporary = null)
{
    /// <summary>The scheme that every account has, and whose default destination is the overall fallback (NPL-003, NPL-007).</summary>
    public const int Main = 1;

    /// <summary>The highest number of a scheme, and of a plan.</summary>
    public const int Highest = 99;

    /// <summary>A plan by its number, or nothing.</summary>
    public Plan? Find(int plan)
    {
        foreach (var one in Plans.AsSpan())
        {
            if (one.Number == plan)
            {
                return one;
            }
        }

        return null;
    }
}

/// <summary>One numbered table of links (NPL-016).</summary>
public sealed record Plan(
    [property: Key, Description("1 to 99, each once in its scheme; it is what is keyed on a telephone."), Range(1, 99)] int Number,
    [property: Description("1 to 64 characters."), Length(1, 64)] string Name,
    [property: Description("Which number leads where.")] ValueList<Link> Links);

/// <summary>A public number and the extension that it leads to, with text that the receiver sees before the caller (NPL-030 to NPL-032).</summary>
public sealed record Link(
    [property: Key, Description("A number of the account, at most once in a plan and in one scheme only.")] PhoneNumber Number,
    [property: Description("The extension that it leads to.")] ExtensionNumber Extension,
    [property: Description("Text that the receiver sees before the caller: up to 20 characters."), Length(0, 20)] string Prefix = "");
