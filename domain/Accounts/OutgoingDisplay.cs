using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Pbx.Domain.Accounts;

/// <summary>What those who are called from an account see, where nothing nearer says otherwise (EXT-416).</summary>
/// <param name="CompanyName">1 to 64 characters; none: the account's name.</param>
/// <param name="ShowCompanyName">Whether the company's name is shown instead of the user's.</param>
/// <param name="CallerId">Whose number is shown.</param>
[DisplayName("Display")]
public sealed record OutgoingDisplay(
    [property: Description("The name of the company as others see it; left out: the name of the account."), Length(1, 64)] string? CompanyName = null,
    [property: Description("Whether the name of the company is shown instead of the user's.")] bool ShowCompanyName = false,
    [property: Description("Whose number is shown.")] ShownNumber CallerId = ShownNumber.Company);

/// <summary>Whose number an outgoing call shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShownNumber>))]
public enum ShownNumber
{
    /// <summary>The account's main number.</summary>
    [JsonStringEnumMemberName("company")]
    Company,

    /// <summary>The user's own; the main number of a user who has none.</summary>
    [JsonStringEnumMemberName("personal")]
    Personal,
}
