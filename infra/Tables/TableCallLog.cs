using System.Text.Json;
using Azure.Data.Tables;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Engine.Calls;

namespace Pbx.Infra.Tables;

/// <summary>The call log in the table <c>calllog</c>: an account is a partition, and its rows are calls from the newest on (<see cref="CallLogRow"/>).</summary>
public sealed class TableCallLog(TableAccount storage) : ICallLog
{
    private const string Table = "calllog";
    private const int MostOfAPage = 1000; // that the service gives (Query timeout and pagination)

    /// <inheritdoc/>
    public async Task File(AccountId account, CallRecord record, CancellationToken cancel)
    {
        ReadOnlyMemory<byte> json = JsonSerializer.SerializeToUtf8Bytes(record, Json.Of<CallRecord>(Json.State));
        Limits.CheckRow("The record of a call", json);
        var row = new TableEntity(account.Value, CallLogRow.Of(record.Id)).With(json);
        await storage.Write(Table, table => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel), cancel);
    }

    /// <inheritdoc/>
    public async Task<CallRecord?> Find(AccountId account, string id, CancellationToken cancel) =>
        await storage.Read(Table, account.Value, CallLogRow.Of(id), cancel) is { } row && Record(row) is var record && record.Id == id ? record : null;

    /// <inheritdoc/>
    public async Task<CallPage> List(AccountId account, int most, string? after, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var calls = new List<CallRecord>(Math.Min(most, MostOfAPage));
        var last = "";
        FormattableString filter = $"PartitionKey eq {account.Value} and RowKey gt {after ?? ""}";

        // One more than asked for tells whether there are more.
        await foreach (var row in storage.Query(Table, filter, Math.Min(most, MostOfAPage - 1) + 1, cancel))
        {
            if (calls.Count == most)
            {
                return new CallPage(calls, last);
            }

            calls.Add(Record(row));
            last = row.RowKey;
        }

        return new CallPage(calls, null);
    }

    private static CallRecord Record(TableEntity row) =>
        JsonSerializer.Deserialize(row.Content().Span, Json.Of<CallRecord>(Json.State)) ?? throw new JsonException($"The record of the call {row.RowKey} is null.");
}
