using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Pbx.Infra.Tables;

/// <summary>A storage account with our tables. Nothing is connected before the first request, and a table is made when the first write finds it missing.</summary>
public sealed class TableAccount
{
    private readonly Lazy<TableServiceClient> service;
    private readonly ConcurrentDictionary<string, TableClient> tables = new(StringComparer.Ordinal);

    private TableAccount(Func<TableServiceClient> connect) => service = new Lazy<TableServiceClient>(connect);

    /// <summary>By a connection string.</summary>
    public static TableAccount Connect(string connectionString, StorageOperations operations, Action<TableClientOptions>? adjust = null) =>
        new(() => new TableServiceClient(connectionString, Options(operations, adjust)));

    /// <summary>By the identity of the process, which needs the role Storage Table Data Contributor.</summary>
    public static TableAccount Connect(Uri endpoint, TokenCredential credential, StorageOperations operations, Action<TableClientOptions>? adjust = null) =>
        new(() => new TableServiceClient(endpoint, credential, Options(operations, adjust)));

    /// <summary>The names of all tables.</summary>
    internal async IAsyncEnumerable<string> Names([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var table in service.Value.QueryAsync(filter: (string?)null, cancellationToken: cancel))
        {
            yield return table.Name;
        }
    }

    /// <summary>Drops a table with all that is in it.</summary>
    internal Task Drop(string table, CancellationToken cancel) => service.Value.DeleteTableAsync(table, cancel);

    /// <summary>One row, or nothing; a missing table is an empty one.</summary>
    internal async Task<TableEntity?> Read(string table, string partition, string row, CancellationToken cancel)
    {
        var found = await Table(table).GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancel);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>The rows that a filter names, in the order of their keys; a missing table is an empty one.</summary>
    internal async IAsyncEnumerable<TableEntity> Query(string table, FormattableString filter, int? perPage, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var rows = Table(table).QueryAsync<TableEntity>(TableClient.CreateQueryFilter(filter), perPage, cancellationToken: cancel).GetAsyncEnumerator(cancel);
        while (await MoveNext(rows))
        {
            yield return rows.Current;
        }
    }

    /// <summary>Writes to a table, which is made first if it turns out to be missing.</summary>
    internal async Task<T> Write<T>(string table, Func<TableClient, Task<T>> write, CancellationToken cancel)
    {
        var client = Table(table);
        try
        {
            return await write(client);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == TableErrorCode.TableNotFound)
        {
            await client.CreateIfNotExistsAsync(cancel);
            return await write(client);
        }
    }

    internal TableClient Table(string name) => tables.GetOrAdd(name, static (table, account) => account.service.Value.GetTableClient(table), this);

    private static async ValueTask<bool> MoveNext(IAsyncEnumerator<TableEntity> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == TableErrorCode.TableNotFound)
        {
            return false;
        }
    }

    private static TableClientOptions Options(StorageOperations operations, Action<TableClientOptions>? adjust)
    {
        // Somebody hears silence while we wait: short pauses, and no try lasts longer than the budget of a ringing call (ARCHITECTURE 7).
        var options = new TableClientOptions
        {
            Retry =
            {
                Mode = RetryMode.Exponential,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = TimeSpan.FromSeconds(1),
                MaxRetries = 3,
                NetworkTimeout = TimeSpan.FromSeconds(5),
            },
        };
        options.AddPolicy(operations, HttpPipelinePosition.PerRetry);
        adjust?.Invoke(options);
        return options;
    }
}
