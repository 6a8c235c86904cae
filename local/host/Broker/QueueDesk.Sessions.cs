using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

/// <summary>The sessions of a queue: one receiver at a time has one, with all its messages, those that are still to come too.</summary>
internal sealed partial class QueueDesk
{
    public Task<Reply> Accept(Attachment caller, int number, Request.AcceptSession request, DateTimeOffset now)
    {
        if (!HasSessions)
        {
            throw new RefusedException(Refusal.NotAllowed, $"\"{Path}\" has no sessions.");
        }

        return TryAccept(caller, request, now) is { } reply ? Task.FromResult<Reply>(reply) : Wait(caller, number, request, request.Wait);
    }

    public Reply RenewSession(Attachment caller, int link, string sessionId, DateTimeOffset now)
    {
        var session = HeldSession(caller, link, sessionId, now);
        broker.Commit(new Change.SessionRenewed(Path, sessionId, now + definition.LockDuration));
        foreach (var message in InHand(session))
        {
            message.CountsUntil = CountsUntil(TimeSpan.Zero);
        }

        return new Reply.LockedUntil(now + definition.LockDuration);
    }

    public Reply GetSessionState(Attachment caller, int link, string sessionId, DateTimeOffset now) =>
        new Reply.State(HeldSession(caller, link, sessionId, now).State);

    public Reply SetSessionState(Attachment caller, int link, string sessionId, ReadOnlyMemory<byte>? newState, DateTimeOffset now)
    {
        HeldSession(caller, link, sessionId, now);
        if (newState is { } bytes && bytes.Length > broker.Options.MaxMessageSize)
        {
            throw new RefusedException(Refusal.MessageSizeExceeded, $"A session state of {bytes.Length} bytes is more than the {broker.Options.MaxMessageSize} that are allowed.");
        }

        broker.Commit(new Change.SessionStateSet(Path, sessionId, newState));
        return new Reply.Done();
    }

    /// <summary>None while there is no session that this caller can have; a named one is refused when another has it.</summary>
    private Reply.Session? TryAccept(Attachment caller, Request.AcceptSession request, DateTimeOffset now)
    {
        foreach (var overdue in state.Sessions.Values.Where(s => s.Hold?.Until <= now).ToArray())
        {
            LookAt(overdue, now);
        }

        var id = request.SessionId ?? NextFree(now)?.Id;
        if (id is null)
        {
            return null;
        }

        if (state.Sessions.TryGetValue(id, out var session) && session.Hold is { } present)
        {
            return present.Client == caller.Client && present.Link == request.Link
                ? new Reply.Session(id, present.Until) // it asked again after a broken connection
                : throw new RefusedException(Refusal.SessionCannotBeLocked, $"The session \"{id}\" of \"{Path}\" is locked by another receiver.");
        }

        var hold = new Hold(Guid.NewGuid(), now + definition.LockDuration, caller.Client, request.Link, now + request.RenewFor);
        broker.Commit(new Change.SessionLocked(Path, id, hold));
        return new Reply.Session(id, hold.Until);
    }

    private SessionEntry? NextFree(DateTimeOffset now)
    {
        SessionEntry? next = null;
        foreach (var session in state.Sessions.Values)
        {
            if (session.Hold is null
                && session.Ready.Count > 0
                && (state.Messages[session.Ready.Min].NotBefore is not { } notBefore || notBefore <= now)
                && (next is null || session.Ready.Min < next.Ready.Min))
            {
                next = session;
            }
        }

        return next;
    }

    private SessionEntry HeldSession(Attachment caller, int link, string sessionId, DateTimeOffset now) =>
        state.Sessions.TryGetValue(sessionId, out var session)
        && session.Hold is { } hold
        && hold.Client == caller.Client
        && hold.Link == link
        && hold.Until > now
            ? session
            : throw new RefusedException(Refusal.SessionLockLost, $"The lock of the session \"{sessionId}\" of \"{Path}\" was lost. Accept it again.");

    private Message[] InHand(SessionEntry session) =>
        [.. state.Held.Values.Where(m => string.Equals(m.Letter.SessionId, session.Id, StringComparison.Ordinal)).OrderBy(static m => m.Number)];

    /// <summary>A clean close: what is in hand comes again without counting as a delivery.</summary>
    private void GiveBack(SessionEntry session) => broker.Commit(
    [
        .. InHand(session).Select(m => new Change.Released(Path, m.Number, Failed: false, null)),
        new Change.SessionReleased(Path, session.Id),
    ]);

    /// <summary>The lock of the session is over: what is in hand counts as delivered in vain.</summary>
    private void Expire(SessionEntry session, DateTimeOffset now)
    {
        foreach (var message in InHand(session))
        {
            Fail(message, null, now);
        }

        if (session.Hold is not null)
        {
            broker.Commit(new Change.SessionReleased(Path, session.Id));
        }
    }

    private void LookAt(SessionEntry session, DateTimeOffset now)
    {
        if (session.Hold is not { } hold || hold.Until > now)
        {
            return;
        }

        if (session.RenewUntil > now && broker.IsLive(hold.Client))
        {
            broker.Commit(new Change.SessionRenewed(Path, session.Id, now + definition.LockDuration));
        }
        else
        {
            Expire(session, now);
        }
    }
}
