namespace Pbx.Domain.Secrets;

/// <summary>A configuration with a PIN for its mailbox beside its own, in <c>voicemail</c>, member <c>pin</c>.</summary>
public interface IHasMailboxPin
{
    /// <summary>The PIN of the mailbox; none: there is none, or, in a document that is being saved, the stored one is kept.</summary>
    Pin? MailboxPin { get; }

    /// <summary>The same configuration with another PIN of the mailbox.</summary>
    object WithMailboxPin(Pin? pin);
}

/// <summary>A place in a configuration where a PIN can stand.</summary>
/// <param name="Pointer">From the configuration.</param>
/// <param name="Of">Reads it; nothing where there is none.</param>
/// <param name="With">The same configuration with another PIN there.</param>
public sealed record PinPlace(string Pointer, Func<object?, Pin?> Of, Func<object, Pin?, object> With)
{
    private static readonly PinPlace Own = new("/pin", config => (config as IHasPin)?.Pin, (config, pin) => ((IHasPin)config).WithPin(pin));
    private static readonly PinPlace Mailbox = new("/voicemail/pin", config => (config as IHasMailboxPin)?.MailboxPin, (config, pin) => ((IHasMailboxPin)config).WithMailboxPin(pin));

    /// <summary>The places of a configuration; none where its type has no PIN.</summary>
    public static IEnumerable<PinPlace> In(object config)
    {
        if (config is IHasPin)
        {
            yield return Own;
        }

        if (config is IHasMailboxPin)
        {
            yield return Mailbox;
        }
    }
}
