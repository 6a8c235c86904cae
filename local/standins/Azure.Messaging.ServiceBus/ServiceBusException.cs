namespace Azure.Messaging.ServiceBus;

/// <summary>Why an operation failed.</summary>
public enum ServiceBusFailureReason
{
    GeneralError = 0,
    MessagingEntityNotFound = 1,
    MessageLockLost = 2,
    MessageNotFound = 3,
    MessageSizeExceeded = 4,
    MessagingEntityDisabled = 5,
    QuotaExceeded = 6,
    ServiceBusy = 7,
    ServiceTimeout = 8,
    ServiceCommunicationProblem = 9,
    SessionCannotBeLocked = 10,
    SessionLockLost = 11,
    MessagingEntityAlreadyExists = 12,
}

/// <summary>The broker refused an operation, or could not be reached; a transient failure was retried before it is thrown.</summary>
public class ServiceBusException : Exception
{
    /// <summary>An exception without a reason, as the framework's conventions want it.</summary>
    public ServiceBusException()
    {
    }

    /// <summary>A failure at an entity for a reason.</summary>
    public ServiceBusException(string message, ServiceBusFailureReason reason, string? entityPath = null, Exception? innerException = null)
        : this(reason is ServiceBusFailureReason.ServiceBusy or ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.ServiceCommunicationProblem,
            message, entityPath, reason, innerException)
    {
    }

    /// <summary>A failure that says itself whether trying again can help.</summary>
    public ServiceBusException(
        bool isTransient, string message, string? entityPath = null, ServiceBusFailureReason reason = ServiceBusFailureReason.GeneralError, Exception? innerException = null)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        EntityPath = entityPath;
        Reason = reason;
    }

    /// <summary>Why.</summary>
    public ServiceBusFailureReason Reason { get; }

    /// <summary>Whether trying again can help.</summary>
    public bool IsTransient { get; }

    /// <summary>The queue that it was about.</summary>
    public string? EntityPath { get; }

    /// <inheritdoc/>
    public override string Message => $"{base.Message} ({Reason})";
}
