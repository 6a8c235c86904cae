using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

/// <summary>What happens in a queue because its time has come, and what of it is work in flight.</summary>
internal sealed partial class QueueDesk
{
    /// <summary>When a message has to be looked at again; none when nothing will happen to it by itself.</summary>
    public DateTimeOffset? DueOf(Message message)
    {
        if (message.Gone)
        {
            return null;
        }

        if (message.Hold is { } hold)
        {
            return HasSessions ? null : hold.Until; // a session's messages end with its lock
        }

        return message.Standing == Standing.Scheduled ? message.Letter.ScheduledFor
            : message.NotBefore is { } notBefore && !(message.ExpiresAt < notBefore) ? notBefore
            : message.ExpiresAt;
    }

    /// <summary>Does what is due.</summary>
    public void Look(Message? message, SessionEntry? session, DateTimeOffset now)
    {
        if (session is not null)
        {
            LookAt(session, now);
        }
        else if (message is not null)
        {
            LookAt(message, now);
            Touch(message);
        }

        Dispatch(now);
    }

    /// <summary>After a restart: locks do not outlast what they can be, whatever the clock said before, and everything has its place in the agenda.</summary>
    public void Recover(DateTimeOffset now)
    {
        var longest = now + definition.LockDuration;
        foreach (var session in state.Sessions.Values)
        {
            if (session.Hold?.Until > longest)
            {
                state.Apply(new Change.SessionRenewed(Path, session.Id, longest));
            }

            broker.Agenda.Add(this, session);
        }

        foreach (var message in state.Messages.Values)
        {
            if (message.Hold?.Until > longest)
            {
                state.Apply(new Change.Renewed(Path, message.Number, longest));
            }

            message.CountsUntil = CountsUntil(TimeSpan.Zero);
            broker.Agenda.Add(this, message);
        }
    }

    /// <summary>A message has changed: when is it due, and does it count? What ended is left to the caller to dispose.</summary>
    public void Touch(Message message, List<IDisposable> ended)
    {
        broker.Agenda.Add(this, message);
        Recount(message, ended);
    }

    /// <summary>A session was locked, renewed or released.</summary>
    public void TouchSession(Change change, List<IDisposable> ended)
    {
        var id = change switch
        {
            Change.SessionLocked c => c.SessionId,
            Change.SessionRenewed c => c.SessionId,
            Change.SessionReleased c => c.SessionId,
            _ => null,
        };
        if (id is null || !state.Sessions.TryGetValue(id, out var session))
        {
            return;
        }

        broker.Agenda.Add(this, session);
        if (change is not Change.SessionRenewed)
        {
            foreach (var number in session.Ready)
            {
                Recount(state.Messages[number], ended);
            }
        }
    }

    /// <summary>Who listens, or who is connected, has changed.</summary>
    public void Recount()
    {
        var ended = new List<IDisposable>();
        foreach (var message in state.Messages.Values)
        {
            Recount(message, ended);
        }

        ended.ForEach(static e => e.Dispose());
    }

    /// <summary>Locks that nobody has settled in the time that they last count no longer, however still the clock stands: a receiver may have forgotten them.</summary>
    public void LapseStale()
    {
        if (state.Held.Values.Any(static m => m.InFlight is not null && m.CountsUntil <= Environment.TickCount64))
        {
            Recount();
        }
    }

    /// <summary>The broker closes: nothing of it is in flight.</summary>
    public void Uncount()
    {
        foreach (var message in state.Messages.Values)
        {
            message.InFlight?.Dispose();
            message.InFlight = null;
        }

        foreach (var waiter in waiters)
        {
            waiter.AnswerEmpty();
        }

        waiters.Clear();
    }

    private void LookAt(Message message, DateTimeOffset now)
    {
        if (message.Gone)
        {
            return;
        }

        if (message.Hold is { } hold)
        {
            if (HasSessions || hold.Until > now)
            {
                return;
            }

            if (hold.RenewUntil > now && !message.LetGo && broker.IsLive(hold.Client))
            {
                broker.Commit(new Change.Renewed(Path, message.Number, now + definition.LockDuration));
            }
            else
            {
                Fail(message, null, now);
            }

            return;
        }

        if (message.Standing == Standing.Scheduled)
        {
            if (message.Letter.ScheduledFor <= now)
            {
                var fired = new Change.Fired(Path, message.Number, state.LastNumber + 1, now, Expiry(message.Letter, now));
                broker.Commit(fired);
                Delay(message, now);
            }

            return;
        }

        if (message.NotBefore <= now)
        {
            message.NotBefore = null;
        }

        if (message.ExpiresAt <= now)
        {
            ExpireLife(message);
        }
    }

    private void Delay(Message message, DateTimeOffset now)
    {
        if (broker.Faults.Delay > TimeSpan.Zero)
        {
            message.NotBefore = now + (broker.Faults.Delay * broker.Chance.Next());
            Touch(message);
        }
    }

    private void Touch(Message message)
    {
        var ended = new List<IDisposable>();
        Touch(message, ended);
        ended.ForEach(static e => e.Dispose());
    }

    private void Recount(Message message, List<IDisposable>? ended = null)
    {
        if (!Counts(message))
        {
            if (message.InFlight is { } scope)
            {
                message.InFlight = null;
                if (ended is null)
                {
                    scope.Dispose();
                }
                else
                {
                    ended.Add(scope);
                }
            }
        }
        else
        {
            message.InFlight ??= broker.Clock.Working("message");
        }
    }

    private bool Counts(Message message)
    {
        if (message.Gone || message.NotBefore > broker.Now)
        {
            return false;
        }

        if (message.Hold is { } hold)
        {
            return !message.LetGo && broker.IsLive(hold.Client) && message.CountsUntil > Environment.TickCount64;
        }

        return message.Standing == Standing.Active
            && (state.SessionOf(message)?.Hold is { } session ? pumps.Contains((session.Client, session.Link)) : pumps.Count > 0);
    }

    private long CountsUntil(TimeSpan renewFor) =>
        Environment.TickCount64 + (long)(renewFor > definition.LockDuration ? renewFor : definition.LockDuration).TotalMilliseconds;
}
