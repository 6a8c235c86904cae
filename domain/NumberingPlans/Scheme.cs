using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.NumberingPlans;

/// <summary>A numbering plan scheme: the plans that take turns for one set of numbers (NPL-001).</summary>
/// <param name="Number">1 to 99; the main scheme is 1 (NPL-004, NPL-010).</param>
/// <param name="Name">1 to 64 characters.</param>
/// <param name="Plans">1 to 99 plans. Without a time configuration the first is always active (NPL-011).</param>
/// <param name="DefaultDestination">Of the main scheme only: where calls go whose number has no link (NPL-007).</param>
public sealed record Scheme(
    [property: Key, Description("1 to 99, each once; the main scheme is 1."), Range(1, 99)] int Number,
    [property: Description("1 to 64 characters."), Length(1, 64)] string Name,
    [property: Description("1 to 99 plans; the first is in force."), Length(1, 99)] ValueList<Plan> Plans,
    [property: Description("Where calls go whose number has no link; of the main scheme only.")] ExtensionNumber? DefaultDestination = null)
{
    /// <summary>The scheme that every account has, and whose default destination is the overall fallback (NPL-003, NPL-007).</summary>
    public const int Main = 1;

    /// <summary>The plan in force.</summary>
    [JsonIgnore]
    public Plan? Active => Plans.Count > 0 ? Plans[0] : null;
}

/// <summary>One numbered table of links (NPL-016).</summary>
public sealed record Plan(
    [property: Key, Description("1 to 99, each once in its scheme."), Range(1, 99)] int Number,
    [property: Description("1 to 64 characters."), Length(1, 64)] string Name,
    [property: Description("Which number leads where.")] ValueList<Link> Links);

/// <summary>A public number and the extension that it leads to, with text that the receiver sees before the caller (NPL-030 to NPL-032).</summary>
public sealed record Link(
    [property: Key, Description("A number of the account, at most once in a plan and in one scheme only.")] PhoneNumber Number,
    [property: Description("The extension that it leads to.")] ExtensionNumber Extension,
    [property: Description("Text that the receiver sees before the caller: up to 20 characters."), Length(0, 20)] string Prefix = "");
