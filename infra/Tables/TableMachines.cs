using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Engine.Machines;

namespace Pbx.Infra.Tables;

/// <summary>
/// Machines in table storage. A machine is a partition with a row <c>state</c> and a row <c>j-{event id}</c> for every handled event; both are written in one transaction,
/// so that an event row that is there already is the duplicate check (ARCHITECTURE 4, Commit). See <see cref="MachineTable"/> for which table.
/// </summary>
public sealed class TableMachines(TableAccount storage) : IMachineStore, IMachineRetention
{
    private const string StateRow = "state";
    private const string JournalRows = "j-";
    private const string JournalRowsEnd = "j.";
    private const string EventProperty = "event";
    private const string RevisionProperty = "revision";
    private const string AtProperty = "at"; // as the filter of CutJournals has it
    private const int MostOfATransaction = 100;

    /// <inheritdoc/>
    public async Task<StoredMachine?> Read(MachineKey key, CancellationToken cancel) =>
        await storage.Read(MachineTable.Of(key), Partition(key), StateRow, cancel) is { } row
            ? new StoredMachine(row.Content(), row.ETag.ToString())
            : null;

    /// <inheritdoc/>
    public async Task<Commit> Commit(MachineKey key, string? tag, ReadOnlyMemory<byte> state, IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        Limits.CheckMachine(state, entries);

        var (table, attempt) = (MachineTable.Of(key), Attempt.New());
        var row = attempt.Mark(new TableEntity(Partition(key), StateRow).With(state));
        var write = tag is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new ETag(tag));

        // The journal comes first: of two actions that fail, the service names the first.
        TableTransactionAction[] actions = [.. entries.Select(entry => new TableTransactionAction(TableTransactionActionType.Add, JournalRow(key, entry))), write];
        try
        {
            var written = tag is null
                ? await storage.Write(table, client => attempt.Submit(client, actions, actions.Length - 1, cancel), cancel)
                : await attempt.Submit(storage.Table(table), actions, actions.Length - 1, cancel);
            return new Commit.Written(written.ToString());
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 412 || refused.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return await Refused(refused, table, key, attempt, entries, cancel);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> Journal(MachineKey key, [EnumeratorCancellation] CancellationToken cancel)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in storage.Query(
            MachineTable.Of(key), $"PartitionKey eq {Partition(key)} and RowKey ge {JournalRows} and RowKey lt {JournalRowsEnd}", perPage: null, cancel))
        {
            rows.Add(row);
        }

        foreach (var row in rows.OrderBy(r => r.GetInt32(RevisionProperty)).ThenBy(r => r.Timestamp))
        {
            yield return new JournalEntry(row.GetString(EventProperty) ?? "", row.GetInt32(RevisionProperty) ?? 0, row.Content(), row.GetDateTimeOffset(AtProperty) ?? default);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> DropOlderThan(DateTimeOffset instant, CancellationToken cancel)
    {
        var dropped = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var table in storage.Names(cancel))
        {
            if (MachineTable.IsOver(table, instant))
            {
                dropped.Add(table);
            }
        }

        foreach (var table in dropped)
        {
            await storage.Drop(table, cancel);
        }

        return [.. dropped];
    }

    /// <inheritdoc/>
    public async Task<int> CutJournals(string kind, DateTimeOffset before, CancellationToken cancel)
    {
        var (table, cut) = (MachineTable.Lasting(kind), 0);
        var some = new List<TableEntity>(MostOfATransaction);
        await foreach (var row in storage.Query(table, $"RowKey ge {JournalRows} and RowKey lt {JournalRowsEnd} and at lt {before}", perPage: null, cancel))
        {
            if (some.Count == MostOfATransaction || (some.Count > 0 && some[0].PartitionKey != row.PartitionKey))
            {
                cut += await Delete(table, some, cancel);
            }

            some.Add(new TableEntity(row.PartitionKey, row.RowKey));
        }

        return cut + await Delete(table, some, cancel);
    }

    private async Task<int> Delete(string table, List<TableEntity> rows, CancellationToken cancel)
    {
        var count = rows.Count;
        if (count > 0)
        {
            await storage.Table(table).SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row)), cancel);
            rows.Clear();
        }

        return count;
    }

    private static string Partition(MachineKey key) => RowKey.Safe(key.Partition);

    private static string JournalRowKey(string eventId) => JournalRows + RowKey.Safe(eventId);

    private static TableEntity JournalRow(MachineKey key, JournalEntry entry)
    {
        var row = new TableEntity(Partition(key), JournalRowKey(entry.EventId)).With(entry.Content);
        row.Add(EventProperty, entry.EventId);
        row.Add(RevisionProperty, entry.Revision);
        if (entry.At != default) // an instant before 1601 is none to the Table service
        {
            row.Add(AtProperty, entry.At.ToUniversalTime());
        }

        return row;
    }

    // Nothing was written by the last try. An earlier one may have written all of it, and somebody may have written since.
    private async Task<Commit> Refused(RequestFailedException refused, string table, MachineKey key, Attempt attempt, IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        if (attempt.WasRepeated && await storage.Read(table, Partition(key), StateRow, cancel) is { } row && attempt.Wrote(row))
        {
            return new Commit.Written(row.ETag.ToString());
        }

        if (refused is TableTransactionFailedException { Status: 409, FailedTransactionActionIndex: { } index } && index < entries.Count)
        {
            return new Commit.Duplicate();
        }

        foreach (var entry in refused.Status == 409 || attempt.WasRepeated ? entries : [])
        {
            if (await storage.Read(table, Partition(key), JournalRowKey(entry.EventId), cancel) is not null)
            {
                return new Commit.Duplicate();
            }
        }

        return new Commit.Conflict();
    }
}
