using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pbx.Domain.Accounts;
using Pbx.Engine.Recordings;

namespace Pbx.Infra.Tables;

/// <summary>
/// The entries of recordings. <c>recordingsstarted</c>: those that wait for their file, by the network's name, spread over sixteen partitions; it stays small.
/// <c>recordings</c>: a shelf of an account is a partition.
/// </summary>
public sealed class TableRecordings(TableAccount storage) : IRecordings
{
    private const string StartedTable = "recordingsstarted";
    private const string Table = "recordings";
    private const int Tries = 20;
    private const string Bytes = "Bytes";
    private const string IsDeleted = "Deleted";
    private const string Until = "Until";

    /// <inheritdoc/>
    public async Task Begin(StartedRecording started, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(started);
        var row = new TableEntity(Spread(started.Network), RowKey.Safe(started.Network)).With(JsonSerializer.SerializeToUtf8Bytes(started, RecordingsJson.Started));
        await storage.Write(StartedTable, table => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel), cancel);
    }

    /// <inheritdoc/>
    public async Task<StartedRecording?> Begun(string network, CancellationToken cancel) =>
        await storage.Read(StartedTable, Spread(network), RowKey.Safe(network), cancel) is { } row ? Started(row) : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<StartedRecording> Waiting([EnumeratorCancellation] CancellationToken cancel)
    {
        FormattableString all = $"PartitionKey ge {""}";
        await foreach (var row in storage.Query(StartedTable, all, null, cancel))
        {
            yield return Started(row);
        }
    }

    /// <inheritdoc/>
    public async Task File(StartedRecording started, IReadOnlyCollection<Recording> recordings, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(started);
        ArgumentNullException.ThrowIfNull(recordings);
        foreach (var recording in recordings)
        {
            await storage.Write(Table, table => table.UpsertEntityAsync(Row(recording), TableUpdateMode.Replace, cancel), cancel);
        }

        await storage.Table(StartedTable).DeleteEntityAsync(Spread(started.Network), RowKey.Safe(started.Network), ETag.All, cancel);
    }

    /// <inheritdoc/>
    public async Task<(int Count, long Bytes)> Count(AccountId account, Shelf shelf, CancellationToken cancel)
    {
        var (count, bytes) = (0, 0L);
        await foreach (var row in storage.Query(Table, OfShelf(account, shelf), null, cancel))
        {
            if (row.GetBoolean(IsDeleted) != true)
            {
                (count, bytes) = (count + 1, bytes + (row.GetInt64(Bytes) ?? 0));
            }
        }

        return (count, bytes);
    }

    /// <inheritdoc/>
    public async Task<Recording?> Find(AccountId account, Shelf shelf, string id, CancellationToken cancel) =>
        await storage.Read(Table, Partition(account, shelf), RowKey.Safe(id), cancel) is { } row ? Filed(row) : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Recording> List(AccountId account, Shelf shelf, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in storage.Query(Table, OfShelf(account, shelf), null, cancel))
        {
            yield return Filed(row);
        }
    }

    /// <inheritdoc/>
    public async Task<Recording?> Change(AccountId account, Shelf shelf, string id, Func<Recording, Recording> change, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(change);
        for (var i = 0; i < Tries; i++)
        {
            if (await storage.Read(Table, Partition(account, shelf), RowKey.Safe(id), cancel) is not { } row)
            {
                return null;
            }

            var (now, next) = (Filed(row), change(Filed(row)));
            if (next == now)
            {
                return now;
            }

            try
            {
                await storage.Table(Table).UpdateEntityAsync(Row(next), row.ETag, TableUpdateMode.Replace, cancel);
                return next;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 404 or 412)
            {
                // deleted or changed by others since it was read: look again
            }
        }

        throw new InvalidOperationException($"The recording {id} is being written by others.");
    }

    /// <inheritdoc/>
    public async Task Remove(Recording recording, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(recording);
        await storage.Table(Table).DeleteEntityAsync(Partition(recording.Account, recording.Shelf), RowKey.Safe(recording.Id), ETag.All, cancel);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Recording> Over(DateTimeOffset at, [EnumeratorCancellation] CancellationToken cancel)
    {
        FormattableString over = $"Until le {at}";
        await foreach (var row in storage.Query(Table, over, null, cancel))
        {
            yield return Filed(row);
        }
    }

    private static TableEntity Row(Recording recording)
    {
        var row = new TableEntity(Partition(recording.Account, recording.Shelf), RowKey.Safe(recording.Id)) { [Bytes] = recording.Bytes, [IsDeleted] = recording.Deleted is not null };
        if (recording.Until is { } until)
        {
            row[Until] = until;
        }

        return row.With(JsonSerializer.SerializeToUtf8Bytes(recording, RecordingsJson.Recording));
    }

    private static FormattableString OfShelf(AccountId account, Shelf shelf) => $"PartitionKey eq {Partition(account, shelf)}";

    private static string Partition(AccountId account, Shelf shelf) => $"{account}|{shelf.Name}";

    private static string Spread(string network) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(network)))[..1];

    private static StartedRecording Started(TableEntity row) =>
        JsonSerializer.Deserialize(row.Content().Span, RecordingsJson.Started) ?? throw new JsonException($"The started recording {row.RowKey} is null.");

    private static Recording Filed(TableEntity row) =>
        JsonSerializer.Deserialize(row.Content().Span, RecordingsJson.Recording) ?? throw new JsonException($"The recording {row.RowKey} is null.");
}
