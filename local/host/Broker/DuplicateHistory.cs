namespace Pbx.Local.Host.Broker;

/// <summary>The MessageIds that a queue has seen within its window, each with the number that its first message got.</summary>
internal sealed class DuplicateHistory
{
    private readonly Dictionary<string, Change.Remembered> known = new(StringComparer.Ordinal);
    private readonly Queue<Change.Remembered> oldestFirst = new();

    public IEnumerable<Change.Remembered> All => known.Values.OrderBy(static r => r.At);

    public void Add(Change.Remembered seen)
    {
        known[seen.MessageId] = seen;
        oldestFirst.Enqueue(seen);
    }

    /// <summary>The number of the first message of this id within the window before now; none when it is new. What is older is forgotten.</summary>
    public long? Find(string messageId, DateTimeOffset now, TimeSpan window)
    {
        Forget(now, window);
        return known.TryGetValue(messageId, out var seen) && seen.At + window > now ? seen.Number : null;
    }

    public void Forget(DateTimeOffset now, TimeSpan window)
    {
        while (oldestFirst.TryPeek(out var oldest) && oldest.At + window <= now)
        {
            oldestFirst.Dequeue();
            if (known.TryGetValue(oldest.MessageId, out var latest) && ReferenceEquals(latest, oldest))
            {
                known.Remove(oldest.MessageId);
            }
        }
    }
}
