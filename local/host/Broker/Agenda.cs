namespace Pbx.Local.Host.Broker;

/// <summary>
/// When the broker has to look at a message or a session again. Entries are not taken out when they lose their reason:
/// whoever is looked at says whether it is still due, and an entry without a reason is dropped when it comes to the front.
/// </summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Entry, DateTimeOffset> entries = new();

    public void Add(QueueDesk desk, Message message)
    {
        if (desk.DueOf(message) is { } due && (message.OnAgenda is not { } placed || due < placed))
        {
            message.OnAgenda = due;
            entries.Enqueue(new Entry(desk, message, null), due);
        }
    }

    public void Add(QueueDesk desk, SessionEntry session)
    {
        if (session.Hold is { } hold && (session.OnAgenda is not { } placed || hold.Until < placed))
        {
            session.OnAgenda = hold.Until;
            entries.Enqueue(new Entry(desk, null, session), hold.Until);
        }
    }

    /// <summary>The next instant at which something is due.</summary>
    public DateTimeOffset? Next()
    {
        while (entries.TryPeek(out var entry, out var at))
        {
            var due = entry.Due;
            if (due == at)
            {
                return at;
            }

            entries.Dequeue();
            if (due is { } later)
            {
                entry.PlacedAt(later);
                entries.Enqueue(entry, later);
            }
            else
            {
                entry.PlacedAt(null);
            }
        }

        return null;
    }

    /// <summary>Takes out the first thing that is due by now.</summary>
    public Entry? Due(DateTimeOffset now)
    {
        if (Next() is not { } next || next > now)
        {
            return null;
        }

        var entry = entries.Dequeue();
        entry.PlacedAt(null);
        return entry;
    }

    internal sealed record Entry(QueueDesk Desk, Message? Message, SessionEntry? Session)
    {
        public DateTimeOffset? Due => Message is not null ? Desk.DueOf(Message) : Session?.Hold?.Until;

        public void PlacedAt(DateTimeOffset? at)
        {
            if (Message is not null)
            {
                Message.OnAgenda = at;
            }
            else if (Session is not null)
            {
                Session.OnAgenda = at;
            }
        }
    }
}
