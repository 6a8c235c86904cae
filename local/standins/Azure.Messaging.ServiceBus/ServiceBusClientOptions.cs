namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a <see cref="ServiceBusClient"/>.</summary>
public class ServiceBusClientOptions
{
    /// <summary>What the client is called in logs.</summary>
    public string? Identifier { get; set; }

    /// <summary>How transient failures are retried.</summary>
    public ServiceBusRetryOptions RetryOptions { get; set; } = new();
}
