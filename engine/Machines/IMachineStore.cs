namespace Pbx.Engine.Machines;

/// <summary>Where machines are kept between two events: one state with a tag that changes at every write, and a journal of the events that were handled.</summary>
public interface IMachineStore
{
    /// <summary>As many journal entries as one write has room for, beside the state: a transaction of the Table service has at most 100 operations.</summary>
    const int MostEntries = 99;

    /// <summary>The state of a machine, or nothing when there is none.</summary>
    Task<StoredMachine?> Read(MachineKey key, CancellationToken cancel);

    /// <summary>
    /// Writes state and journal entries in one go: all or nothing. Without a tag the machine must not exist yet; with one it must be unchanged since.
    /// An entry whose event is in the journal already makes it a duplicate, and nothing is written.
    /// </summary>
    /// <param name="key">Whose.</param>
    /// <param name="tag">What the machine was read with.</param>
    /// <param name="state">What it is now.</param>
    /// <param name="entries">The events that it comes of, each another one; at most <see cref="MostEntries"/>.</param>
    /// <param name="cancel">Ends the try.</param>
    Task<Commit> Commit(MachineKey key, string? tag, ReadOnlyMemory<byte> state, IReadOnlyList<JournalEntry> entries, CancellationToken cancel);

    /// <summary>The journal of a machine in the order in which it was written.</summary>
    IAsyncEnumerable<JournalEntry> Journal(MachineKey key, CancellationToken cancel);
}

/// <summary>A machine's state as it stands in the store.</summary>
public sealed record StoredMachine(ReadOnlyMemory<byte> State, string Tag);

/// <summary>One handled event: its id (unique within the machine; any characters, at most 200), the revision that it led to, and what is needed to replay it.</summary>
/// <param name="At">When it was handled, so that old ones can be cut.</param>
public sealed record JournalEntry(string EventId, int Revision, ReadOnlyMemory<byte> Content, DateTimeOffset At = default);

/// <summary>What became of a write.</summary>
public abstract record Commit
{
    private Commit()
    {
    }

    /// <summary>Written; the tag is the new one.</summary>
    public sealed record Written(string Tag) : Commit;

    /// <summary>Somebody else has written in between, or (without a tag) the machine exists already.</summary>
    public sealed record Conflict : Commit;

    /// <summary>The event was handled before.</summary>
    public sealed record Duplicate : Commit;
}
