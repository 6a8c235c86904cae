using Pbx.Engine.Machines;

namespace Pbx.Infra;

/// <summary>How much one piece of stored data may hold, the same in every store.</summary>
internal static class Limits
{
    /// <summary>Of a configuration section (ARCHITECTURE 4, Configuration). As Base64, which is how Azurite measures a row that may be there already, it stays below 1 MiB.</summary>
    public const int SectionBytes = 752 * 1024;

    /// <summary>Of a machine's state or a record. A row takes 1 MiB in all, keys and names included (Table service data model).</summary>
    public const int RowBytes = 896 * 1024;

    /// <summary>Of an event's id.</summary>
    public const int EventIdCharacters = 200;

    /// <exception cref="ArgumentException">It is too large.</exception>
    public static void CheckRow(string what, ReadOnlyMemory<byte> content)
    {
        if (content.Length > RowBytes)
        {
            throw new ArgumentException($"{what} has {content.Length} bytes; at most {RowBytes} can be stored.", nameof(content));
        }
    }

    /// <exception cref="ArgumentException">It is too large.</exception>
    public static void CheckSection(string name, ReadOnlyMemory<byte> content)
    {
        if (content.Length > SectionBytes)
        {
            throw new ArgumentException($"The section {name} has {content.Length} bytes; at most {SectionBytes} can be stored.", nameof(content));
        }
    }

    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public static void CheckEventId(string eventId)
    {
        if (eventId.Length is 0 or > EventIdCharacters)
        {
            throw new ArgumentException($"The id of an event has 1 to {EventIdCharacters} characters, not {eventId.Length}.", nameof(eventId));
        }
    }

    /// <summary>What a machine's store can write in one go.</summary>
    public static void CheckMachine(ReadOnlyMemory<byte> state, IReadOnlyList<JournalEntry> entries)
    {
        CheckRow("The state of a machine", state);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, IMachineStore.MostEntries, nameof(entries));
        foreach (var entry in entries)
        {
            CheckEventId(entry.EventId);
            CheckRow("An entry of the journal", entry.Content);
        }

        if (entries.Select(entry => entry.EventId).Distinct(StringComparer.Ordinal).Count() < entries.Count)
        {
            throw new ArgumentException("An event is in one write twice.", nameof(entries));
        }
    }
}
