using Microsoft.Extensions.Logging;
using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

using Clock = Simulator.Network.Time.Clock; // not the namespace beside this one

/// <summary>
/// A durable message broker with the semantics of Service Bus queues that matter: peek-lock, delivery count and dead letters,
/// sessions, scheduled messages, duplicate detection, time to live. It answers only when what it did is on disk; killed at any
/// instant it has lost nothing that it answered, and delivers again what was not completed.
/// </summary>
/// <remarks>
/// Locks, schedules, windows and lives are times of the <see cref="Clock"/>. A message that a connected client holds, or that a
/// connected processor is about to get, is work in flight there. Waits of receivers are real time.
/// </remarks>
public sealed class MessageBroker : IDisposable
{
    private readonly Lock gate = new();
    private readonly ILogger logger;
    private readonly Journal journal;
    private readonly Dictionary<string, QueueState> states = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, QueueDesk> desks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, Attachment> attached = [];
    private readonly Agenda agenda = new();
    private readonly ITimer alarm;
    private readonly Timer lapses;
    private BrokerFaults faults = new();
    private long compactAt;
    private bool closed;

    private MessageBroker(BrokerOptions options, Clock clock, ILogger logger)
    {
        Options = options;
        Clock = clock;
        this.logger = logger;
        foreach (var queue in options.Queues)
        {
            queue.Checked();
            State(queue.Name).HasSessions = queue.RequiresSession;
        }

        journal = Journal.Open(
            options.DataDirectory,
            record =>
            {
                foreach (var change in ChangeFormat.Changes(record))
                {
                    State(change.Queue).Apply(change);
                }
            },
            bytes => Log.EndCutOff(logger, bytes, options.DataDirectory));
        compactAt = Math.Max(options.CompactAt, journal.Length * 2);
        alarm = clock.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        foreach (var queue in options.Queues)
        {
            var deadLetters = new QueueDesk(this, queue, State(DeadLettersOf(queue.Name)), null);
            desks.Add(deadLetters.Path, deadLetters);
            desks.Add(queue.Name, new QueueDesk(this, queue, State(queue.Name), deadLetters));
        }

        lock (gate)
        {
            foreach (var desk in desks.Values)
            {
                desk.Recover(Now);
            }

            Arm();
        }

        lapses = new Timer(_ => LapseStale(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>What it was opened with.</summary>
    public BrokerOptions Options { get; }

    /// <summary>What it does wrong on purpose. Setting it starts its seed anew.</summary>
    public BrokerFaults Faults
    {
        get
        {
            lock (gate)
            {
                return faults;
            }
        }

        set
        {
            lock (gate)
            {
                faults = value;
                Chance = new Chance(value.Seed);
            }
        }
    }

    /// <summary>How many clients are connected.</summary>
    public int Connections
    {
        get
        {
            lock (gate)
            {
                return attached.Count;
            }
        }
    }

    internal Clock Clock { get; }

    internal Chance Chance { get; private set; } = new(0);

    internal Agenda Agenda => agenda;

    internal DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Opens the broker of a data directory, with everything that it had.</summary>
    /// <exception cref="IOException">Another broker has the directory.</exception>
    /// <exception cref="InvalidDataException">The log is damaged in a place that was acknowledged.</exception>
    /// <exception cref="InvalidOperationException">A queue's rules are out of range.</exception>
    public static MessageBroker Open(BrokerOptions options, Clock clock, ILogger<MessageBroker> logger) => new(options, clock, logger);

    /// <summary>How full each queue is, in the order of the options.</summary>
    public IReadOnlyList<QueueCounts> Counts()
    {
        lock (gate)
        {
            return [.. Options.Queues.Select(q => desks[q.Name].Counts())];
        }
    }

    /// <summary>
    /// Puts dead letters back into their queue, oldest first, with a new sequence number and no deliveries counted. Duplicate
    /// detection does not apply: a client that sends a copy instead loses the message within the window.
    /// </summary>
    /// <returns>How many went back; locked ones stay.</returns>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public async Task<int> Resubmit(string queue)
    {
        int moved;
        Task flushed;
        lock (gate)
        {
            moved = desks.TryGetValue(queue, out var desk) ? desk.Resubmit(Now) : throw new ArgumentException($"There is no queue \"{queue}\".", nameof(queue));
            Arm();
            flushed = journal.Flushed();
        }

        await flushed;
        return moved;
    }

    /// <summary>Ends the locks of a queue's messages and sessions now, as if their time had passed.</summary>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public void ExpireLocks(string queue)
    {
        lock (gate)
        {
            (desks.TryGetValue(queue, out var desk) ? desk : throw new ArgumentException($"There is no queue \"{queue}\".", nameof(queue))).ExpireLocks(Now);
            Arm();
        }
    }

    /// <summary>Breaks the connection of every client, as a bad network does; they may come back.</summary>
    public void DropConnections()
    {
        Attachment[] all;
        lock (gate)
        {
            all = [.. attached.Values];
        }

        foreach (var one in all)
        {
            Detach(one);
            one.Abort();
        }
    }

    /// <summary>Closes the log. Clients should be disconnected before.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            closed = true;
            alarm.Dispose();
            lapses.Dispose();
            foreach (var desk in desks.Values)
            {
                desk.Uncount();
            }
        }

        journal.Dispose();
    }

    internal static string DeadLettersOf(string queue) => queue + "/$deadletterqueue";

    /// <summary>A client has connected. An older connection of the same client is ended.</summary>
    internal Attachment Attach(Guid client, Action abort)
    {
        Attachment? before;
        var attachment = new Attachment(client, abort);
        lock (gate)
        {
            attached.Remove(client, out before);
        }

        if (before is not null)
        {
            Detach(before);
            before.Abort();
        }

        lock (gate)
        {
            attached[client] = attachment;
            Recount();
        }

        return attachment;
    }

    /// <summary>The connection has gone: its waits end, its locks stay until they expire, and nothing of it counts as in flight.</summary>
    internal void Detach(Attachment attachment)
    {
        lock (gate)
        {
            if (attached.TryGetValue(attachment.Client, out var present) && ReferenceEquals(present, attachment))
            {
                attached.Remove(attachment.Client);
            }

            foreach (var desk in desks.Values)
            {
                desk.Leave(attachment, stillConnected: attached.ContainsKey(attachment.Client));
            }

            Recount();
        }
    }

    /// <summary>Does a request; the reply comes when what was done is on disk.</summary>
    internal async Task<Reply> Handle(Attachment caller, int number, Request request)
    {
        Task<Reply> reply;
        lock (gate)
        {
            try
            {
                reply = closed ? throw new RefusedException(Refusal.ServiceCommunicationProblem, "The broker is closing.") : Do(caller, number, request);
            }
            catch (RefusedException refused)
            {
                return new Reply.Refused(refused.Reason, refused.Message);
            }
            catch (IOException e)
            {
                return Broken(e);
            }
            finally
            {
                if (!closed)
                {
                    Arm();
                }
            }
        }

        var done = await reply;
        try
        {
            await journal.Flushed();
            return done;
        }
        catch (IOException e)
        {
            return Broken(e);
        }
    }

    /// <summary>Does something under the gate, unless the broker is closed: for timers.</summary>
    internal void Exclusively(Action what)
    {
        lock (gate)
        {
            if (!closed)
            {
                what();
            }
        }
    }

    internal void DeadLettered(string queue, long number, string reason) => Log.DeadLettered(logger, number, queue, reason);

    internal bool IsLive(Guid client) => attached.ContainsKey(client);

    /// <summary>Makes changes of one or more queues, all or none of which survive a crash.</summary>
    internal void Commit(params ReadOnlySpan<Change> changes)
    {
        journal.Append(ChangeFormat.Record(changes).Span);
        var ended = new List<IDisposable>();
        var sessions = new List<Change>();
        var touched = new List<(QueueDesk Desk, Message Message)>();
        foreach (var change in changes)
        {
            if (State(change.Queue).Apply(change) is { } message)
            {
                touched.Add((desks[change.Queue], message));
            }

            if (change is Change.SessionLocked or Change.SessionRenewed or Change.SessionReleased)
            {
                sessions.Add(change);
            }
        }

        foreach (var (desk, message) in touched)
        {
            desk.Touch(message, ended);
        }

        foreach (var change in sessions)
        {
            desks[change.Queue].TouchSession(change, ended);
        }

        // What begins is counted before what ends is not: the clock must not see nothing in flight in between.
        ended.ForEach(static e => e.Dispose());
        if (journal.Length > compactAt)
        {
            Compact();
        }
    }

    private Task<Reply> Do(Attachment caller, int number, Request request)
    {
        if (request is Request.StopWaiting stop)
        {
            foreach (var desk in desks.Values)
            {
                desk.StopWaiting(caller, stop.Earlier);
            }

            return Task.FromResult<Reply>(new Reply.Done());
        }

        if (request is Request.Send or Request.Receive or Request.Settle && Chance.Hits(faults.Busy))
        {
            throw new RefusedException(Refusal.ServiceBusy, "The broker is busy. Wait 10 seconds and try again.");
        }

        return request switch
        {
            Request.Send r => Now(Desk(r.Queue).Send(r.Letters, this.Now)),
            Request.CancelScheduled r => Now(Desk(r.Queue).CancelScheduled(r.Numbers)),
            Request.Listen r => Now(Desk(r.Queue).Listen(caller, r.Link)),
            Request.Receive r => Desk(r.Queue).Receive(caller, number, r, this.Now),
            Request.ReceiveDeferred r => Now(Desk(r.Queue).ReceiveDeferred(caller, r, this.Now)),
            Request.AcceptSession r => Desk(r.Queue).Accept(caller, number, r, this.Now),
            Request.Settle r => Now(Desk(r.Queue).Settle(r, this.Now)),
            Request.RenewMessage r => Now(Desk(r.Queue).RenewMessage(r.Token, this.Now)),
            Request.RenewSession r => Now(Desk(r.Queue).RenewSession(caller, r.Link, r.SessionId, this.Now)),
            Request.GetSessionState r => Now(Desk(r.Queue).GetSessionState(caller, r.Link, r.SessionId, this.Now)),
            Request.SetSessionState r => Now(Desk(r.Queue).SetSessionState(caller, r.Link, r.SessionId, r.State, this.Now)),
            Request.Peek r => Now(Desk(r.Queue).Peek(r.SessionId, r.From, r.Max)),
            Request.LetGo r => Now(Desk(r.Queue).LetGo(r.Token)),
            Request.Close r => Now(Desk(r.Queue).Close(caller, r.Link, this.Now)),
            _ => throw new RefusedException(Refusal.NotAllowed, $"{request.GetType().Name} is not known."),
        };

        static Task<Reply> Now(Reply reply) => Task.FromResult(reply);
    }

    private QueueDesk Desk(string path) =>
        desks.TryGetValue(path, out var desk) ? desk
        : throw new RefusedException(Refusal.MessagingEntityNotFound, $"The messaging entity \"{path}\" could not be found.");

    private QueueState State(string path)
    {
        if (!states.TryGetValue(path, out var state))
        {
            states[path] = state = new QueueState(path);
        }

        return state;
    }

    private void Wake()
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            try
            {
                var now = Now;
                while (agenda.Due(now) is { } due)
                {
                    due.Desk.Look(due.Message, due.Session, now);
                }
            }
            catch (IOException e)
            {
                Broken(e);
                return;
            }

            Arm();
        }
    }

    private void Arm()
    {
        var wait = agenda.Next() is { } next ? next - Now : Timeout.InfiniteTimeSpan;
        alarm.Change(wait < TimeSpan.Zero && wait != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
    }

    private void LapseStale()
    {
        lock (gate)
        {
            foreach (var desk in desks.Values)
            {
                desk.LapseStale();
            }
        }
    }

    private void Recount()
    {
        foreach (var desk in desks.Values)
        {
            desk.Recount();
        }
    }

    private void Compact()
    {
        foreach (var queue in Options.Queues)
        {
            if (queue.DuplicateDetectionWindow is { } window)
            {
                State(queue.Name).Recent.Forget(Now, window);
            }
        }

        var before = journal.Length;
        journal.Rewrite(states.Values.SelectMany(static s => s.Snapshot()).Select(static c => ChangeFormat.Record(c)));
        compactAt = Math.Max(Options.CompactAt, journal.Length * 2);
        Log.Compacted(logger, before, journal.Length);
    }

    private Reply.Refused Broken(IOException e)
    {
        Log.LogBroken(logger, e);
        return new Reply.Refused(Refusal.GeneralError, e.Message);
    }
}
