namespace Azure.Messaging.ServiceBus;

/// <summary>What a processor was doing when it failed.</summary>
public enum ServiceBusErrorSource
{
    Complete = 0,
    Abandon = 1,
    ProcessMessageCallback = 2,
    Receive = 3,
    RenewLock = 4,
    AcceptSession = 5,
    CloseSession = 6,
}

/// <summary>A failure of a processor, which goes on.</summary>
public sealed class ProcessErrorEventArgs : EventArgs
{
    /// <summary>A failure.</summary>
    public ProcessErrorEventArgs(
        Exception exception,
        ServiceBusErrorSource errorSource,
        string fullyQualifiedNamespace,
        string entityPath,
        string identifier,
        CancellationToken cancellationToken)
    {
        Exception = exception;
        ErrorSource = errorSource;
        FullyQualifiedNamespace = fullyQualifiedNamespace;
        EntityPath = entityPath;
        Identifier = identifier;
        CancellationToken = cancellationToken;
    }

    /// <summary>What went wrong.</summary>
    public Exception Exception { get; }

    /// <summary>During what.</summary>
    public ServiceBusErrorSource ErrorSource { get; }

    /// <summary>Host and port of the broker.</summary>
    public string FullyQualifiedNamespace { get; }

    /// <summary>The queue.</summary>
    public string EntityPath { get; }

    /// <summary>The processor.</summary>
    public string Identifier { get; }

    /// <summary>Cancelled when the processor stops.</summary>
    public CancellationToken CancellationToken { get; }
}
