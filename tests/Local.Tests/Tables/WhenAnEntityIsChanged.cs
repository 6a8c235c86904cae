using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Local.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class WhenAnEntityIsChanged(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_merge_leaves_what_it_does_not_name()
    {
        var (table, etag) = await OneEntity();

        var response = await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = "new", ["A"] = null }, etag);

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(204, response.Status);
        Assert.Equal(("old", "new"), (read.GetString("A"), read.GetString("B")));
        Assert.Equal(response.Headers.ETag, read.ETag);
    }

    [Fact]
    public async Task A_replacement_removes_what_it_does_not_name()
    {
        var (table, etag) = await OneEntity();

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = "new" }, etag, TableUpdateMode.Replace);

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Null(read.GetString("A"));
        Assert.Equal("new", read.GetString("B"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_older_version_is_refused_and_nothing_changes(TableUpdateMode mode)
    {
        var (table, old) = await OneEntity();
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = "between" }, old);

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = "late" }, old, mode));

        Assert.Equal(412, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.Equal("between", (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("A"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task Of_two_who_read_the_same_version_one_wins(TableUpdateMode mode)
    {
        var (table, etag) = await OneEntity();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                return (await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = $"{i}" }, etag, mode)).Status;
            }
            catch (RequestFailedException lost)
            {
                return lost.Status;
            }
        }));

        Assert.Single(outcomes, 204);
        Assert.Equal(7, outcomes.Count(status => status == 412));
    }

    [Fact]
    public async Task Any_version_fits_the_star()
    {
        var (table, _) = await OneEntity();

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = "new" }, ETag.All);

        Assert.Equal("new", (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("A"));
    }

    [Fact]
    public async Task An_update_of_nothing_fails_and_an_upsert_adds()
    {
        var table = await azurite.NewTable();

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All));
        await table.UpsertEntityAsync(new TableEntity("p", "merge") { ["A"] = 1 });
        await table.UpsertEntityAsync(new TableEntity("p", "replace") { ["A"] = 1 }, TableUpdateMode.Replace);

        Assert.Equal(404, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.ResourceNotFound);
        Assert.Equal(["merge", "replace"], await table.QueryAsync<TableEntity>().Select(entity => entity.RowKey).ToListAsync());
    }

    [Fact]
    public async Task An_upsert_merges_or_replaces_what_is_there()
    {
        var (table, _) = await OneEntity();

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = "merged" });
        var merged = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = "replaced" }, TableUpdateMode.Replace);
        var replaced = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal(("old", "merged"), (merged.GetString("A"), merged.GetString("B")));
        Assert.Equal((null, "replaced"), (replaced.GetString("A"), replaced.GetString("B")));
    }

    [Fact]
    public async Task An_entity_that_was_read_can_be_written_back()
    {
        var (table, _) = await OneEntity();
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        read["A"] = "changed";

        await table.UpdateEntityAsync(read, read.ETag, TableUpdateMode.Replace);

        Assert.Equal("changed", (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("A"));
    }

    [Fact]
    public async Task An_update_without_a_version_is_not_sent()
    {
        var (table, _) = await OneEntity();

        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), ifMatch: default));
    }

    [Fact]
    public async Task An_entity_is_deleted_only_in_the_version_that_was_read()
    {
        var (table, old) = await OneEntity();
        var etag = (await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = "new" })).Headers.ETag!.Value;

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", old));
        var deleted = await table.DeleteEntityAsync(new TableEntity("p", "r"), etag);

        Assert.Equal(412, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.Equal(204, deleted.Status);
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task Deleting_what_is_not_there_is_no_failure()
    {
        var table = await azurite.NewTable();

        Assert.Equal(404, (await table.DeleteEntityAsync("p", "none")).Status);
    }

    private async Task<(TableClient Table, ETag ETag)> OneEntity()
    {
        var table = await azurite.NewTable();
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = "old", ["B"] = "old" });
        return (table, added.Headers.ETag!.Value);
    }
}
