using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function can do with the session of the message that it is called with.</summary>
public class ServiceBusSessionMessageActions
{
    private readonly ProcessSessionMessageEventArgs? args;

    internal ServiceBusSessionMessageActions(ProcessMessageEventArgs args)
    {
        this.args = args as ProcessSessionMessageEventArgs;
        SessionLockedUntil = Args.SessionLockedUntil;
    }

    /// <summary>For tests, which override the members.</summary>
    protected ServiceBusSessionMessageActions()
    {
    }

    /// <summary>Until when the session is held.</summary>
    public virtual DateTimeOffset SessionLockedUntil { get; private set; }

    private ProcessSessionMessageEventArgs Args => args ?? throw new InvalidOperationException("These actions were made without a session.");

    /// <summary>The state kept with the session; empty when none is.</summary>
    public virtual async Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) =>
        await Args.GetSessionStateAsync(cancellationToken) ?? BinaryData.FromBytes(ReadOnlyMemory<byte>.Empty);

    /// <summary>Keeps a state with the session.</summary>
    public virtual Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default) =>
        Args.SetSessionStateAsync(sessionState, cancellationToken);

    /// <summary>The session is given back when this message is done, although it may have more.</summary>
    public virtual Task ReleaseSession(CancellationToken cancellationToken = default)
    {
        Args.ReleaseSession();
        return Task.CompletedTask;
    }

    /// <summary>The session's lock begins anew.</summary>
    public virtual async Task RenewSessionLockAsync(CancellationToken cancellationToken = default)
    {
        await Args.RenewSessionLockAsync(cancellationToken);
        SessionLockedUntil = Args.SessionLockedUntil;
    }
}
