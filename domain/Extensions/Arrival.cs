using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;

namespace Pbx.Domain.Extensions;

/// <summary>What an extension knows of the call that is in it.</summary>
/// <param name="Number">The extension's own number; none for a public number that stands in an extension's place.</param>
/// <param name="Name">The extension's name.</param>
/// <param name="Language">Which the prompts use (EXT-078).</param>
/// <param name="Caller">Who calls.</param>
/// <param name="CallerName">The caller's name, when the network gave one.</param>
/// <param name="Dialled">The public number that was dialled.</param>
/// <param name="Display">What a phone shows of the caller, prefixes included (EXT-073, EXT-074).</param>
/// <param name="MainNumber">The number that outgoing calls may show; without it none may be placed (EXT-414).</param>
/// <param name="Recording">What the account says of call recording; nothing: it is off.</param>
/// <param name="CallerExtension">The extension of a caller who is a user of the same account; none: a call from outside.</param>
public sealed record Arrival(
    ExtensionNumber? Number,
    string Name,
    Language Language,
    PhoneAddress Caller,
    string? CallerName,
    PhoneNumber Dialled,
    string Display,
    PhoneNumber? MainNumber,
    RecordingFacility? Recording = null,
    ExtensionNumber? CallerExtension = null);
