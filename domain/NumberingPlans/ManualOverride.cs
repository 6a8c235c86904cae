using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Pbx.Domain.NumberingPlans;

/// <summary>A plan that is in force without regard to holidays and weekly entries, until it is switched off (NPL-084, NPL-085).</summary>
/// <param name="By">Who set it; the history has it too (NPL-089).</param>
[DisplayName("Manual override")]
public sealed record ManualOverride(
    [property: Description("The plan that is in force."), Range(1, 99)] int Plan,
    [property: Description("Who set it."), Length(0, 200)] string By = "");

/// <summary>A plan that is in force until the next scheduled change (NPL-090 to NPL-093). It is shown among the holidays with the label “temporary, set by …” (NPL-092).</summary>
/// <param name="From">When it was set.</param>
/// <param name="Until">The next change as it was scheduled then: an instant, which later edits of the schedule or of its zone leave alone (NPL-093, NPL-150). None: nothing was to change (NPL-094).</param>
[DisplayName("Temporary override")]
public sealed record TemporaryOverride(
    [property: Description("The plan that is in force."), Range(1, 99)] int Plan,
    [property: Description("When it was set.")] DateTimeOffset From,
    [property: Description("When it ends; left out: when somebody ends it, because nothing is scheduled to change.")] DateTimeOffset? Until = null,
    [property: Description("Who set it."), Length(0, 200)] string By = "")
{
    /// <summary>Whether it is in force at an instant; its end is not part of it (NPL-098).</summary>
    public bool Covers(DateTimeOffset at) => From <= at && !(Until <= at);

    /// <summary>Whether it is over.</summary>
    public bool HasExpired(DateTimeOffset at) => Until <= at;
}
