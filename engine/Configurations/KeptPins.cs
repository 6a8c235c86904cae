using System.Security.Cryptography;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Secrets;

namespace Pbx.Engine.Configurations;

/// <summary>Settles the PINs of a document before it is stored: new digits are hashed, and what is left out is kept from the extension with the same number and type.</summary>
public static class KeptPins
{
    /// <summary>Whether an extension's PIN depends on what is stored.</summary>
    public static bool Needs(Extension extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return extension.Config is IHasPin { Pin: null or Pin.Kept };
    }

    /// <summary>A PIN that is to be kept where there is none, or nothing. The pointer begins at the extension.</summary>
    public static Problem? Check(Extension extension, Extension? before)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return extension.Config is IHasPin { Pin: Pin.Kept } && Stored(extension, before) is null
            ? new Problem("/config/pin", $"There is no PIN to keep. {Pin.Rule}")
            : null;
    }

    /// <summary>The extension as it is stored.</summary>
    public static Extension Settle(Extension extension, Extension? before)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return extension.Config is not IHasPin own ? extension : extension with { Config = own.WithPin(Settle(own.Pin, Stored(extension, before))) };
    }

    private static Pin.Hashed? Settle(Pin? pin, Pin.Hashed? stored) => pin switch
    {
        Pin.Digits digits => PinHash.Of(digits, RandomNumberGenerator.GetBytes(PinHash.SaltBytes)),
        Pin.Hashed hashed => hashed,
        Pin.Removed => null,
        _ => stored,
    };

    private static Pin.Hashed? Stored(Extension extension, Extension? before) =>
        before?.Number == extension.Number && before.Type == extension.Type ? (before.Config as IHasPin)?.Pin as Pin.Hashed : null;
}
