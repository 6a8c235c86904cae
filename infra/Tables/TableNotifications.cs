using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Notifications;
using Pbx.Engine.Notifications;

namespace Pbx.Infra.Tables;

/// <summary>
/// What users were notified of, by months (<see cref="MonthTable"/>): <c>notifications2026m11</c>, in which an account is a partition, and the rows are by user and name, <c>201-0639…-callwaits-…</c>. Those
/// about a call are found by its property: there are as many rows in a partition as its users were notified of in a month.
/// </summary>
public sealed class TableNotifications(TableAccount storage) : INotifications
{
    private const string Table = "notifications";
    private const string CallProperty = "call";

    /// <inheritdoc/>
    public Task Put(AccountId account, ExtensionNumber user, Notification notification, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(notification);
        var row = new TableEntity(account.Value, Row(user, notification.Id)).With(JsonSerializer.SerializeToUtf8Bytes(notification, NotificationJson.Default.Notification));
        if (notification.Call is { } call)
        {
            row.Add(CallProperty, call);
        }

        return storage.Write(Month(notification.Since), table => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel), cancel);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Notification>> Of(AccountId account, ExtensionNumber user, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var found = new List<Notification>();
        foreach (var month in MonthTable.Between(Table, DateOnly.FromDateTime(from.UtcDateTime), DateOnly.FromDateTime(to.UtcDateTime)))
        {
            await foreach (var row in storage.Query(month, $"PartitionKey eq {account.Value} and RowKey ge {Row(user, Ticks(from))} and RowKey lt {Row(user, Ticks(to))}", perPage: null, cancel))
            {
                found.Add(JsonSerializer.Deserialize(row.Content().Span, NotificationJson.Default.Notification) ?? throw new JsonException($"The notification {row.RowKey} is null."));
            }
        }

        return [.. found.OrderBy(one => one.Id, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<bool> Remove(AccountId account, ExtensionNumber user, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (Notification.SinceOf(id) is not { } since || await storage.Read(Month(since), account.Value, Row(user, id), cancel) is null)
        {
            return false;
        }

        await storage.Table(Month(since)).DeleteEntityAsync(account.Value, Row(user, id), ETag.All, cancel);
        return true;
    }

    /// <inheritdoc/>
    public async Task Forget(AccountId account, string call, DateTimeOffset since, CancellationToken cancel)
    {
        var month = Month(since);
        var rows = new List<string>();
        await foreach (var row in storage.Query(month, $"PartitionKey eq {account.Value} and call eq {call}", perPage: null, cancel))
        {
            rows.Add(row.RowKey);
        }

        foreach (var row in rows.Where(row => row.Contains($"-{Ticks(since)}-", StringComparison.Ordinal)))
        {
            await storage.Table(month).DeleteEntityAsync(account.Value, row, ETag.All, cancel);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> DropBefore(DateOnly day, CancellationToken cancel) => MonthTable.DropBefore(storage, Table, day, cancel);

    private static string Month(DateTimeOffset since) => MonthTable.Of(Table, DateOnly.FromDateTime(since.UtcDateTime));

    private static string Row(ExtensionNumber user, string id) => $"{user.Value}-{RowKey.Safe(id)}";

    private static string Ticks(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}
