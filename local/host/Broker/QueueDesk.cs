using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

/// <summary>
/// What can be done with one queue or dead-letter queue, and who waits there. Every member is called under the broker's gate,
/// and what it does to the queue it does by <see cref="MessageBroker.Commit"/>.
/// </summary>
internal sealed partial class QueueDesk(MessageBroker broker, QueueDefinition definition, QueueState queueState, QueueDesk? deadLetters)
{
    private const int ReorderDepth = 16;
    private const string DeadLetterReason = "DeadLetterReason";
    private const string DeadLetterDescription = "DeadLetterErrorDescription";
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private readonly QueueState state = queueState;
    private readonly List<Waiter> waiters = [];
    private readonly HashSet<(Guid Client, int Link)> pumps = [];

    public string Path => state.Path;

    private bool HasSessions => state.HasSessions;

    private bool IsDeadLetters => deadLetters is null;

    public Reply Send(IReadOnlyList<Letter> letters, DateTimeOffset now)
    {
        if (IsDeadLetters)
        {
            throw new RefusedException(Refusal.NotAllowed, $"\"{Path}\" takes no messages from senders.");
        }

        long size = 0;
        foreach (var letter in letters)
        {
            if (HasSessions && letter.SessionId is null)
            {
                throw new RefusedException(Refusal.NotAllowed, $"The SessionId was not set on a message, and it cannot be sent to \"{Path}\", whose messages have sessions.");
            }

            size += MessageSize.Of(letter);
        }

        if (size > broker.Options.MaxMessageSize)
        {
            throw new RefusedException(Refusal.MessageSizeExceeded, $"{size} bytes are more than the {broker.Options.MaxMessageSize} that \"{Path}\" takes at a time.");
        }

        if (state.Bytes + size > definition.MaxSizeInBytes || broker.Chance.Hits(broker.Faults.Full))
        {
            throw new RefusedException(Refusal.QuotaExceeded, $"\"{Path}\" is full.");
        }

        var changes = new List<Change>();
        var numbers = new List<long>();
        var inThisSend = new Dictionary<string, long>(StringComparer.Ordinal);
        var number = state.LastNumber;
        foreach (var letter in letters)
        {
            if (definition.DuplicateDetectionWindow is { } window && letter.MessageId is { } id)
            {
                if (inThisSend.TryGetValue(id, out var first) || (state.Recent.Find(id, now, window) is { } known && (first = known) >= 0))
                {
                    numbers.Add(first);
                    continue;
                }

                inThisSend.Add(id, number + 1);
                changes.Add(new Change.Remembered(Path, id, now, number + 1));
            }

            number++;
            numbers.Add(number);
            var scheduled = letter.ScheduledFor > now;
            changes.Add(new Change.Enqueued(
                Path, number, number, letter, now, scheduled ? null : Expiry(letter, now), 0, scheduled ? Standing.Scheduled : Standing.Active, null));
        }

        if (changes.Count > 0)
        {
            broker.Commit([.. changes]);
            foreach (var change in changes.OfType<Change.Enqueued>())
            {
                Delay(state.Messages[change.Number], now);
            }

            Dispatch(now);
        }

        return new Reply.Numbers(numbers);
    }

    public Reply CancelScheduled(IReadOnlyList<long> numbers)
    {
        var changes = new List<Change>();
        foreach (var number in numbers.Distinct())
        {
            if (!state.Messages.TryGetValue(number, out var message) || message.Standing != Standing.Scheduled)
            {
                throw new RefusedException(Refusal.MessageNotFound, $"\"{Path}\" has no scheduled message {number}: it has been enqueued or cancelled, or never was.");
            }

            changes.Add(new Change.Removed(Path, number));
        }

        if (changes.Count > 0)
        {
            broker.Commit([.. changes]);
        }

        return new Reply.Done();
    }

    public Reply Listen(Attachment caller, int link)
    {
        pumps.Add((caller.Client, link));
        Recount();
        return new Reply.Done();
    }

    public Task<Reply> Receive(Attachment caller, int number, Request.Receive request, DateTimeOffset now)
    {
        if (HasSessions && request.SessionId is null)
        {
            throw new RefusedException(Refusal.NotAllowed, $"The messages of \"{Path}\" have sessions: accept one, or use a session processor.");
        }

        if (TryReceive(caller, request, now) is { } reply)
        {
            return Task.FromResult<Reply>(reply);
        }

        return Wait(caller, number, request, request.Wait);
    }

    public Reply ReceiveDeferred(Attachment caller, Request.ReceiveDeferred request, DateTimeOffset now)
    {
        var session = request.SessionId is { } id ? HeldSession(caller, request.Link, id, now) : null;
        var found = new List<Message>();
        foreach (var number in request.Numbers.Distinct())
        {
            var known = state.Messages.TryGetValue(number, out var message)
                && message.Standing == Standing.Deferred
                && message.Hold is null
                && (!HasSessions || (session is not null && string.Equals(message.Letter.SessionId, session.Id, StringComparison.Ordinal)));
            found.Add(known && message is not null ? message
                : throw new RefusedException(Refusal.MessageNotFound, $"\"{Path}\" has no deferred message {number} that this receiver can have."));
        }

        return HandOut(caller, request.Link, found, request.Delete, TimeSpan.Zero, session, now);
    }

    public Reply Settle(Request.Settle request, DateTimeOffset now)
    {
        var message = Held(request.Token, now);
        switch (request.How)
        {
            case Settlement.Complete:
                return Complete(message, now);
            case Settlement.Abandon:
                Fail(message, request.Properties, now);
                break;
            case Settlement.Defer:
                broker.Commit(new Change.Deferred(Path, message.Number, request.Properties));
                break;
            case Settlement.DeadLetter:
                if (IsDeadLetters)
                {
                    throw new RefusedException(Refusal.NotAllowed, "A dead letter cannot be dead-lettered.");
                }

                DeadLetter(message, 0, message.Letter.With(request.Properties), request.Reason, request.Description);
                break;
            default:
                throw new RefusedException(Refusal.NotAllowed, $"{request.How} is not known.");
        }

        Dispatch(now);
        return new Reply.Done();
    }

    public Reply RenewMessage(Guid token, DateTimeOffset now)
    {
        var message = Held(token, now);
        if (HasSessions)
        {
            throw new RefusedException(Refusal.NotAllowed, "A message of a session has no lock of its own: renew the session's.");
        }

        broker.Commit(new Change.Renewed(Path, message.Number, now + definition.LockDuration));
        message.CountsUntil = CountsUntil(TimeSpan.Zero);
        return new Reply.LockedUntil(now + definition.LockDuration);
    }

    public Reply Peek(string? sessionId, long from, int max) => new Reply.Deliveries(
    [
        .. state.Messages
            .Where(m => m.Key >= from && (sessionId is null || string.Equals(m.Value.Letter.SessionId, sessionId, StringComparison.Ordinal)))
            .Take(max)
            .Select(m => Seen(m.Value, m.Value.Failures, null, null)),
    ]);

    /// <summary>The handler has ended without settling. An unknown token is no error: the lock was lost before.</summary>
    public Reply LetGo(Guid token)
    {
        if (state.Held.TryGetValue(token, out var message))
        {
            message.LetGo = true;
            Recount(message);
        }

        return new Reply.Done();
    }

    /// <summary>A receiver is closed: waits of it end, its session is free again, its single messages stay locked.</summary>
    public Reply Close(Attachment caller, int link, DateTimeOffset now)
    {
        pumps.Remove((caller.Client, link));
        foreach (var waiter in waiters.Where(w => ReferenceEquals(w.Caller, caller) && LinkOf(w.Request) == link).ToArray())
        {
            waiters.Remove(waiter);
            waiter.AnswerEmpty();
        }

        foreach (var message in state.Held.Values.Where(m => m.Hold is { } hold && hold.Client == caller.Client && hold.Link == link))
        {
            message.LetGo = true;
        }

        foreach (var session in state.Sessions.Values.Where(s => s.Hold is { } hold && hold.Client == caller.Client && hold.Link == link).ToArray())
        {
            GiveBack(session);
        }

        Recount();
        Dispatch(now);
        return new Reply.Done();
    }

    /// <summary>A connection has gone.</summary>
    public void Leave(Attachment caller, bool stillConnected)
    {
        if (!stillConnected)
        {
            pumps.RemoveWhere(p => p.Client == caller.Client);
        }

        foreach (var waiter in waiters.Where(w => ReferenceEquals(w.Caller, caller)).ToArray())
        {
            waiters.Remove(waiter);
            waiter.AnswerEmpty();
        }
    }

    public void StopWaiting(Attachment caller, int number)
    {
        if (waiters.Find(w => ReferenceEquals(w.Caller, caller) && w.Number == number) is { } waiter)
        {
            waiters.Remove(waiter);
            waiter.AnswerEmpty();
        }
    }

    public int Resubmit(DateTimeOffset now)
    {
        if (deadLetters is null)
        {
            throw new InvalidOperationException("Dead letters are resubmitted by the name of their queue.");
        }

        var moved = 0;
        foreach (var message in deadLetters.state.Messages.Values.Where(static m => m.Hold is null).ToArray())
        {
            var letter = message.Letter with
            {
                ScheduledFor = null,
                Properties = message.Letter.Properties
                    .Where(static p => p.Key is not (DeadLetterReason or DeadLetterDescription))
                    .ToDictionary(StringComparer.Ordinal),
            };
            var number = state.LastNumber + 1;
            broker.Commit(
                new Change.Enqueued(Path, number, number, letter, now, Expiry(letter, now), 0, Standing.Active, null),
                new Change.Removed(deadLetters.Path, message.Number));
            moved++;
        }

        Dispatch(now);
        return moved;
    }

    public void ExpireLocks(DateTimeOffset now)
    {
        foreach (var session in state.Sessions.Values.Where(static s => s.Hold is not null).ToArray())
        {
            Expire(session, now);
        }

        foreach (var message in state.Held.Values.ToArray())
        {
            Fail(message, null, now);
        }

        Dispatch(now);
    }

    public QueueCounts Counts() => new(
        definition.Name,
        state.Messages.Values.Count(static m => m.Standing == Standing.Active),
        state.Held.Count,
        state.Messages.Values.Count(static m => m.Standing == Standing.Scheduled),
        state.Messages.Values.Count(static m => m.Standing == Standing.Deferred),
        deadLetters?.state.Messages.Count ?? 0,
        state.Sessions.Count,
        state.Bytes);

    private static int LinkOf(Request request) => request switch
    {
        Request.Receive r => r.Link,
        Request.AcceptSession r => r.Link,
        _ => 0,
    };

    private Reply.Deliveries? TryReceive(Attachment caller, Request.Receive request, DateTimeOffset now)
    {
        var session = request.SessionId is { } id ? HeldSession(caller, request.Link, id, now) : null;
        if (session is not null)
        {
            session.RenewUntil = now + request.RenewFor;
        }

        var taken = Take(session, request.Max, now);
        return taken.Count > 0 ? HandOut(caller, request.Link, taken, request.Delete, request.RenewFor, session, now) : null;
    }

    private Task<Reply> Wait(Attachment caller, int number, Request request, TimeSpan wait)
    {
        if (wait <= TimeSpan.Zero)
        {
            return Task.FromResult(Waiter.Nothing(request));
        }

        var waiter = new Waiter(caller, number, request);
        waiters.Add(waiter);
        waiter.Ends(TimeProvider.System.CreateTimer(End, null, wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan));
        if (request is Request.Receive { SessionId: not null } receive && pumps.Contains((caller.Client, receive.Link)))
        {
            // A processor that keeps an idle session is idle by the broker's clock too: it must not keep it through a simulated hour.
            waiter.Ends(broker.Clock.CreateTimer(End, null, wait, Timeout.InfiniteTimeSpan));
        }

        return waiter.Reply;

        void End(object? _) => broker.Exclusively(() =>
        {
            if (waiters.Remove(waiter))
            {
                waiter.AnswerEmpty();
            }
        });
    }

    /// <summary>Gives what can be received to those who wait, first come first served.</summary>
    private void Dispatch(DateTimeOffset now)
    {
        foreach (var waiter in waiters.ToArray())
        {
            if (!waiters.Contains(waiter))
            {
                continue; // served by a dispatch that this one caused
            }

            Reply? reply;
            waiters.Remove(waiter);
            try
            {
                reply = waiter.Request switch
                {
                    Request.Receive r => TryReceive(waiter.Caller, r, now),
                    Request.AcceptSession r => TryAccept(waiter.Caller, r, now),
                    _ => null,
                };
            }
            catch (RefusedException refused)
            {
                reply = new Reply.Refused(refused.Reason, refused.Message);
            }

            if (reply is not null)
            {
                waiter.Answer(reply);
            }
            else
            {
                waiters.Add(waiter);
            }
        }
    }

    private List<Message> Take(SessionEntry? session, int max, DateTimeOffset now)
    {
        var taken = new List<Message>();
        var expired = new List<Message>();
        var enough = session is null && broker.Faults.Reorder > 0 ? max + ReorderDepth : max;
        foreach (var number in session?.Ready ?? state.Ready)
        {
            var message = state.Messages[number];
            if (message.ExpiresAt <= now)
            {
                expired.Add(message);
            }
            else if (message.NotBefore <= now || message.NotBefore is null)
            {
                taken.Add(message);
                if (taken.Count >= enough)
                {
                    break;
                }
            }
            else if (session is not null)
            {
                break; // later ones of the session wait behind it
            }
        }

        expired.ForEach(ExpireLife);
        if (session is null && taken.Count > 1 && broker.Chance.Hits(broker.Faults.Reorder))
        {
            var other = 1 + broker.Chance.Below(taken.Count - 1);
            (taken[0], taken[other]) = (taken[other], taken[0]);
        }

        return taken.Count > max ? taken[..max] : taken;
    }

    private Reply.Deliveries HandOut(
        Attachment caller, int link, List<Message> messages, bool delete, TimeSpan renewFor, SessionEntry? session, DateTimeOffset now)
    {
        if (delete)
        {
            var gone = messages.ConvertAll(m => Seen(m, m.Failures + 1, null, null));
            broker.Commit([.. messages.Select(m => new Change.Removed(Path, m.Number))]);
            return new Reply.Deliveries(gone);
        }

        var until = session?.Hold?.Until ?? now + definition.LockDuration;
        foreach (var message in messages)
        {
            message.CountsUntil = CountsUntil(renewFor);
        }

        broker.Commit([.. messages.Select(m => new Change.Locked(Path, m.Number, new Hold(Guid.NewGuid(), until, caller.Client, link, now + renewFor)))]);
        var deliveries = messages.ConvertAll(m => Seen(m, m.Failures + 1, m.Hold?.Token, until));
        if (broker.Chance.Hits(broker.Faults.ExpireLock))
        {
            if (session is not null)
            {
                Expire(session, now);
            }
            else
            {
                messages.ForEach(m => Fail(m, null, now));
            }

            Dispatch(now);
        }

        return new Reply.Deliveries(deliveries);
    }

    private Reply.Done Complete(Message message, DateTimeOffset now)
    {
        if (broker.Chance.Hits(broker.Faults.LoseComplete))
        {
            Fail(message, null, now);
            Dispatch(now);
            throw new RefusedException(Refusal.ServiceCommunicationProblem, "The completion was lost.");
        }

        if (!message.Doubled && broker.Chance.Hits(broker.Faults.DeliverTwice))
        {
            broker.Commit(new Change.Released(Path, message.Number, Failed: false, null));
            message.Doubled = true;
            Dispatch(now);
            return new Reply.Done();
        }

        broker.Commit(new Change.Removed(Path, message.Number));
        if (broker.Chance.Hits(broker.Faults.LoseCompleteAcknowledgement))
        {
            throw new RefusedException(Refusal.ServiceCommunicationProblem, "The acknowledgement of the completion was lost.");
        }

        return new Reply.Done();
    }

    /// <summary>The message of a lock that is still held.</summary>
    private Message Held(Guid token, DateTimeOffset now)
    {
        if (state.Held.TryGetValue(token, out var message) && state.LockedUntil(message) > now)
        {
            return message;
        }

        throw HasSessions
            ? new RefusedException(Refusal.SessionLockLost, $"The session lock was lost, or the message of \"{Path}\" has been settled. Accept the session again.")
            : new RefusedException(Refusal.MessageLockLost, $"The lock is invalid: it expired, or the message of \"{Path}\" has been settled.");
    }

    /// <summary>A delivery came to nothing: the message comes again, or goes to the dead letters when that was the last time.</summary>
    private void Fail(Message message, IReadOnlyDictionary<string, object?>? properties, DateTimeOffset now)
    {
        if (!IsDeadLetters && message.Failures + 1 >= definition.MaxDeliveryCount)
        {
            DeadLetter(
                message,
                1,
                message.Letter.With(properties),
                "MaxDeliveryCountExceeded",
                $"Message could not be consumed after {definition.MaxDeliveryCount} delivery attempts.");
            return;
        }

        broker.Commit(new Change.Released(Path, message.Number, Failed: true, properties));
        if (message.ExpiresAt <= now)
        {
            ExpireLife(message);
        }
    }

    private void DeadLetter(Message message, int failures, Letter letter, string? reason, string? description)
    {
        if (deadLetters is null)
        {
            return;
        }

        var properties = new Dictionary<string, object?>(letter.Properties, StringComparer.Ordinal);
        if (reason is not null)
        {
            properties[DeadLetterReason] = reason;
        }

        if (description is not null)
        {
            properties[DeadLetterDescription] = description;
        }

        broker.DeadLettered(Path, message.Number, reason ?? "no reason given");
        broker.Commit(
            new Change.Removed(Path, message.Number),
            new Change.Enqueued(
                deadLetters.Path,
                deadLetters.state.LastNumber + 1,
                message.EnqueuedNumber,
                letter with { Properties = properties },
                message.EnqueuedAt,
                null,
                message.Failures + failures,
                Standing.Active,
                Path));
        deadLetters.Dispatch(broker.Now);
    }

    private void ExpireLife(Message message)
    {
        if (definition.DeadLetteringOnMessageExpiration && !IsDeadLetters)
        {
            DeadLetter(message, 0, message.Letter, "TTLExpiredException", "The message expired and was dead lettered.");
        }
        else
        {
            broker.Commit(new Change.Removed(Path, message.Number));
        }
    }

    private DateTimeOffset? Expiry(Letter letter, DateTimeOffset at)
    {
        var life = letter.TimeToLive is { } own && (definition.DefaultMessageTimeToLive is not { } longest || own < longest)
            ? own
            : definition.DefaultMessageTimeToLive;
        return life is { } span && span < DateTimeOffset.MaxValue - at ? at + span : null;
    }

    private static Delivery Seen(Message message, int deliveryCount, Guid? token, DateTimeOffset? lockedUntil) => new(
        message.Letter,
        message.Number,
        message.EnqueuedNumber,
        message.EnqueuedAt,
        message.ExpiresAt,
        deliveryCount,
        message.Standing,
        message.DeadLetterSource,
        token,
        lockedUntil);
}
