namespace Pbx.Local.Host.Broker;

/// <summary>A session of a queue: its messages, its state, and who has it.</summary>
internal sealed class SessionEntry(string id)
{
    public string Id { get; } = id;

    public ReadOnlyMemory<byte>? State { get; set; }

    public Hold? Hold { get; set; }

    /// <summary>Its messages that can be received, first come first.</summary>
    public SortedSet<long> Ready { get; } = [];

    /// <summary>How many messages it has, also those that cannot be received now.</summary>
    public int Messages { get; set; }

    /// <summary>Until when the broker renews the lock while the receiver is connected: each receive moves it on.</summary>
    public DateTimeOffset RenewUntil { get; set; }

    /// <summary>The earliest place that it has in the agenda.</summary>
    public DateTimeOffset? OnAgenda { get; set; }

    public bool IsEmpty => Messages == 0 && State is null && Hold is null;
}
