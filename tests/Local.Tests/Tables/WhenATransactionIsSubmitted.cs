using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Local.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class WhenATransactionIsSubmitted(AzuriteFixture azurite)
{
    [Fact]
    public async Task All_kinds_of_actions_are_done_together()
    {
        var table = await azurite.NewTable();
        var etags = new Dictionary<string, ETag>(StringComparer.Ordinal);
        foreach (var row in new[] { "merge", "replace", "delete", "delete-any", "upsert-merge", "upsert-replace" })
        {
            etags[row] = (await table.AddEntityAsync(new TableEntity("p", row) { ["A"] = "old", ["B"] = "old" })).Headers.ETag!.Value;
        }

        var answer = await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "add") { ["B"] = "new" }),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "merge") { ["B"] = "new" }, etags["merge"]),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "replace") { ["B"] = "new" }, etags["replace"]),
            new(TableTransactionActionType.Delete, new TableEntity("p", "delete"), etags["delete"]),
            new(TableTransactionActionType.Delete, new TableEntity("p", "delete-any")),
            new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "upsert-merge") { ["B"] = "new" }),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "upsert-replace") { ["B"] = "new" }),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "upsert-new") { ["B"] = "new" }),
        ]);

        var rows = await table.QueryAsync<TableEntity>().ToDictionaryAsync(entity => entity.RowKey);
        Assert.Equal(202, answer.GetRawResponse().Status);
        Assert.All(answer.Value, part => Assert.Equal(204, part.Status));
        Assert.Equal(["add", "merge", "replace", "upsert-merge", "upsert-new", "upsert-replace"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(rows.Values, entity => Assert.Equal("new", entity.GetString("B")));
        Assert.Equal(["merge", "upsert-merge"], rows.Values.Where(entity => entity.GetString("A") == "old").Select(entity => entity.RowKey).Order(StringComparer.Ordinal));
        Assert.Equal(rows["merge"].ETag, answer.Value[1].Headers.ETag);
        Assert.Equal(rows["add"].ETag, answer.Value[0].Headers.ETag);
    }

    [Fact]
    public async Task A_hundred_actions_fit_in_one()
    {
        var table = await azurite.NewTable();

        var answer = await table.SubmitTransactionAsync(
            Enumerable.Range(0, 100).Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{i:000}") { ["N"] = i })));

        var rows = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(100, answer.Value.Count);
        Assert.Equal(Enumerable.Range(0, 100), rows.Select(entity => entity.GetInt32("N")!.Value));
        Assert.Equal(rows.Select(entity => entity.ETag), answer.Value.Select(part => part.Headers.ETag!.Value));
    }

    [Fact]
    public async Task More_than_a_hundred_actions_are_refused()
    {
        var table = await azurite.NewTable();

        var fault = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            Enumerable.Range(0, 101).Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{i:000}")))));

        Assert.Equal(400, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.InvalidInput);
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_conflict_tells_which_action_failed_and_nothing_was_done()
    {
        var table = await azurite.NewTable();
        await table.AddEntityAsync(new TableEntity("p", "there") { ["A"] = "old" });

        var fault = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "one")),
            new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "two")),
            new(TableTransactionActionType.Add, new TableEntity("p", "there") { ["A"] = "new" }),
            new(TableTransactionActionType.Add, new TableEntity("p", "four")),
        ]));

        Assert.Equal(2, fault.FailedTransactionActionIndex);
        Assert.Equal(409, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.Equal("old", (await table.QueryAsync<TableEntity>().SingleAsync()).GetString("A"));
    }

    [Fact]
    public async Task An_older_version_refuses_the_whole_transaction()
    {
        var table = await azurite.NewTable();
        var old = (await table.AddEntityAsync(new TableEntity("p", "head") { ["N"] = 1 })).Headers.ETag!.Value;
        await table.UpsertEntityAsync(new TableEntity("p", "head") { ["N"] = 2 });

        var fault = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "head") { ["N"] = 3 }, old),
            new(TableTransactionActionType.Add, new TableEntity("p", "row")),
        ]));

        Assert.Equal(0, fault.FailedTransactionActionIndex);
        Assert.Equal(412, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.Equal(2, (await table.QueryAsync<TableEntity>().SingleAsync()).GetInt32("N"));
    }

    [Fact]
    public async Task An_update_of_nothing_is_refused()
    {
        var table = await azurite.NewTable();

        var fault = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "one")),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "none"), ETag.All),
        ]));

        Assert.Equal((1, 404), (fault.FailedTransactionActionIndex, fault.Status));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task An_entity_appears_only_once()
    {
        var table = await azurite.NewTable();

        var fault = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "one")),
            new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "one")),
        ]));

        Assert.Equal(400, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.InvalidDuplicateRow);
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_told()
    {
        var table = new TableClient(azurite.ConnectionString, AzuriteFixture.NewTableName());

        var fault = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));

        Assert.Equal(404, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.TableNotFound);
    }

    [Theory]
    [InlineData("O'Hara", "it''s")]
    [InlineData("100%", "%41%2F%27")]
    [InlineData("Zürich 🏔", "дом")]
    [InlineData("a b+c&d=e", "(x,y)='z';:@$!*")]
    [InlineData("PUT", "DELETE http")]
    public async Task Keys_and_texts_come_through_unharmed(string partition, string row)
    {
        var table = await azurite.NewTable();
        const string Text = "line\r\n\r\n--changeset_x\u2028--{\"a\":\"ü\"}\r\n";
        var etag = (await table.AddEntityAsync(new TableEntity(partition, row + "2"))).Headers.ETag!.Value;

        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity(partition, row) { ["Text"] = Text, ["N"] = 5L }),
            new(TableTransactionActionType.UpdateMerge, new TableEntity(partition, row + "2") { ["Text"] = Text }, etag),
            new(TableTransactionActionType.UpsertReplace, new TableEntity(partition, row + "3") { ["Text"] = Text }),
        ]);

        foreach (var key in new[] { row, row + "2", row + "3" })
        {
            Assert.Equal(Text, (await table.GetEntityAsync<TableEntity>(partition, key)).Value.GetString("Text"));
        }
    }

    [Fact]
    public async Task No_actions_are_a_mistake()
    {
        var table = await azurite.NewTable();

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
    }
}
