using System.Globalization;
using System.IO.Compression;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Engine.QueueStatistics;

namespace Pbx.Infra.Tables;

/// <summary>
/// The sums of queues by months, <c>queuestatistics2026m11</c>, and what belongs to none in <c>queuestatistics</c>: a queue of an account is a partition, <c>acme|500</c>, so a month is one range of rows and two
/// rows are written at once or not at all. Rows are
/// deflated: a month of a busy queue is megabytes of numbers, and a quarter of that then.
/// </summary>
public sealed class TableQueueFigures(TableAccount storage) : IQueueFigures
{
    private const string Table = "queuestatistics";

    /// <inheritdoc/>
    public async Task<StoredFigures?> Read(AccountId account, ExtensionNumber queue, string name, CancellationToken cancel) =>
        await storage.Read(TableOf(name), Partition(account, queue), name, cancel) is { } row ? Stored(row) : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredFigures>> List(AccountId account, ExtensionNumber queue, string first, string last, CancellationToken cancel)
    {
        var found = new List<StoredFigures>();
        var months = MonthOf(first) is { } from && MonthOf(last) is { } to ? MonthTable.Between(Table, from, to) : [Table];
        foreach (var month in months)
        {
            await foreach (var row in storage.Query(month, $"PartitionKey eq {Partition(account, queue)} and RowKey ge {first} and RowKey le {last}", perPage: null, cancel))
            {
                found.Add(Stored(row));
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<bool> Write(AccountId account, ExtensionNumber queue, StoredFigures row, FiguresBeside? beside, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(row);
        var entity = Entity(account, queue, row.Name, row.Content);
        var actions = new List<TableTransactionAction>
        {
            row.Tag is null ? new(TableTransactionActionType.Add, entity) : new(TableTransactionActionType.UpdateReplace, entity, new ETag(row.Tag)),
        };
        if (beside is not null)
        {
            actions.Add(new(TableTransactionActionType.UpsertReplace, Entity(account, queue, beside.Name, beside.Content)));
        }

        try
        {
            await storage.Write(TableOf(row.Name), table => table.SubmitTransactionAsync(actions, cancel), cancel);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412 || changed.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return false; // or written by a first try whose answer was lost: whoever reads it again finds that
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> DropBefore(DateOnly day, CancellationToken cancel) => MonthTable.DropBefore(storage, Table, day, cancel);

    private static string TableOf(string name) => MonthOf(name) is { } month ? MonthTable.Of(Table, month) : Table;

    private static DateOnly? MonthOf(string name) =>
        name.IndexOf('-', StringComparison.Ordinal) is >= 0 and var hyphen && name.Length >= hyphen + 9 && DateOnly.TryParseExact(name.AsSpan(hyphen + 1, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static TableEntity Entity(AccountId account, ExtensionNumber queue, string name, ReadOnlyMemory<byte> content)
    {
        using var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content.Span);
        }

        var stored = deflated.GetBuffer().AsMemory(0, (int)deflated.Length);
        Limits.CheckRow($"The row {name}", stored);
        return new TableEntity(Partition(account, queue), name).With(stored);
    }

    private static StoredFigures Stored(TableEntity row)
    {
        using var content = new MemoryStream();
        using (var inflate = new DeflateStream(new MemoryStream(row.Content().ToArray()), CompressionMode.Decompress))
        {
            inflate.CopyTo(content);
        }

        return new StoredFigures(row.RowKey, content.GetBuffer().AsMemory(0, (int)content.Length), row.ETag.ToString());
    }

    private static string Partition(AccountId account, ExtensionNumber queue) => $"{account}|{queue}";
}
