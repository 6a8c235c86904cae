using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;

namespace Pbx.Infra.Tables;

/// <summary>
/// Configurations in the table <c>config</c>: an account is a partition with a row <c>current</c>, a row <c>h-{number, inverted}</c> for every version, so that the
/// newest comes first, and a row <c>s-{name}</c> for every section.
/// </summary>
public sealed class TableConfigurations(TableAccount storage) : IConfigurationStore
{
    private const string Table = "config";
    private const string CurrentRow = "current";
    private const string HistoryRows = "h-";
    private const string HistoryRowsEnd = "h.";
    private const int HistoryPage = 100; // about what a person looks at
    private const int MostActions = 100; // of one transaction (Entity group transactions)
    private const int MostBytes = 3_750_000; // of 4 MiB, since a section's parts and headers are counted only roughly
    private const int BytesAroundASection = 1024;
    private const int AtOnce = 4;

    /// <inheritdoc/>
    public async Task<ConfigurationPointer?> ReadPointer(AccountId account, CancellationToken cancel) =>
        await storage.Read(Table, account.Value, CurrentRow, cancel) is { } row ? Pointer(row) : null;

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReadSection(AccountId account, string name, CancellationToken cancel) =>
        (await storage.Read(Table, account.Value, SectionRow(name), cancel))?.Content();

    /// <inheritdoc/>
    public Task WriteSections(AccountId account, IReadOnlyCollection<ConfigurationSection> sections, CancellationToken cancel)
    {
        foreach (var section in sections)
        {
            Limits.CheckSection(section.Name, section.Content);
        }

        // What has the same name has the same content, so replacing is passing over, and no transaction fails for a row that is there.
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        return Parallel.ForEachAsync(Batches(account, sections), options, async (batch, stop) =>
            await storage.Write(Table, table => table.SubmitTransactionAsync(batch, stop), stop));
    }

    /// <inheritdoc/>
    public async Task<ConfigurationPointer?> Flip(AccountId account, string? tag, ConfigurationVersion version, CancellationToken cancel)
    {
        var attempt = Attempt.New();
        var current = attempt.Mark(Row(account, CurrentRow, version));
        TableTransactionAction[] actions =
        [
            tag is null
                ? new(TableTransactionActionType.Add, current)
                : new(TableTransactionActionType.UpdateReplace, current, new ETag(tag)),
            new(TableTransactionActionType.Add, Row(account, HistoryRow(version.Number), version)),
        ];
        try
        {
            var written = await storage.Write(Table, table => attempt.Submit(table, actions, 0, cancel), cancel);
            return new ConfigurationPointer(version, written.ToString());
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 412 || refused.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return attempt.WasRepeated && await storage.Read(Table, account.Value, CurrentRow, cancel) is { } row && attempt.Wrote(row) ? Pointer(row) : null;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(AccountId Account, ConfigurationPointer Pointer)> Accounts(AccountId? after, [EnumeratorCancellation] CancellationToken cancel)
    {
        // The row of the newest version is the first of its partition, so each account is one read of one row; all others of the partition are passed over unread.
        for (var last = after?.Value ?? ""; await FirstBehind(last, cancel) is { } row; last = row.PartitionKey)
        {
            if (row.RowKey == CurrentRow && AccountId.TryParse(row.PartitionKey, out var account))
            {
                yield return (account, Pointer(row));
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ConfigurationVersion> History(AccountId account, int? before, [EnumeratorCancellation] CancellationToken cancel)
    {
        var first = before is { } number ? HistoryRow(number) : HistoryRows;
        await foreach (var row in storage.Query(Table, $"PartitionKey eq {account.Value} and RowKey gt {first} and RowKey lt {HistoryRowsEnd}", HistoryPage, cancel))
        {
            yield return Version(row);
        }
    }

    /// <inheritdoc/>
    public async Task<ConfigurationVersion?> ReadVersion(AccountId account, int number, CancellationToken cancel) =>
        await storage.Read(Table, account.Value, HistoryRow(number), cancel) is { } row ? Version(row) : null;

    private async Task<TableEntity?> FirstBehind(string partition, CancellationToken cancel)
    {
        await foreach (var row in storage.Query(Table, $"PartitionKey gt {partition}", perPage: 1, cancel))
        {
            return row;
        }

        return null;
    }

    private static string HistoryRow(int number) => string.Create(CultureInfo.InvariantCulture, $"{HistoryRows}{(long)int.MaxValue - number:D10}");

    private static string SectionRow(string name) => "s-" + RowKey.Safe(name);

    private static IEnumerable<List<TableTransactionAction>> Batches(AccountId account, IReadOnlyCollection<ConfigurationSection> sections)
    {
        var batch = new List<TableTransactionAction>(Math.Min(sections.Count, MostActions));
        var bytes = 0;
        foreach (var section in sections.DistinctBy(s => s.Name, StringComparer.Ordinal))
        {
            var more = (((section.Content.Length + 2) / 3) * 4) + BytesAroundASection; // binary goes as Base64
            if (batch.Count == MostActions || bytes + more > MostBytes)
            {
                yield return batch;
                (batch, bytes) = (new List<TableTransactionAction>(MostActions), 0);
            }

            batch.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(account.Value, SectionRow(section.Name)).With(section.Content)));
            bytes += more;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static TableEntity Row(AccountId account, string row, ConfigurationVersion version)
    {
        var entity = new TableEntity(account.Value, row)
        {
            { "number", version.Number },
            { "manifest", version.Manifest },
            { "by", version.By },
            { "at", version.At },
            { "why", version.Why },
        };
        Set(entity, "channel", version.Channel?.Name());
        Set(entity, "undoes", version.Undoes);
        Set(entity, "restores", version.Restores);
        return entity;
    }

    private static void Set(TableEntity entity, string property, object? value)
    {
        if (value is not null)
        {
            entity[property] = value;
        }
    }

    private static ConfigurationPointer Pointer(TableEntity row) => new(Version(row), row.ETag.ToString());

    private static ConfigurationVersion Version(TableEntity row) => new(
        row.GetInt32("number") ?? 0,
        row.GetString("manifest") ?? "",
        row.GetString("by") ?? "",
        row.GetDateTimeOffset("at") ?? default,
        row.GetString("why") ?? "",
        ChannelNames.Find(row.GetString("channel")),
        row.GetInt32("undoes"),
        row.GetInt32("restores"));
}
