using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;

namespace Pbx.Domain.Extensions;

/// <summary>What an extension knows of the call that is in it.</summary>
/// <param name="Number">The extension's own number; none for a public number that stands in an extension's place.</param>
/// <param name="Name">The extension's name.</param>
/// <param name="Language">Which the extension's own texts and prompts are in (EXT-078).</param>
/// <param name="Caller">Who calls.</param>
/// <param name="CallerName">The caller's name, when the network gave one.</param>
/// <param name="Dialled">What was dialled.</param>
/// <param name="Display">What a phone shows of the caller, prefixes included (EXT-073, EXT-074).</param>
/// <param name="MainNumber">The number that outgoing calls may show; without it none may be placed (EXT-414).</param>
/// <param name="Recording">What the account says of call recording; nothing: it is off.</param>
/// <param name="CallerExtension">The extension of a caller who is a user of the same account; none: a call from outside.</param>
/// <param name="CallerLanguage">That user's, or the one that an extension on the way has set for the rest of the call (EXT-397); none: nobody knows it.</param>
/// <param name="Timers">The account's; nothing: the usual ones.</param>
/// <param name="Keys">What the caller keyed ahead in the menu before, and what counts here as keyed first (EXT-272).</param>
/// <param name="PrefersOwn">Whether receivers who cannot be shown the number that sends the call on see a number of ours in place of the caller's (EXT-398).</param>
/// <param name="Information">The text for who receives the call that it came with (EXT-077); the display has it too. None: nobody has given one.</param>
/// <param name="Connection">How the network names our leg of the call, where the extension may need it to move the caller's phone elsewhere; none: it may not.</param>
public sealed record Arrival(
    ExtensionNumber? Number,
    string Name,
    Language Language,
    PhoneAddress Caller,
    string? CallerName,
    DialledNumber Dialled,
    string Display,
    PhoneNumber? MainNumber,
    RecordingFacility? Recording = null,
    ExtensionNumber? CallerExtension = null,
    Language? CallerLanguage = null,
    Timers? Timers = null,
    string? Keys = null,
    bool PrefersOwn = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] string? Information = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Connection = null)
{
    /// <summary>A number of ours that an outgoing call may show: the dialled one where that is public.</summary>
    [JsonIgnore]
    public PhoneNumber? Own => Dialled.Number ?? MainNumber;

    /// <summary>The number that a public number is shown where it sees the caller: carriers show no number that sends a call on, so ours takes the caller's place where that is preferred (EXT-398).</summary>
    [JsonIgnore]
    public PhoneNumber? CallerId => PrefersOwn ? Own : Caller.Number ?? Own;

    /// <summary>How long this dialogue waits for keys, and how often it asks.</summary>
    [JsonIgnore]
    public Timers Waits => Timers ?? Timers.Usual;

    /// <summary>The language of what the platform itself says: that of a caller who is a user of the account (EXT-079) or for whom one was set (EXT-397), else the extension's.</summary>
    [JsonIgnore]
    public Language Spoken => CallerLanguage ?? Language;
}
