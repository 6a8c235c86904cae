namespace Pbx.Local.Host.Broker;

/// <summary>What a broker serves, where it keeps it, and who may use it.</summary>
public sealed record BrokerOptions
{
    /// <summary>The directory of the log; one broker at a time has it. Made when it is not there.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The queues; by default the two of the product. A queue that is left out keeps its messages on disk and answers MessagingEntityNotFound.</summary>
    public IReadOnlyList<QueueDefinition> Queues { get; init; } =
    [
        new("calls") { DuplicateDetectionWindow = TimeSpan.FromMinutes(10), MaxDeliveryCount = 3 },
        new("floor") { RequiresSession = true, DuplicateDetectionWindow = TimeSpan.FromMinutes(10), MaxDeliveryCount = 3 },
    ];

    /// <summary>The name that a connection string has to carry as SharedAccessKeyName.</summary>
    public string KeyName { get; init; } = "RootManageSharedAccessKey";

    /// <summary>What a connection string has to carry as SharedAccessKey.</summary>
    public string Key { get; init; } = "local";

    /// <summary>The largest message with its properties, in bytes; also the largest batch. 256 KB is what the Standard tier takes.</summary>
    public int MaxMessageSize { get; init; } = 256 * 1024;

    /// <summary>The log is written anew, with what is left, when it is longer than this and twice what was left the last time.</summary>
    public long CompactAt { get; init; } = 8 * 1024 * 1024;

    /// <summary>The connection string for a broker that listens at this host and port.</summary>
    public string ConnectionString(string host, int port) =>
        $"Endpoint=sb://{host}:{port};SharedAccessKeyName={KeyName};SharedAccessKey={Key};UseDevelopmentEmulator=true;";
}
