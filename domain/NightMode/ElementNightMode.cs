using System.ComponentModel;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;

namespace Pbx.Domain.NightMode;

/// <summary>The night mode of one menu or user (NPL-183, NPL-184).</summary>
/// <param name="Destination">Of a menu: where outside calls go; none: where the company's night mode sends them.</param>
[DisplayName("Night mode of the extension")]
public sealed record ElementNightMode(
    [property: Description("Whether it follows the company's, or is on or off whatever that says.")] ElementNight Mode = ElementNight.Follow,
    [property: Description("Where outside calls go while it is active, of menus only; left out: where the company's night mode sends them.")] Destination? Destination = null);

/// <summary>How the night mode of an element is switched (NPL-183).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ElementNight>))]
public enum ElementNight
{
    /// <summary>As the company's.</summary>
    [JsonStringEnumMemberName("follow")]
    Follow,

    /// <summary>Active.</summary>
    [JsonStringEnumMemberName("on")]
    On,

    /// <summary>Not active.</summary>
    [JsonStringEnumMemberName("off")]
    Off,
}

/// <summary>The configuration of a type of extension that night mode applies to.</summary>
public interface IHasNightMode
{
    /// <summary>Its own setting; none: it follows the company's.</summary>
    ElementNightMode? NightMode { get; }

    /// <summary>Whether somebody has switched night mode off for it until further notice, whatever is set (NPL-176).</summary>
    bool OverridesNightMode => false;
}
