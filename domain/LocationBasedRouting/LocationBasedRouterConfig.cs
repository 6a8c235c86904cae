using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.LocationBasedRouting;

/// <summary>Where calls go by where they come from, or by what was called.</summary>
/// <param name="By">What is compared (EXT-312).</param>
/// <param name="Fallback">Where calls go that no entry matches, and those whose destination cannot be entered (EXT-063, EXT-313).</param>
/// <param name="Prefix">What receivers see before the caller when the fallback is used (EXT-314).</param>
/// <param name="Entries">Up to 10,000, each match once (EXT-315).</param>
/// <param name="BlockedFallback">Of area codes and caller ids: for callers who withhold their number, or have none (EXT-321, EXT-330); none: the fallback, with its prefix (EXT-318).</param>
/// <param name="BlockedPrefix">What receivers see then.</param>
/// <param name="MobileFallback">Of area codes: for callers with a mobile number of the country (EXT-321); none: the fallback, with its prefix (EXT-318).</param>
/// <param name="MobilePrefix">What receivers see then.</param>
/// <param name="Welcome">Of postal codes: spoken text that asks for the code; none: the standard question (EXT-325).</param>
/// <param name="WelcomePrompt">A prompt of the account's own in its place (EXT-325, EXT-050).</param>
[DisplayName("Location-based routing")]
public sealed record LocationBasedRouterConfig(
    [property: Description("What is compared.")] LocationBasis By,
    [property: Description("Where calls go that no entry matches.")] Destination Fallback,
    [property: Description("Text that the receiver sees before the caller when the fallback is used: up to 20 characters."), Length(0, 20)] string Prefix = "",
    [property: Description("Which calls go where; each match once.")] [property: Length(0, LocationBasedRouterConfig.MostEntries)] ValueList<RoutingEntry> Entries = default,
    [property: Description("Of area codes and caller ids: where calls go whose caller id is blocked; left out: the fallback, with its prefix.")] Destination? BlockedFallback = null,
    [property: Description("Text that the receiver sees then: up to 20 characters."), Length(0, 20)] string BlockedPrefix = "",
    [property: Description("Of area codes: where calls from mobile numbers of the country go; left out: the fallback, with its prefix.")] Destination? MobileFallback = null,
    [property: Description("Text that the receiver sees then: up to 20 characters."), Length(0, 20)] string MobilePrefix = "",
    [property: Description("Of postal codes: spoken text of 1 to 400 characters that asks for the code; left out: the standard question."), Length(1, SpokenText.Longest)] string? Welcome = null,
    [property: Description("The name of a voice prompt of the account's own, in place of a text."), Length(1, OwnPrompt.LongestName)] string? WelcomePrompt = null) : IHasTypedNumbers
{
    /// <summary>The most entries of one extension (EXT-315).</summary>
    public const int MostEntries = 10_000;

    /// <inheritdoc/>
    public object AsStored(AccountSettings account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var plan = NationalPlan.Of(account.Country);
        return Entries.Any(entry => Stored(entry) != entry.Match) ? this with { Entries = Entries.Change(entry => Stored(entry) is var stored && stored == entry.Match ? entry : entry with { Match = stored }) } : this;

        string Stored(RoutingEntry entry) => EntryMatch.Read(By, entry.Match, plan) ?? entry.Match;
    }
}

/// <summary>One line of a location-based router.</summary>
/// <param name="Match">What is compared: an area code, a postal code or a range of them, a number or how numbers begin, or a number of the account (EXT-323, EXT-327, EXT-331, EXT-335).</param>
/// <param name="Destination">Where the call goes.</param>
/// <param name="Prefix">What receivers see before the caller (EXT-075).</param>
/// <param name="Description">For administrators only.</param>
[DisplayName("Entry")]
public sealed record RoutingEntry(
    [property: Key, Description("What is compared: an area code; a postal code such as 1011, or a range such as 1011-1019; a number, or how numbers begin, such as +3120*; or a number of the account."), Length(1, 40)] string Match,
    [property: Description("Where the call goes.")] Destination Destination,
    [property: Description("Text that the receiver sees before the caller: up to 20 characters."), Length(0, 20)] string? Prefix = null,
    [property: Description("For administrators only: up to 200 characters."), Length(0, 200)] string? Description = null);

/// <summary>What a location-based router compares (EXT-312).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LocationBasis>))]
public enum LocationBasis
{
    /// <summary>The area code of the caller's number.</summary>
    [JsonStringEnumMemberName("area-code")]
    AreaCode,

    /// <summary>The postal code that the caller keys.</summary>
    [JsonStringEnumMemberName("postal-code")]
    PostalCode,

    /// <summary>The caller's number.</summary>
    [JsonStringEnumMemberName("caller-id")]
    CallerId,

    /// <summary>The number that was called.</summary>
    [JsonStringEnumMemberName("called-number")]
    CalledNumber,
}

/// <summary>The caller is asked for a postal code, or hears that it was not one.</summary>
/// <param name="Op">The question, or the sound.</param>
/// <param name="Failures">Attempts that failed: silence and incomplete codes (EXT-329).</param>
/// <param name="Until">By when the network should long have told what came of it.</param>
/// <param name="IsRefusing">Whether the caller hears that it was no postal code; keys pressed meanwhile do not count (EXT-089).</param>
public sealed record LocationBasedRouterState(OpId Op, int Failures, DateTimeOffset Until, bool IsRefusing = false);

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(LocationBasedRouterConfig))]
[JsonSerializable(typeof(RoutingEntry))]
[JsonSerializable(typeof(LocationBasedRouterState))]
public sealed partial class LocationBasedRouterJson : JsonSerializerContext;
