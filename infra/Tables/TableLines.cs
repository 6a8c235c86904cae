using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Engine.Lines;

namespace Pbx.Infra.Tables;

/// <summary>The lines of users in the table <c>lines</c>: an account is a partition, and each place in use is a row, <c>201-1</c>. Rows go when places are freed, so a partition is no larger than what goes on.</summary>
public sealed class TableLines(TableAccount storage) : ILines
{
    private const string Table = "lines";
    private const string CallProperty = "call";
    private const string SinceProperty = "since";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredLine>?> Take(AccountId account, IReadOnlyList<LineInUse> lines, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var actions = lines.Select(line => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(account.Value, Row(line)) { { CallProperty, line.Call }, { SinceProperty, line.Since } }));
        try
        {
            var answers = await storage.Write(Table, table => table.SubmitTransactionAsync(actions, cancel), cancel);
            return [.. lines.Select((line, i) => new StoredLine(line, answers.Value[i].Headers.ETag?.ToString() ?? throw new RequestFailedException("A row was written, but its tag was not told.")))];
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return null; // it may be our own first try, whose answer was lost: then the caller finds the places to be its own
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredLine>> Read(AccountId account, ExtensionNumber first, ExtensionNumber last, CancellationToken cancel)
    {
        var found = new List<StoredLine>();
        await foreach (var row in storage.Query(Table, $"PartitionKey eq {account.Value} and RowKey ge {first.Value + "-"} and RowKey lt {last.Value + "."}", perPage: null, cancel))
        {
            var parts = row.RowKey.Split('-');
            found.Add(new StoredLine(
                new LineInUse(ExtensionNumber.Parse(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture), row.GetString(CallProperty) ?? "", row.GetDateTimeOffset(SinceProperty) ?? default),
                row.ETag.ToString()));
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<bool> Free(AccountId account, IReadOnlyList<StoredLine> lines, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(lines);
        try
        {
            await storage.Table(Table).SubmitTransactionAsync(lines.Select(one => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(account.Value, Row(one.Line)), new ETag(one.Tag))), cancel);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return false;
        }
    }

    private static string Row(LineInUse line) => string.Create(CultureInfo.InvariantCulture, $"{line.User.Value}-{line.Place}");
}
