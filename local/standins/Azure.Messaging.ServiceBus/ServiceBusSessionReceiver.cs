using Pbx.Local.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a <see cref="ServiceBusSessionReceiver"/>.</summary>
public class ServiceBusSessionReceiverOptions
{
    /// <summary>Whether messages are locked or gone.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    /// <summary>What the receiver is called in logs.</summary>
    public string? Identifier { get; set; }
}

/// <summary>A receiver that has a session to itself. Closing it gives the session back, without counting what is in hand as delivered.</summary>
public class ServiceBusSessionReceiver : ServiceBusReceiver
{
    private ServiceBusSessionReceiver(BrokerWire wire, string queue, ServiceBusReceiveMode mode, string? identifier, Reply.Session session, int link)
        : base(wire, queue, mode, identifier, session.SessionId, link)
    {
        SessionId = session.SessionId;
        SessionLockedUntil = session.Until;
    }

    /// <summary>The session.</summary>
    public string SessionId { get; }

    /// <summary>Until when the session is this receiver's, as far as it knows; moved on by renewing.</summary>
    public DateTimeOffset SessionLockedUntil { get; private set; }

    /// <summary>The state that was kept with the session; none when none was set.</summary>
    /// <exception cref="ServiceBusException">SessionLockLost.</exception>
    public async Task<BinaryData?> GetSessionStateAsync(CancellationToken cancellationToken = default)
    {
        Check();
        var reply = await Wire.Ask<Reply.State>(new Request.GetSessionState(EntityPath, Link, SessionId), EntityPath, TimeSpan.Zero, cancellationToken);
        return reply.Value is { } bytes ? BinaryData.FromBytes(bytes) : null;
    }

    /// <summary>Keeps a state with the session, also when its messages are gone; none clears it.</summary>
    /// <exception cref="ServiceBusException">SessionLockLost, or MessageSizeExceeded.</exception>
    public Task SetSessionStateAsync(BinaryData? sessionState, CancellationToken cancellationToken = default)
    {
        Check();
        var request = new Request.SetSessionState(EntityPath, Link, SessionId, sessionState?.ToMemory());
        return Wire.Ask<Reply.Done>(request, EntityPath, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Keeps the session for another lock duration from now.</summary>
    /// <exception cref="ServiceBusException">SessionLockLost.</exception>
    public async Task RenewSessionLockAsync(CancellationToken cancellationToken = default)
    {
        Check();
        var reply = await Wire.Ask<Reply.LockedUntil>(new Request.RenewSession(EntityPath, Link, SessionId), EntityPath, TimeSpan.Zero, cancellationToken);
        SessionLockedUntil = reply.At;
    }

    internal static Task<ServiceBusSessionReceiver> Accept(
        BrokerWire wire, string queue, string? sessionId, ServiceBusSessionReceiverOptions options, CancellationToken cancel) =>
        Accept(wire, queue, sessionId, options, wire.NewLink(), TimeSpan.Zero, cancel);

    internal static async Task<ServiceBusSessionReceiver> Accept(
        BrokerWire wire,
        string queue,
        string? sessionId,
        ServiceBusSessionReceiverOptions options,
        int link,
        TimeSpan renewFor,
        CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            var request = new Request.AcceptSession(queue, link, sessionId, wire.TryTimeout, renewFor);
            var session = await wire.Ask<Reply.Session>(request, queue, wire.TryTimeout, cancel);
            return new ServiceBusSessionReceiver(wire, queue, options.ReceiveMode, options.Identifier, session, link) { RenewFor = renewFor };
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.ServiceTimeout)
        {
            cancel.ThrowIfCancellationRequested();
            throw;
        }
    }
}
