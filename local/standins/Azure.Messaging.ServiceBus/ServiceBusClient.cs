using Azure.Core;
using Pbx.Local.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// The connection to a namespace, from which senders, receivers and processors are made; one for the life of a process.
/// Nothing is opened before the first operation. This stand-in reaches the local broker only.
/// </summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly BrokerWire wire;

    /// <summary>A client for the local broker.</summary>
    /// <exception cref="FormatException">The string cannot be read, or has no key.</exception>
    /// <exception cref="NotSupportedException">The string is not for a local broker.</exception>
    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions())
    {
    }

    /// <summary>A client for the local broker, with options.</summary>
    /// <exception cref="FormatException">The string cannot be read, or has no key.</exception>
    /// <exception cref="NotSupportedException">The string is not for a local broker.</exception>
    public ServiceBusClient(string connectionString, ServiceBusClientOptions options)
    {
        var place = ServiceBusConnectionStringProperties.Parse(connectionString);
        if (!place.UsesEmulator)
        {
            throw new NotSupportedException(
                $"This build has a stand-in for Azure.Messaging.ServiceBus, which speaks with the local broker only and not with {place.FullyQualifiedNamespace}. "
                + "Add UseDevelopmentEmulator=true for a local broker, or build with -p:AzureStandIns=none for Azure.");
        }

        if (string.IsNullOrEmpty(place.SharedAccessKeyName) || string.IsNullOrEmpty(place.SharedAccessKey))
        {
            throw new FormatException("The connection string needs SharedAccessKeyName and SharedAccessKey.");
        }

        wire = new BrokerWire(place, options.RetryOptions);
        FullyQualifiedNamespace = place.FullyQualifiedNamespace;
        Identifier = options.Identifier ?? $"{FullyQualifiedNamespace}-{Guid.NewGuid():N}";
    }

    /// <summary>Not in this stand-in: the local broker has keys, no identities.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    /// <summary>Not in this stand-in: the local broker has keys, no identities.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions options) =>
        throw new NotSupportedException(
            $"This build has a stand-in for Azure.Messaging.ServiceBus, which cannot sign in to {fullyQualifiedNamespace} with an identity. "
            + "Give it the connection string of the local broker, or build with -p:AzureStandIns=none for Azure.");

    /// <summary>Host and port of the broker.</summary>
    public string FullyQualifiedNamespace { get; }

    /// <summary>What the client is called in logs.</summary>
    public string Identifier { get; }

    /// <summary>Whether it was disposed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>A sender for a queue.</summary>
    public ServiceBusSender CreateSender(string queueOrTopicName) => new(Wire(), queueOrTopicName);

    /// <summary>A receiver of a queue without sessions, in peek-lock mode.</summary>
    public ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, new ServiceBusReceiverOptions());

    /// <summary>A receiver of a queue without sessions, or of dead letters.</summary>
    public ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) =>
        new(Wire(), options.SubQueue.Of(queueName), options.ReceiveMode, options.Identifier, null);

    /// <summary>Waits for a session with messages that nobody else has.</summary>
    /// <exception cref="ServiceBusException">ServiceTimeout when none came in the try timeout.</exception>
    public Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string queueName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) =>
        ServiceBusSessionReceiver.Accept(Wire(), queueName, null, options ?? new ServiceBusSessionReceiverOptions(), cancellationToken);

    /// <summary>Takes a session, also one without messages.</summary>
    /// <exception cref="ServiceBusException">SessionCannotBeLocked when another receiver has it.</exception>
    public Task<ServiceBusSessionReceiver> AcceptSessionAsync(
        string queueName, string sessionId, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) =>
        ServiceBusSessionReceiver.Accept(Wire(), queueName, sessionId, options ?? new ServiceBusSessionReceiverOptions(), cancellationToken);

    /// <summary>A processor of a queue without sessions, or of dead letters: one message at a time.</summary>
    public ServiceBusProcessor CreateProcessor(string queueName) => CreateProcessor(queueName, new ServiceBusProcessorOptions());

    /// <summary>A processor of a queue without sessions, or of dead letters.</summary>
    public ServiceBusProcessor CreateProcessor(string queueName, ServiceBusProcessorOptions options) => new(Wire(), queueName, options);

    /// <summary>A processor of a queue with sessions.</summary>
    public ServiceBusSessionProcessor CreateSessionProcessor(string queueName, ServiceBusSessionProcessorOptions? options = null) =>
        new(Wire(), queueName, options ?? new ServiceBusSessionProcessorOptions());

    /// <summary>Closes the connection. Locks that are still held stay until they expire.</summary>
    public async ValueTask DisposeAsync()
    {
        IsClosed = true;
        await wire.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private BrokerWire Wire()
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return wire;
    }
}
