namespace Azure.Data.Tables.Wire;

/// <summary>
/// The pages of a query, one request each. A page may be empty and still say where to go on; the end is only where it says nothing.
/// </summary>
internal sealed class Paging<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> read, int? maxPerPage, CancellationToken cancel)
    : AsyncPageable<T>(cancel)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var next = continuationToken;
        do
        {
            var page = await read(next, pageSizeHint ?? maxPerPage, CancellationToken);
            yield return page;
            next = page.ContinuationToken;
        }
        while (next is not null);
    }
}

/// <summary>What a query sends to get a page, and how the place of the next page is kept in one text.</summary>
internal static class Paging
{
    public static string? Selection(IEnumerable<string>? select) =>
        select is null || string.Join(',', select) is not { Length: > 0 } names ? null : names;

    public static async Task<Page<TableEntity>> Entities(
        TableWire wire, string table, string? filter, string? selection, string? place, int? top, CancellationToken cancel)
    {
        var (partition, row) = Split(place);
        var address = $"{wire.Account}/{table}()"
            .With("$filter", Filter(filter))
            .With("$select", selection)
            .With("$top", Top(top))
            .With("NextPartitionKey", partition)
            .With("NextRowKey", row);
        var response = await wire.Get(address, cancel);
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var nextPartition);
        response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var nextRow);
        var next = nextPartition is null && nextRow is null ? null : $"{nextPartition} {nextRow}";
        return Page<TableEntity>.FromValues(EntityReader.ReadPage(response.Content.ToMemory().Span), next, response);
    }

    public static async Task<Page<Models.TableItem>> Tables(TableWire wire, string? filter, string? place, int? top, CancellationToken cancel)
    {
        var address = $"{wire.Account}/Tables()"
            .With("$filter", Filter(filter))
            .With("$top", Top(top))
            .With("NextTableName", place is { Length: > 0 } ? place : null);
        var response = await wire.Get(address, cancel);
        response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var next);
        var tables = EntityReader.ReadTableNames(response.Content.ToMemory().Span).ConvertAll(name => new Models.TableItem(name));
        return Page<Models.TableItem>.FromValues(tables, next, response);
    }

    private static string? Filter(string? filter) => filter is { Length: > 0 } ? filter : null;

    private static string? Top(int? top) => top?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // Both tokens are the service's own words without blanks; the second may be missing.
    private static (string? Partition, string? Row) Split(string? place)
    {
        if (place is not { Length: > 1 })
        {
            return (null, null);
        }

        var blank = place.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? (place, null) : (place[..blank], blank + 1 < place.Length ? place[(blank + 1)..] : null);
    }
}
