using System.Text.Json.Serialization;

namespace Pbx.Domain.NumberingPlans;

/// <summary>The plan of a scheme that is in force at an instant, and what made it so (NPL-099, NPL-101).</summary>
/// <param name="Plan">None: no entry covers the instant, so the default destination applies (NPL-063, NPL-116).</param>
/// <param name="Weekly">The weekly entry that decided.</param>
/// <param name="Holiday">The holiday that decided.</param>
public sealed record ActivePlan(Plan? Plan, ActiveBy By, WeeklyEntry? Weekly = null, Holiday? Holiday = null)
{
    /// <summary>What made it so, in words.</summary>
    public string Because => By switch
    {
        ActiveBy.Manual => "it was set by hand until it is switched off",
        ActiveBy.Temporary => "it was set by hand until the next scheduled change",
        ActiveBy.Holiday => $"of the holiday “{Holiday?.Description}”",
        ActiveBy.Weekly => $"of the time configuration: {Weekly}",
        _ => "nothing is scheduled",
    };
}

/// <summary>The ways in which a plan becomes active (NPL-102).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActiveBy>))]
public enum ActiveBy
{
    /// <summary>Nothing makes a plan active.</summary>
    [JsonStringEnumMemberName("nothing")]
    Nothing,

    /// <summary>The time configuration.</summary>
    [JsonStringEnumMemberName("time-configuration")]
    Weekly,

    /// <summary>A holiday.</summary>
    [JsonStringEnumMemberName("holiday")]
    Holiday,

    /// <summary>By hand, until the next scheduled change.</summary>
    [JsonStringEnumMemberName("temporary")]
    Temporary,

    /// <summary>By hand, until it is switched off.</summary>
    [JsonStringEnumMemberName("manual")]
    Manual,
}
