using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Local.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class WhenEntitiesAreWrittenAndRead(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_type_comes_back_as_it_was_written()
    {
        var table = await azurite.NewTable();
        var id = Guid.NewGuid();
        var instant = new DateTimeOffset(2026, 9, 1, 10, 15, 0, TimeSpan.FromHours(2)).AddTicks(1234567);
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "Grüße \"an\" alle\r\n\u2028\t\\ 📞",
            ["Empty"] = "",
            ["Yes"] = true,
            ["No"] = false,
            ["Small"] = int.MinValue,
            ["Big"] = long.MinValue,
            ["Bigger"] = 9007199254740993L,
            ["Float"] = 0.1,
            ["WholeFloat"] = 1.0,
            ["Instant"] = instant,
            ["Utc"] = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            ["Id"] = id,
            ["Bytes"] = new byte[] { 0, 1, 254, 255 },
            ["NoBytes"] = Array.Empty<byte>(),
            ["Data"] = BinaryData.FromBytes(new byte[] { 7 }),
            ["Nothing"] = null,
        });

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal("Grüße \"an\" alle\r\n\u2028\t\\ 📞", read.GetString("Text"));
        Assert.Equal("", read.GetString("Empty"));
        Assert.True(read.GetBoolean("Yes"));
        Assert.False(read.GetBoolean("No"));
        Assert.Equal(int.MinValue, read.GetInt32("Small"));
        Assert.Equal(long.MinValue, read.GetInt64("Big"));
        Assert.Equal(9007199254740993L, read.GetInt64("Bigger"));
        Assert.Equal(0.1, read.GetDouble("Float"));
        Assert.Equal(1.0, read.GetDouble("WholeFloat"));
        Assert.Equal(instant, read.GetDateTimeOffset("Instant"));
        Assert.Equal(TimeSpan.Zero, read.GetDateTimeOffset("Instant")?.Offset);
        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), read.GetDateTime("Utc"));
        Assert.Equal(id, read.GetGuid("Id"));
        Assert.Equal([0, 1, 254, 255], read.GetBinary("Bytes")!);
        Assert.Empty(read.GetBinary("NoBytes")!);
        Assert.Equal([7], read.GetBinaryData("Data")!.ToArray());
        Assert.False(read.ContainsKey("Nothing"));
        Assert.Equal(("p", "r"), (read.PartitionKey, read.RowKey));
        Assert.NotNull(read.Timestamp);
        Assert.NotEqual(default, read.ETag);
    }

    [Fact]
    public async Task An_entity_is_not_added_twice()
    {
        var table = await azurite.NewTable();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(409, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.EntityAlreadyExists);
    }
}
