using System.Security.Cryptography;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Secrets;

namespace Pbx.Engine.Configurations;

/// <summary>Settles the PINs of a document before it is stored: new digits are hashed, and what is left out is kept from the extension with the same number and type.</summary>
public static class KeptPins
{
    /// <summary>Whether a PIN of an extension depends on what is stored.</summary>
    public static bool Needs(Extension extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return PinPlace.In(extension.Config).Any(place => place.Of(extension.Config) is null or Pin.Kept);
    }

    /// <summary>PINs that are to be kept where there is none. The pointers begin at the extension.</summary>
    public static IEnumerable<Problem> Check(Extension extension, Extension? before)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return PinPlace.In(extension.Config)
            .Where(place => place.Of(extension.Config) is Pin.Kept && Stored(place, extension, before) is null)
            .Select(place => new Problem($"/config{place.Pointer}", $"There is no PIN to keep. {Pin.Rule}"));
    }

    /// <summary>The extension as it is stored.</summary>
    public static Extension Settle(Extension extension, Extension? before)
    {
        ArgumentNullException.ThrowIfNull(extension);
        var config = PinPlace.In(extension.Config).Aggregate(extension.Config, (settled, place) => place.With(settled, Settle(place.Of(settled), Stored(place, extension, before))));
        return ReferenceEquals(config, extension.Config) ? extension : extension with { Config = config };
    }

    private static Pin.Hashed? Settle(Pin? pin, Pin.Hashed? stored) => pin switch
    {
        Pin.Digits digits => PinHash.Of(digits, RandomNumberGenerator.GetBytes(PinHash.SaltBytes)),
        Pin.Hashed hashed => hashed,
        Pin.Removed => null,
        _ => stored,
    };

    private static Pin.Hashed? Stored(PinPlace place, Extension extension, Extension? before) =>
        before?.Number == extension.Number && before.Type == extension.Type ? place.Of(before.Config) as Pin.Hashed : null;
}
