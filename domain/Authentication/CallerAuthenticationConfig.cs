using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;

namespace Pbx.Domain.Authentication;

/// <summary>Who is let through, and where to.</summary>
/// <param name="Forward">Where authorised callers go whose entry names nothing else, and those whose destination cannot be entered (EXT-063, EXT-211).</param>
/// <param name="By">What a caller is known by (EXT-210).</param>
/// <param name="Prefix">What receivers see before a caller whose entry names nothing else (EXT-212).</param>
/// <param name="Entries">Up to 10,000 (EXT-216).</param>
/// <param name="Welcome">Spoken text that is heard first; by PIN it asks for it, and left out the standard question is asked (EXT-213).</param>
/// <param name="WelcomePrompt">A prompt of the account's own in its place (EXT-050, EXT-213).</param>
/// <param name="Refusal">Spoken text for callers who are not authorised; none: the standard announcement (EXT-214).</param>
/// <param name="RefusalPrompt">A prompt of the account's own in its place (EXT-050, EXT-214).</param>
/// <param name="Fallback">Where callers go who are not authorised; none: the call is ended after the announcement (EXT-215).</param>
[DisplayName("Authentication")]
public sealed record CallerAuthenticationConfig(
    [property: Description("Where authorised callers go whose entry names nothing else.")] Destination Forward,
    [property: Description("What a caller is known by.")] AuthenticationBasis By = AuthenticationBasis.Pin,
    [property: Description("Text that the receiver sees before a caller whose entry names nothing else: up to 20 characters."), Length(0, 20)] string Prefix = "",
    [property: Description("Who is let through.")] [property: Length(0, CallerAuthenticationConfig.MostEntries)] ValueList<AuthenticationEntry> Entries = default,
    [property: Description("Spoken text of 1 to 400 characters that is heard first; left out: by PIN the standard question, else nothing."), Length(1, SpokenText.Longest)] string? Welcome = null,
    [property: Description("The name of a voice prompt of the account's own, in place of the text that is heard first."), Length(1, OwnPrompt.LongestName)] string? WelcomePrompt = null,
    [property: Description("Spoken text of 1 to 400 characters for callers who are not authorised; left out: the standard announcement."), Length(1, SpokenText.Longest)] string? Refusal = null,
    [property: Description("The name of a voice prompt of the account's own, in place of the text for callers who are not authorised."), Length(1, OwnPrompt.LongestName)] string? RefusalPrompt = null,
    [property: Description("Where callers go who are not authorised; left out: the call is ended after the announcement.")] Destination? Fallback = null) : IHasListedPins, IHasTypedNumbers
{
    /// <summary>The most entries of one extension (EXT-216).</summary>
    public const int MostEntries = 10_000;

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<ListedPin?> Pins => [.. Entries.Select(entry => entry.Pin)];

    /// <inheritdoc/>
    public object WithPins(IReadOnlyList<ListedPin?> pins)
    {
        ArgumentNullException.ThrowIfNull(pins);
        return this with { Entries = ValueList.From(Entries.Select((entry, i) => entry with { Pin = pins[i] })) };
    }

    /// <inheritdoc/>
    public object AsStored(AccountSettings account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var plan = NationalPlan.Of(account.Country);
        return this with
        {
            Entries = ValueList.From(Entries.Select((entry, i) => entry with
            {
                Pin = entry.Pin is ListedPin.Digits digits ? digits with { Place = i } : entry.Pin,
                Caller = entry.Caller is { } typed ? CallerMatch.Read(typed, plan) ?? typed : null,
            })),
        };
    }
}

/// <summary>One caller, or several whose numbers begin alike, or whoever knows a PIN.</summary>
/// <param name="Pin">By PIN: 4 to 10 digits, each once in the list (EXT-216).</param>
/// <param name="Caller">By number: a number, how numbers begin, or the number of an extension (EXT-216).</param>
/// <param name="Destination">Where the call goes; none: as usual (EXT-211).</param>
/// <param name="Prefix">What receivers see before the caller; none: as usual (EXT-212).</param>
/// <param name="Description">For administrators only.</param>
[DisplayName("Entry")]
public sealed record AuthenticationEntry(
    [property: Key, Description("By PIN: 4 to 10 digits, each PIN once.")] ListedPin? Pin = null,
    [property: Key, Description("By number: a number, how numbers begin, such as +3120*, or the number of an extension."), Length(1, 40)] string? Caller = null,
    [property: Description("Where the call goes; left out: as for all.")] Destination? Destination = null,
    [property: Description("Text that the receiver sees before the caller: up to 20 characters; left out: as for all."), Length(0, 20)] string? Prefix = null,
    [property: Description("For administrators only: up to 200 characters."), Length(0, 200)] string? Description = null);

/// <summary>What a caller is known by (EXT-210).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuthenticationBasis>))]
public enum AuthenticationBasis
{
    /// <summary>A PIN that the caller keys.</summary>
    [JsonStringEnumMemberName("pin")]
    Pin,

    /// <summary>The number that the network gives (CLI).</summary>
    [JsonStringEnumMemberName("caller-id")]
    CallerId,
}
