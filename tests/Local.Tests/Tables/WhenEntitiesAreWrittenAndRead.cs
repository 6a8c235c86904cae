using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Local.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class WhenEntitiesAreWrittenAndRead(AzuriteFixture azurite)
{
    private const string Awkward = "Grüße \"an\" alle\r\n\u2028\t\\ 'x' {} 📞";

    [Fact]
    public async Task Every_type_comes_back_as_it_was_written()
    {
        var table = await azurite.NewTable();
        var id = Guid.NewGuid();
        var instant = new DateTimeOffset(2026, 9, 1, 10, 15, 0, TimeSpan.FromHours(2)).AddTicks(1234567);
        var response = await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = Awkward,
            ["Empty"] = "",
            ["LooksLikeADate"] = "2026-09-01T08:15:00Z",
            ["Yes"] = true,
            ["No"] = false,
            ["Small"] = int.MinValue,
            ["Large"] = int.MaxValue,
            ["Big"] = long.MinValue,
            ["Bigger"] = 9007199254740993L,
            ["Instant"] = instant,
            ["Utc"] = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            ["Id"] = id,
            ["Bytes"] = new byte[] { 0, 1, 254, 255 },
            ["NoBytes"] = Array.Empty<byte>(),
            ["Data"] = BinaryData.FromBytes(new byte[] { 7 }),
            ["Nothing"] = null,
        });

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal(204, response.Status);
        Assert.Equal(Awkward, read.GetString("Text"));
        Assert.Equal("", read.GetString("Empty"));
        Assert.Equal("2026-09-01T08:15:00Z", read.GetString("LooksLikeADate"));
        Assert.True(read.GetBoolean("Yes"));
        Assert.False(read.GetBoolean("No"));
        Assert.Equal(int.MinValue, read.GetInt32("Small"));
        Assert.Equal(int.MaxValue, read.GetInt32("Large"));
        Assert.Equal(long.MinValue, read.GetInt64("Big"));
        Assert.Equal(9007199254740993L, read.GetInt64("Bigger"));
        Assert.Equal(instant, read.GetDateTimeOffset("Instant"));
        Assert.Equal(TimeSpan.Zero, read.GetDateTimeOffset("Instant")!.Value.Offset);
        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), read.GetDateTime("Utc"));
        Assert.Equal(id, read.GetGuid("Id"));
        Assert.Equal([0, 1, 254, 255], read.GetBinary("Bytes")!);
        Assert.Empty(read.GetBinary("NoBytes")!);
        Assert.Equal([7], read.GetBinaryData("Data")!.ToArray());
        Assert.False(read.ContainsKey("Nothing"));
        Assert.Equal(("p", "r"), (read.PartitionKey, read.RowKey));
        Assert.NotNull(read.Timestamp);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0)]
    [InlineData(-12.0)]
    [InlineData(1e21)]
    [InlineData(5e-324)]
    [InlineData(1.7976931348623157e308)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task A_double_stays_a_double(double number)
    {
        var table = await azurite.NewTable();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Number"] = number });

        Assert.Equal(number, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetDouble("Number"));
    }

    [Theory]
    [InlineData("O'Hara", "it''s")]
    [InlineData("100%", "%41%2F%27")]
    [InlineData("Zürich 🏔", "дом")]
    [InlineData("a b+c&d=e", "(x,y)='z';:@$!*")]
    [InlineData("..", ".")]
    [InlineData(" leading", "trailing ")]
    [InlineData("", "")]
    [InlineData("+4930123456", "{\"k\":1}")]
    public async Task Keys_may_hold_any_character_that_the_service_allows(string partition, string row)
    {
        var table = await azurite.NewTable();
        await table.AddEntityAsync(new TableEntity(partition, row) { ["Step"] = 1 });
        await table.AddEntityAsync(new TableEntity(partition, row + "2"));
        await table.UpdateEntityAsync(new TableEntity(partition, row) { ["Step"] = 2 }, ETag.All);
        await table.UpsertEntityAsync(new TableEntity(partition, row) { ["Step"] = 3 }, TableUpdateMode.Replace);

        var read = (await table.GetEntityAsync<TableEntity>(partition, row)).Value;
        Assert.Equal((partition, row, 3), (read.PartitionKey, read.RowKey, read.GetInt32("Step")));

        var found = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey eq {row}")).ToListAsync();
        Assert.Equal([row], found.Select(entity => entity.RowKey));

        await table.DeleteEntityAsync(partition, row);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>(partition, row)).HasValue);
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>(partition, row + "2")).HasValue);
    }

    [Fact]
    public async Task The_response_to_a_write_has_the_ETag_that_a_read_shows()
    {
        var table = await azurite.NewTable();
        var added = (await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag;
        var readAfterAdd = (await table.GetEntityAsync<TableEntity>("p", "r")).Value.ETag;
        var replaced = (await table.UpsertEntityAsync(new TableEntity("p", "r"), TableUpdateMode.Replace)).Headers.ETag;
        var read = await table.GetEntityAsync<TableEntity>("p", "r");
        var queried = await table.QueryAsync<TableEntity>().SingleAsync();

        Assert.Equal(added, readAfterAdd);
        Assert.Equal(replaced, read.Value.ETag);
        Assert.Equal(replaced, read.GetRawResponse().Headers.ETag);
        Assert.Equal(replaced, queried.ETag);
        Assert.StartsWith("W/\"datetime'", replaced!.Value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_selected_properties_are_read()
    {
        var table = await azurite.NewTable();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2L, ["C"] = "c" });

        var read = (await table.GetEntityAsync<TableEntity>("p", "r", ["A", "B", "Missing"])).Value;
        var queried = await table.QueryAsync<TableEntity>(select: ["RowKey", "C"]).SingleAsync();

        Assert.Equal(1, read.GetInt32("A"));
        Assert.Equal(2L, read.GetInt64("B"));
        Assert.Null(read.GetString("C"));
        Assert.Null(read.GetString("Missing"));
        Assert.NotEqual(default, read.ETag);
        Assert.Equal("c", queried.GetString("C"));
        Assert.Equal("r", queried.RowKey);
        Assert.Null(queried.GetInt32("A"));
    }

    [Fact]
    public async Task An_entity_that_is_not_there_is_an_answer_or_a_failure_as_asked()
    {
        var table = await azurite.NewTable();

        var found = await table.GetEntityIfExistsAsync<TableEntity>("p", "none");
        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "none"));

        Assert.False(found.HasValue);
        Assert.Equal(404, found.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => found.Value);
        Assert.Equal(404, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.ResourceNotFound);
    }

    [Fact]
    public async Task An_entity_that_is_there_is_found()
    {
        var table = await azurite.NewTable();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });

        var found = await table.GetEntityIfExistsAsync<TableEntity>("p", "r", ["A"]);

        Assert.True(found.HasValue);
        Assert.Equal(1, found.Value!.GetInt32("A"));
    }

    [Fact]
    public async Task An_entity_is_not_added_twice()
    {
        var table = await azurite.NewTable();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = "first" });

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = "second" }));

        Assert.Equal(409, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.Contains("already exists", fault.Message, StringComparison.Ordinal);
        Assert.Equal("first", (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("A"));
    }

    [Fact]
    public async Task The_largest_text_comes_back_whole()
    {
        var table = await azurite.NewTable();
        var text = string.Concat(Enumerable.Repeat("{\"ä\":1}\n", 4096));
        Assert.Equal(32 * 1024, text.Length);
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Text"] = text });

        Assert.Equal(text, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("Text"));
    }
}
