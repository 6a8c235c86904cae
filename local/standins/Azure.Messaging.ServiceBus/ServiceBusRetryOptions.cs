namespace Azure.Messaging.ServiceBus;

/// <summary>How the time between tries grows.</summary>
public enum ServiceBusRetryMode
{
    Fixed = 0,
    Exponential = 1,
}

/// <summary>How often and how fast an operation is tried again after a transient failure.</summary>
public class ServiceBusRetryOptions
{
    /// <summary>Whether the time between tries is the same or doubles.</summary>
    public ServiceBusRetryMode Mode { get; set; } = ServiceBusRetryMode.Exponential;

    /// <summary>How many tries may follow the first.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The time before the first retry.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(0.8);

    /// <summary>The longest time between tries.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one try may take, and how long a receive waits that is given no time.</summary>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromMinutes(1);

    internal TimeSpan DelayAfter(int attempt)
    {
        var delay = Mode == ServiceBusRetryMode.Fixed ? Delay : Delay * Math.Pow(2, Math.Min(attempt, 16));
        return delay < MaxDelay ? delay : MaxDelay;
    }
}
