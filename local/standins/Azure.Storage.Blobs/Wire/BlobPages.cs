namespace Azure.Storage.Blobs.Wire;

/// <summary>The pages of a list, one request each. A page may be empty and still say where to go on.</summary>
internal sealed class BlobPages<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> read, CancellationToken cancel) : AsyncPageable<T>(cancel)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var next = continuationToken;
        do
        {
            var page = await read(next, pageSizeHint, CancellationToken);
            yield return page;
            next = page.ContinuationToken;
        }
        while (next is not null);
    }
}
