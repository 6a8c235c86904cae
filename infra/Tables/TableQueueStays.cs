using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Engine.QueueStatistics;

namespace Pbx.Infra.Tables;

/// <summary>
/// What happened in queues, by months (<see cref="MonthTable"/>). <c>queuestays2026m11</c>: a day of a queue is a partition, <c>acme|500|20261122</c>, and its rows are stays by the instant at which they count.
/// <c>queuelogins2026m11</c>: a queue is a partition, and its rows are logins and logouts by time.
/// </summary>
public sealed class TableQueueStays(TableAccount storage) : IQueueStays
{
    private const string Table = "queuestays";
    private const string LoginTable = "queuelogins";
    private const int MostOfATransaction = 100;

    /// <inheritdoc/>
    public async Task File(AccountId account, IReadOnlyList<QueueStay> stays, CancellationToken cancel)
    {
        foreach (var day in stays.GroupBy(stay => (stay.Queue, Date: DateOnly.FromDateTime(stay.CountsAt().UtcDateTime))))
        {
            var partition = Partition(account, day.Key.Queue, day.Key.Date);
            var rows = day.GroupBy(Row).Select(stay => new TableEntity(partition, stay.Key).With(JsonSerializer.SerializeToUtf8Bytes(stay.Last(), StatisticsJson.Stay)));
            foreach (var some in rows.Chunk(MostOfATransaction))
            {
                await storage.Write(MonthTable.Of(Table, day.Key.Date), table => table.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancel), cancel);
            }
        }
    }

    /// <inheritdoc/>
    public async Task File(AccountId account, LoginChange change, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(change);
        var row = new TableEntity(Partition(account, change.Queue), $"{Ticks(change.At)}-{change.Agent}-{(change.IsIn ? "in" : "out")}").With(JsonSerializer.SerializeToUtf8Bytes(change, StatisticsJson.Change));
        await storage.Write(MonthTable.Of(LoginTable, DateOnly.FromDateTime(change.At.UtcDateTime)), table => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel), cancel);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueueStay>> On(AccountId account, ExtensionNumber queue, DateOnly day, CancellationToken cancel)
    {
        var found = new List<QueueStay>();
        await foreach (var row in storage.Query(MonthTable.Of(Table, day), $"PartitionKey eq {Partition(account, queue, day)}", perPage: null, cancel))
        {
            found.Add(JsonSerializer.Deserialize(row.Content().Span, StatisticsJson.Stay) ?? throw new JsonException($"The stay {row.RowKey} is null."));
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LoginChange>> Logins(AccountId account, ExtensionNumber queue, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var found = new List<LoginChange>();
        foreach (var month in MonthTable.Between(LoginTable, DateOnly.FromDateTime(from.UtcDateTime), DateOnly.FromDateTime(to.UtcDateTime)))
        {
            await foreach (var row in storage.Query(month, $"PartitionKey eq {Partition(account, queue)} and RowKey ge {Ticks(from)} and RowKey lt {Ticks(to)}", perPage: null, cancel))
            {
                found.Add(JsonSerializer.Deserialize(row.Content().Span, StatisticsJson.Change) ?? throw new JsonException($"The login {row.RowKey} is null."));
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> DropBefore(DateOnly day, CancellationToken cancel) =>
        [.. await MonthTable.DropBefore(storage, Table, day, cancel), .. await MonthTable.DropBefore(storage, LoginTable, day, cancel)];

    private static string Partition(AccountId account, ExtensionNumber queue) => $"{account}|{queue}";

    private static string Partition(AccountId account, ExtensionNumber queue, DateOnly day) => $"{Partition(account, queue)}|{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";

    private static string Row(QueueStay stay) => string.Create(CultureInfo.InvariantCulture, $"{Ticks(stay.CountsAt())}-{RowKey.Safe(stay.Call)}-{stay.Sequence:D4}");

    private static string Ticks(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}
