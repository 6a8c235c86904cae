using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Local.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class WhenEntitiesAreQueried(AzuriteFixture azurite)
{
    [Fact]
    public async Task More_than_a_thousand_come_in_pages()
    {
        var table = await azurite.NewTable();
        foreach (var hundred in Enumerable.Range(0, 1050).Chunk(100))
        {
            await table.SubmitTransactionAsync(
                hundred.Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p'ü", $"{i:0000}"))));
        }

        var pages = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {"p'ü"}"), select: ["RowKey"]).AsPages().ToListAsync();

        Assert.Equal([1000, 50], pages.Select(page => page.Values.Count));
        Assert.Null(pages[1].ContinuationToken);
        Assert.Equal(Enumerable.Range(0, 1050).Select(i => $"{i:0000}"), pages.SelectMany(page => page.Values).Select(entity => entity.RowKey));
    }

    [Fact]
    public async Task A_query_goes_on_where_another_stopped()
    {
        var table = await Rows("a", "b", "c", "d", "e");

        var first = await table.QueryAsync<TableEntity>(maxPerPage: 2).AsPages().FirstAsync();
        var rest = await table.QueryAsync<TableEntity>().AsPages(first.ContinuationToken, pageSizeHint: 1).ToListAsync();

        Assert.Equal(["a", "b"], first.Values.Select(entity => entity.RowKey));
        Assert.Equal(["c", "d", "e"], rest.Select(page => page.Values.Single().RowKey));
        Assert.Equal(200, rest[0].GetRawResponse().Status);
    }

    [Fact]
    public async Task All_pages_together_are_the_result()
    {
        var table = await Rows("a", "b", "c", "d", "e");

        Assert.Equal(["a", "b", "c", "d", "e"], await table.QueryAsync<TableEntity>(maxPerPage: 2).Select(entity => entity.RowKey).ToListAsync());
    }

    [Fact]
    public async Task An_empty_table_is_one_empty_page()
    {
        var table = await azurite.NewTable();

        var page = await table.QueryAsync<TableEntity>().AsPages().SingleAsync();

        Assert.Empty(page.Values);
        Assert.Null(page.ContinuationToken);
    }

    [Fact]
    public async Task Values_of_every_type_can_be_asked_for()
    {
        var table = await azurite.NewTable();
        var id = Guid.NewGuid();
        var instant = new DateTimeOffset(2026, 9, 1, 10, 15, 0, TimeSpan.FromHours(2)).AddMilliseconds(123);
        await table.AddEntityAsync(new TableEntity("p", "other") { ["Text"] = "other", ["Yes"] = false, ["Int"] = 1, ["Long"] = 1L, ["Double"] = 0.5, ["At"] = instant.AddDays(1), ["Id"] = Guid.NewGuid(), ["Bytes"] = new byte[] { 1 } });
        await table.AddEntityAsync(new TableEntity("p", "wanted") { ["Text"] = "it's", ["Yes"] = true, ["Int"] = -5, ["Long"] = 9007199254740993L, ["Double"] = 0.1, ["At"] = instant, ["Id"] = id, ["Bytes"] = new byte[] { 10, 255 } });

        async Task Finds(FormattableString filter) =>
            Assert.Equal(["wanted"], await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(filter)).Select(entity => entity.RowKey).ToListAsync());

        await Finds($"Text eq {"it's"}");
        await Finds($"Yes eq {true}");
        await Finds($"Int eq {-5}");
        await Finds($"Int lt {0}");
        await Finds($"Long eq {9007199254740993L}");
        await Finds($"Double eq {0.1}");
        await Finds($"At eq {instant}");
        await Finds($"At lt {instant.AddHours(1).UtcDateTime}");
        await Finds($"Id eq {id}");
        await Finds($"Bytes eq {new byte[] { 10, 255 }}");
        await Finds($"PartitionKey eq {"p"} and RowKey ge {"w"} and RowKey lt {"x"}");
        await Finds($"not (Int eq {1}) and (Yes eq {true} or Text eq {"other"})");
    }

    [Fact]
    public async Task A_filter_that_cannot_be_read_is_refused()
    {
        var table = await azurite.NewTable();

        var fault = await Assert.ThrowsAsync<RequestFailedException>(async () => await table.QueryAsync<TableEntity>("PartitionKey eq").ToListAsync());

        Assert.Equal(400, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.InvalidInput);
    }

    [Fact]
    public async Task A_query_can_be_cancelled()
    {
        var table = await Rows("a");
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await table.QueryAsync<TableEntity>(cancellationToken: cancel.Token).ToListAsync());
    }

    private async Task<TableClient> Rows(params string[] keys)
    {
        var table = await azurite.NewTable();
        await table.SubmitTransactionAsync(keys.Select(key => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", key))));
        return table;
    }
}
