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
    public async Task<IReadOnlyList<StoredLine>?> Write(AccountId account, IReadOnlyList<LineWrite> writes, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(writes);
        try
        {
            var answers = await storage.Write(Table, table => table.SubmitTransactionAsync(writes.Select(write => Action(account, write)), cancel), cancel);
            return [.. writes.Select((write, i) => write.Now is { } now ? new StoredLine(now, answers.Value[i].Headers.ETag?.ToString() ?? throw new RequestFailedException("A row was written, but its tag was not told.")) : null).OfType<StoredLine>()];
        }
        catch (RequestFailedException other) when (other.Status is 404 or 409 or 412)
        {
            return null; // it may be our own first try, whose answer was lost: then the caller finds the places as they should be
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

    private static TableTransactionAction Action(AccountId account, LineWrite write) => (write.Was, write.Now) switch
    {
        (null, { } now) => new TableTransactionAction(TableTransactionActionType.Add, Entity(account, now)),
        ({ } was, { } now) => new TableTransactionAction(TableTransactionActionType.UpdateReplace, Entity(account, now), new ETag(was.Tag)),
        ({ } was, null) => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(account.Value, Row(was.Line)), new ETag(was.Tag)),
        _ => throw new ArgumentException("A place that was free and stays free is not written.", nameof(write)),
    };

    private static TableEntity Entity(AccountId account, LineInUse line) => new(account.Value, Row(line)) { { CallProperty, line.Call }, { SinceProperty, line.Since } };

    private static string Row(LineInUse line) => string.Create(CultureInfo.InvariantCulture, $"{line.User.Value}-{line.Place}");
}
