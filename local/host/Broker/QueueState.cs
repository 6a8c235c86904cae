using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

/// <summary>What one queue, or one dead-letter queue, holds. It changes by <see cref="Apply"/> alone, and <see cref="Snapshot"/> says it all in changes.</summary>
internal sealed class QueueState(string path)
{
    private readonly Dictionary<string, SessionEntry> sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Message> held = [];

    public string Path { get; } = path;

    /// <summary>Whether messages are kept by session; set before anything is applied.</summary>
    public bool HasSessions { get; set; }

    public long LastNumber { get; private set; }

    public long Bytes { get; private set; }

    public SortedDictionary<long, Message> Messages { get; } = [];

    /// <summary>Messages of a queue without sessions that can be received, first come first.</summary>
    public SortedSet<long> Ready { get; } = [];

    public IReadOnlyDictionary<string, SessionEntry> Sessions => sessions;

    public IReadOnlyDictionary<Guid, Message> Held => held;

    public DuplicateHistory Recent { get; } = new();

    /// <summary>Makes a change, and returns the message that it was about.</summary>
    public Message? Apply(Change change)
    {
        switch (change)
        {
            case Change.Enqueued c:
                return Add(new Message(c));
            case Change.Remembered c:
                Recent.Add(c);
                return null;
            case Change.Numbered c:
                LastNumber = Math.Max(LastNumber, c.Last);
                return null;
            case Change.Locked c:
                return Lock(Messages[c.Number], c.Hold);
            case Change.Renewed c:
                return Renew(Messages[c.Number], c.Until);
            case Change.Released c:
                return Release(Messages[c.Number], c.Failed ? 1 : 0, Messages[c.Number].Standing, c.Properties);
            case Change.Deferred c:
                return Release(Messages[c.Number], 1, Standing.Deferred, c.Properties);
            case Change.Removed c:
                return Remove(Messages[c.Number]);
            case Change.Fired c:
                return Fire(Messages[c.Number], c);
            case Change.SessionLocked c:
                Session(c.SessionId).Hold = c.Hold;
                Session(c.SessionId).RenewUntil = c.Hold.RenewUntil;
                return null;
            case Change.SessionRenewed c:
                Session(c.SessionId).Hold = Session(c.SessionId).Hold is { } hold ? hold with { Until = c.Until } : null;
                return null;
            case Change.SessionReleased c:
                Session(c.SessionId).Hold = null;
                DropIfEmpty(Session(c.SessionId));
                return null;
            case Change.SessionStateSet c:
                Session(c.SessionId).State = c.State;
                DropIfEmpty(Session(c.SessionId));
                return null;
            default:
                throw new ArgumentException($"{change.GetType()} is not known.", nameof(change));
        }
    }

    /// <summary>The changes that make an empty queue into this one.</summary>
    public IEnumerable<Change> Snapshot()
    {
        yield return new Change.Numbered(Path, LastNumber);
        foreach (var seen in Recent.All)
        {
            yield return seen;
        }

        foreach (var session in sessions.Values)
        {
            if (session.State is not null)
            {
                yield return new Change.SessionStateSet(Path, session.Id, session.State);
            }

            if (session.Hold is { } hold)
            {
                yield return new Change.SessionLocked(Path, session.Id, hold);
            }
        }

        foreach (var m in Messages.Values)
        {
            yield return new Change.Enqueued(
                Path, m.Number, m.EnqueuedNumber, m.Letter, m.EnqueuedAt, m.ExpiresAt, m.Failures, m.Standing, m.DeadLetterSource);
            if (m.Hold is { } hold)
            {
                yield return new Change.Locked(Path, m.Number, hold);
            }
        }
    }

    /// <summary>The session a message is kept under; none in a queue without sessions.</summary>
    public SessionEntry? SessionOf(Message message) =>
        HasSessions && message.Letter.SessionId is { } id ? Session(id) : null;

    /// <summary>When the lock of a message ends: that of its session, where there is one.</summary>
    public DateTimeOffset? LockedUntil(Message message) =>
        message.Hold is not { } hold ? null
        : SessionOf(message)?.Hold is { } session ? session.Until
        : hold.Until;

    private Message Add(Message message)
    {
        Messages[message.Number] = message;
        LastNumber = Math.Max(LastNumber, message.Number);
        Bytes += message.Size;
        if (SessionOf(message) is { } session)
        {
            session.Messages++;
        }

        Place(message);
        return message;
    }

    private Message Lock(Message message, Hold hold)
    {
        message.Hold = hold;
        message.LetGo = false;
        held[hold.Token] = message;
        Place(message);
        return message;
    }

    private static Message Renew(Message message, DateTimeOffset until)
    {
        message.Hold = message.Hold is { } hold ? hold with { Until = until } : null;
        return message;
    }

    private Message Release(Message message, int failures, Standing standing, IReadOnlyDictionary<string, object?>? properties)
    {
        Unlock(message);
        message.Failures += failures;
        message.Standing = standing;
        message.Letter = message.Letter.With(properties);
        Place(message);
        return message;
    }

    private Message Remove(Message message)
    {
        Unlock(message);
        message.Gone = true;
        ReadyOf(message).Remove(message.Number);
        Messages.Remove(message.Number);
        Bytes -= message.Size;
        if (SessionOf(message) is { } session)
        {
            session.Messages--;
            DropIfEmpty(session);
        }

        return message;
    }

    private Message Fire(Message message, Change.Fired fired)
    {
        Messages.Remove(message.Number);
        message.Number = fired.NewNumber;
        message.EnqueuedNumber = fired.NewNumber;
        message.EnqueuedAt = fired.At;
        message.ExpiresAt = fired.ExpiresAt;
        message.Standing = Standing.Active;
        Messages[message.Number] = message;
        LastNumber = Math.Max(LastNumber, message.Number);
        Place(message);
        return message;
    }

    private void Unlock(Message message)
    {
        if (message.Hold is { } hold)
        {
            held.Remove(hold.Token);
            message.Hold = null;
        }
    }

    private void Place(Message message)
    {
        if (message.Hold is null && message.Standing == Standing.Active)
        {
            ReadyOf(message).Add(message.Number);
        }
        else
        {
            ReadyOf(message).Remove(message.Number);
        }
    }

    private SortedSet<long> ReadyOf(Message message) => SessionOf(message)?.Ready ?? Ready;

    private SessionEntry Session(string id)
    {
        if (!sessions.TryGetValue(id, out var session))
        {
            sessions[id] = session = new SessionEntry(id);
        }

        return session;
    }

    private void DropIfEmpty(SessionEntry session)
    {
        if (session.IsEmpty)
        {
            sessions.Remove(session.Id);
        }
    }
}
