namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a <see cref="ServiceBusProcessor"/>.</summary>
public class ServiceBusProcessorOptions
{
    /// <summary>Whether a message is completed when its handler has ended without settling it.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    /// <summary>How many handlers run side by side.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one.</exception>
    public int MaxConcurrentCalls
    {
        get;
        set => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one.");
    }

    = 1;

    /// <summary>How long the lock of a message is renewed while its handler runs.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether messages are locked or gone.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    /// <summary>The queue or its dead letters.</summary>
    public SubQueue SubQueue { get; set; } = SubQueue.None;

    /// <summary>What the processor is called in logs.</summary>
    public string? Identifier { get; set; }
}

/// <summary>Options of a <see cref="ServiceBusSessionProcessor"/>.</summary>
public class ServiceBusSessionProcessorOptions
{
    /// <summary>Whether a message is completed when its handler has ended without settling it.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    /// <summary>How many sessions are held side by side.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one.</exception>
    public int MaxConcurrentSessions
    {
        get;
        set => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one.");
    }

    = 8;

    /// <summary>How many handlers run side by side for one session.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one.</exception>
    public int MaxConcurrentCallsPerSession
    {
        get;
        set => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one.");
    }

    = 1;

    /// <summary>How long a session without messages is kept; none: the try timeout.</summary>
    public TimeSpan? SessionIdleTimeout { get; set; }

    /// <summary>How long the lock of a session is renewed after its last message.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether messages are locked or gone.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    /// <summary>What the processor is called in logs.</summary>
    public string? Identifier { get; set; }
}
