using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Domain.Accounts;
using Pbx.Engine.NumberingPlans;

namespace Pbx.Infra.Tables;

/// <summary>
/// What is in force. <c>activations</c>: an account is a partition with one row. <c>activationsdue</c>: the index of next changes, in which a minute is a partition, so that what is due is one range of
/// partitions from the beginning of the table, and an empty one as long as nothing is.
/// </summary>
public sealed class TableActivations(TableAccount storage) : IActivations
{
    private const string Table = "activations";
    private const string DueTable = "activationsdue";
    private const string Row = "active";
    private const string At = "At";
    private const string Account = "Account";
    private const string Revision = "Revision";

    /// <inheritdoc/>
    public async Task<StoredActivation?> Read(AccountId account, CancellationToken cancel) =>
        await storage.Read(Table, account.Value, Row, cancel) is { } row
            ? new StoredActivation(JsonSerializer.Deserialize(row.Content().Span, ActivationJson.Form) ?? throw new JsonException($"The activation of {account} is null."), row.ETag.ToString())
            : null;

    /// <inheritdoc/>
    public async Task<bool> Write(Activation activation, string? tag, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(activation);
        var row = new TableEntity(activation.Account.Value, Row).With(JsonSerializer.SerializeToUtf8Bytes(activation, ActivationJson.Form));
        try
        {
            // Written twice because an answer was lost, the second is refused: then it is computed again, and found to be written.
            await storage.Write(Table, table => tag is null ? table.AddEntityAsync(row, cancel) : table.UpdateEntityAsync(row, new ETag(tag), TableUpdateMode.Replace, cancel), cancel);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412 || changed.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task Expect(DueAccount entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var row = new TableEntity(Minute(entry.At), Key(entry)) { [At] = entry.At, [Account] = entry.Account.Value, [Revision] = entry.Revision };
        await storage.Write(DueTable, table => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel), cancel);
    }

    /// <inheritdoc/>
    public Task Settle(DueAccount entry, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return storage.Table(DueTable).DeleteEntityAsync(Minute(entry.At), Key(entry), ETag.All, cancel);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DueAccount> Due(DateTimeOffset upTo, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in storage.Query(DueTable, $"PartitionKey le {Minute(upTo)}", perPage: null, cancel))
        {
            var entry = new DueAccount(row.GetDateTimeOffset(At) ?? default, AccountId.Parse(row.GetString(Account) ?? ""), row.GetInt32(Revision) ?? 0);
            if (entry.At <= upTo)
            {
                yield return entry;
            }
        }
    }

    private static string Minute(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);

    private static string Key(DueAccount entry) => string.Create(CultureInfo.InvariantCulture, $"{entry.Account}|{entry.Revision}");
}
