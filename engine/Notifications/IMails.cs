using Pbx.Domain.Notifications;

namespace Pbx.Engine.Notifications;

/// <summary>Sends mail.</summary>
public interface IMails
{
    /// <summary>Hands a mail to the mail service. Sent again under the same id it reaches its reader once.</summary>
    /// <returns>Whether the service has accepted it; false: it never will.</returns>
    /// <exception cref="NotSentException">The service could not be asked, or failed: it may be tried again.</exception>
    Task<bool> Send(Mail mail, CancellationToken cancel);
}

/// <summary>A mail to one reader.</summary>
/// <param name="Id">The same for each try of the same mail.</param>
public sealed record Mail(Guid Id, EmailAddress To, string Subject, string Text, MailFile? File);

/// <summary>A file in a mail.</summary>
public sealed record MailFile(string Name, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>A mail or an SMS could not be sent now.</summary>
public sealed class NotSentException : Exception
{
    /// <summary>Says why.</summary>
    public NotSentException(string why)
        : base(why)
    {
    }

    /// <summary>Keeps the reason.</summary>
    public NotSentException(string why, Exception inner)
        : base(why, inner)
    {
    }
}
