using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;

namespace Pbx.Domain.NightMode;

/// <summary>The night mode of a whole account (NPL-177 to NPL-182): where outside calls go that would enter a menu or a user while it is active.</summary>
/// <param name="Mode">On and off are by hand; only “automatic” follows the schedules (NPL-182).</param>
/// <param name="Forward">An extension, such as the company mailbox, or a public number; needed unless it is off (NPL-178).</param>
/// <param name="WorkingHours">The name of a time schedule; needed by “automatic” (NPL-179).</param>
/// <param name="Holidays">The name of a holiday schedule, during which it is night (NPL-180, NPL-181).</param>
[DisplayName("Night mode")]
public sealed record CompanyNightMode(
    [property: Description("On and off are by hand; “automatic” follows the schedules.")] CompanyNight Mode = CompanyNight.Off,
    [property: Description("Where outside calls go while it is active, such as the company mailbox.")] Destination? Forward = null,
    [property: Description("The name of a time schedule: outside of it night mode is active."), Length(1, 64)] string? WorkingHours = null,
    [property: Description("The name of a holiday schedule, during which night mode is active."), Length(1, 64)] string? Holidays = null);

/// <summary>How the night mode of an account is switched (NPL-177).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CompanyNight>))]
public enum CompanyNight
{
    /// <summary>Not active, until it is switched.</summary>
    [JsonStringEnumMemberName("off")]
    Off,

    /// <summary>Active, until it is switched.</summary>
    [JsonStringEnumMemberName("on")]
    On,

    /// <summary>Active outside the working hours and on holidays (NPL-181).</summary>
    [JsonStringEnumMemberName("automatic")]
    Automatic,
}
