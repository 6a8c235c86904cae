using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function can do with the message that it is called with. Each throws ServiceBusException when the lock is lost.</summary>
public class ServiceBusMessageActions
{
    private readonly ProcessMessageEventArgs? args;

    internal ServiceBusMessageActions(ProcessMessageEventArgs args) => this.args = args;

    /// <summary>For tests, which override the methods.</summary>
    protected ServiceBusMessageActions()
    {
    }

    private ProcessMessageEventArgs Args => args ?? throw new InvalidOperationException("These actions were made without a message.");

    /// <summary>The message is done.</summary>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Args.CompleteMessageAsync(message, cancellationToken);

    /// <summary>The message comes again at once, counted as one delivery.</summary>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) =>
        Args.AbandonMessageAsync(message, propertiesToModify, cancellationToken);

    /// <summary>The message goes to the dead letters.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) =>
        (propertiesToModify, deadLetterReason) switch
        {
            (_, null) => Args.DeadLetterMessageAsync(message, propertiesToModify, cancellationToken),
            (null, _) => Args.DeadLetterMessageAsync(message, deadLetterReason, deadLetterErrorDescription, cancellationToken),
            _ => Args.DeadLetterMessageAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken),
        };

    /// <summary>The message stays in the queue and is only received by its sequence number.</summary>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) =>
        Args.DeferMessageAsync(message, propertiesToModify, cancellationToken);

    /// <summary>The lock begins anew.</summary>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Args.RenewMessageLockAsync(message, cancellationToken);
}
