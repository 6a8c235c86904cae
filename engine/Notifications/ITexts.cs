using Pbx.Domain.Numbers;

namespace Pbx.Engine.Notifications;

/// <summary>Sends SMS, which the account pays for (EXT-180).</summary>
public interface ITexts
{
    /// <summary>Hands an SMS to the network. Sent again under the same id it reaches its reader once.</summary>
    /// <returns>Whether the network has accepted it; false: it never will.</returns>
    /// <exception cref="NotSentException">The network could not be asked, or failed: it may be tried again.</exception>
    Task<bool> Send(Text text, CancellationToken cancel);
}

/// <summary>An SMS to one reader.</summary>
/// <param name="Id">The same for each try of the same SMS.</param>
/// <param name="First">When it was first tried.</param>
public sealed record Text(Guid Id, PhoneNumber To, string Words, DateTimeOffset First);
