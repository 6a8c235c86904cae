namespace Azure.Messaging.ServiceBus;

/// <summary>A session that a processor has just accepted, or is about to give back.</summary>
public class ProcessSessionEventArgs : EventArgs
{
    private readonly ServiceBusSessionReceiver receiver;

    /// <summary>The session of a receiver.</summary>
    public ProcessSessionEventArgs(ServiceBusSessionReceiver receiver, CancellationToken cancellationToken)
    {
        this.receiver = receiver;
        CancellationToken = cancellationToken;
    }

    /// <summary>The session.</summary>
    public string SessionId => receiver.SessionId;

    /// <summary>Until when it is held, as far as is known here; the broker renews it.</summary>
    public DateTimeOffset SessionLockedUntil => receiver.SessionLockedUntil;

    /// <summary>Cancelled when the processor stops.</summary>
    public CancellationToken CancellationToken { get; }

    /// <inheritdoc cref="ServiceBusSessionReceiver.GetSessionStateAsync"/>
    public Task<BinaryData?> GetSessionStateAsync(CancellationToken cancellationToken = default) => receiver.GetSessionStateAsync(cancellationToken);

    /// <inheritdoc cref="ServiceBusSessionReceiver.SetSessionStateAsync"/>
    public Task SetSessionStateAsync(BinaryData? sessionState, CancellationToken cancellationToken = default) =>
        receiver.SetSessionStateAsync(sessionState, cancellationToken);
}

/// <summary>A message of a session for a handler, and what it can do with both.</summary>
public class ProcessSessionMessageEventArgs : ProcessMessageEventArgs
{
    private readonly ServiceBusSessionReceiver receiver;

    /// <summary>A message of a session's receiver.</summary>
    public ProcessSessionMessageEventArgs(ServiceBusReceivedMessage message, ServiceBusSessionReceiver receiver, CancellationToken cancellationToken)
        : base(message, receiver, cancellationToken) => this.receiver = receiver;

    /// <summary>The session.</summary>
    public string SessionId => receiver.SessionId;

    /// <summary>Until when it is held, as far as is known here; the broker renews it.</summary>
    public DateTimeOffset SessionLockedUntil => receiver.SessionLockedUntil;

    internal bool WantsRelease { get; private set; }

    /// <inheritdoc cref="ServiceBusSessionReceiver.GetSessionStateAsync"/>
    public Task<BinaryData?> GetSessionStateAsync(CancellationToken cancellationToken = default) => receiver.GetSessionStateAsync(cancellationToken);

    /// <inheritdoc cref="ServiceBusSessionReceiver.SetSessionStateAsync"/>
    public Task SetSessionStateAsync(BinaryData? sessionState, CancellationToken cancellationToken = default) =>
        receiver.SetSessionStateAsync(sessionState, cancellationToken);

    /// <inheritdoc cref="ServiceBusSessionReceiver.RenewSessionLockAsync"/>
    public Task RenewSessionLockAsync(CancellationToken cancellationToken = default) => receiver.RenewSessionLockAsync(cancellationToken);

    /// <summary>The session is given back when the handlers that run have ended, although it may have more messages.</summary>
    public void ReleaseSession() => WantsRelease = true;
}
