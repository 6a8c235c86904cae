using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Wire;

namespace Pbx.Local.Tests.Tables;

public sealed class WhenAnEntityIsUnusual
{
    [Theory]
    [InlineData("{\"N@odata.type\":\"Edm.Int64\",\"N\":\"5\"}")]
    [InlineData("{\"N\":\"5\",\"N@odata.type\":\"Edm.Int64\"}")]
    [InlineData("{\"N@odata.type\":\"Edm.Int64\",\"B@odata.type\":\"Edm.Binary\",\"A\":true,\"N\":\"5\",\"B\":\"AA==\"}")]
    [InlineData("{\"\\u004E@odata\\u002Etype\":\"Edm.Int64\",\"\\u004E\":\"5\"}")]
    [InlineData("{\"N@odata.type\":\"Edm.Int64\",\"N\":5}")]
    public void A_type_may_stand_anywhere_beside_its_property(string json) => Assert.Equal(5L, Read(json).GetInt64("N"));

    [Fact]
    public void Full_metadata_is_understood_and_left_out()
    {
        var entity = Read("""
            {
              "odata.metadata": "http://x/$metadata#Calls/@Element", "odata.type": "a.Calls", "odata.id": "x", "odata.editLink": "y",
              "odata.etag": "W/\"1\"",
              "PartitionKey@odata.type": "Edm.String", "PartitionKey": "p", "RowKey": "r",
              "Timestamp@odata.type": "Edm.DateTime", "Timestamp": "2026-09-01T08:15:00.1234567Z",
              "I@odata.type": "Edm.Int32", "I": 7, "Yes@odata.type": "Edm.Boolean", "Yes": true,
              "D@odata.type": "Edm.Double", "D": "NaN", "E@odata.type": "Edm.Double", "E": 3,
              "L@odata.navigationLinkUrl": "z", "Gone": null
            }
            """);

        Assert.Equal(["D", "E", "Gone", "I", "PartitionKey", "RowKey", "Timestamp", "Yes", "odata.etag"], entity.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new ETag("W/\"1\""), entity.ETag);
        Assert.Equal(new DateTimeOffset(2026, 9, 1, 8, 15, 0, TimeSpan.Zero).AddTicks(1234567), entity.Timestamp);
        Assert.Equal(7, entity.GetInt32("I"));
        Assert.Equal(double.NaN, entity.GetDouble("D"));
        Assert.Equal(3.0, entity.GetDouble("E"));
        Assert.Null(entity["Gone"]);
    }

    [Theory]
    [InlineData("2147483647", typeof(int))]
    [InlineData("2147483648", typeof(long))]
    [InlineData("1.0", typeof(double))]
    [InlineData("1e3", typeof(double))]
    public void A_number_without_a_type_is_the_smallest_that_fits(string number, Type type) =>
        Assert.IsType(type, Read($"{{\"N\":{number}}}")["N"]);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"A\":{}}")]
    [InlineData("{\"A\":[1]}")]
    [InlineData("{\"A\":1")]
    [InlineData("{\"A@odata.type\":\"Edm.Guid\",\"A\":true}")]
    [InlineData("{\"A\":5,\"A@odata.type\":\"Edm.Binary\"}")]
    [InlineData("{\"A@odata.type\":\"Edm.Nonsense\",\"A\":\"x\"}")]
    public void What_is_no_entity_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Fact]
    public void What_the_service_keeps_itself_is_not_sent()
    {
        var json = Write(new TableEntity("p", "r") { ETag = new ETag("W/\"1\""), Timestamp = DateTimeOffset.UnixEpoch, ["A"] = null });

        Assert.Equal("{\"PartitionKey\":\"p\",\"RowKey\":\"r\"}", json);
    }

    [Fact]
    public void Types_that_JSON_lacks_are_announced()
    {
        var json = Write(new TableEntity
        {
            ["L"] = -5L,
            ["D"] = double.NegativeInfinity,
            ["T"] = new DateTimeOffset(2026, 9, 1, 10, 0, 0, TimeSpan.FromHours(2)),
            ["G"] = Guid.Empty,
            ["B"] = new byte[] { 255 },
        });

        Assert.Equal(
            "{\"L@odata.type\":\"Edm.Int64\",\"L\":\"-5\",\"D@odata.type\":\"Edm.Double\",\"D\":\"-Infinity\","
            + "\"T@odata.type\":\"Edm.DateTime\",\"T\":\"2026-09-01T08:00:00.0000000Z\","
            + "\"G@odata.type\":\"Edm.Guid\",\"G\":\"00000000-0000-0000-0000-000000000000\",\"B@odata.type\":\"Edm.Binary\",\"B\":\"/w==\"}",
            json);
    }

    [Fact]
    public void A_very_long_name_is_written_whole() =>
        Assert.Contains($"\"{new string('n', 300)}@odata.type\"", Write(new TableEntity { [new string('n', 300)] = 1L }), StringComparison.Ordinal);

    [Fact]
    public void Values_that_tables_do_not_have_are_refused_by_name()
    {
        Assert.Contains("Price", Assert.Throws<NotSupportedException>(() => Write(new TableEntity { ["Price"] = 1.5m })).Message, StringComparison.Ordinal);
        Assert.Contains("At", Assert.Throws<NotSupportedException>(() => Write(new TableEntity { ["At"] = DateTime.Now })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_entity_types_are_refused_before_anything_is_sent()
    {
        var answers = new Answers();
        var table = answers.Table();
        var other = new Other { PartitionKey = "p", RowKey = "r" };

        Assert.Contains("MEMBERS.md", (await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(other))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotSupportedException>(() => table.UpsertEntityAsync(other));
        await Assert.ThrowsAsync<NotSupportedException>(() => table.UpdateEntityAsync(other, ETag.All));
        await Assert.ThrowsAsync<NotSupportedException>(() => table.GetEntityAsync<Other>("p", "r"));
        await Assert.ThrowsAsync<NotSupportedException>(() => table.GetEntityIfExistsAsync<Other>("p", "r"));
        await Assert.ThrowsAsync<NotSupportedException>(() => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, other)]));
        Assert.Throws<NotSupportedException>(() => table.QueryAsync<Other>());
        Assert.Empty(answers.Asked);
    }

    [Fact]
    public async Task An_entity_without_keys_is_not_sent()
    {
        var answers = new Answers();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => answers.Table().AddEntityAsync(new TableEntity { ["A"] = 1 }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => answers.Table().SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity())]));
        Assert.Empty(answers.Asked);
    }

    private static TableEntity Read(string json) => EntityReader.ReadOne(Encoding.UTF8.GetBytes(json));

    private static string Write(TableEntity entity) => Encoding.UTF8.GetString(EntityWriter.Bytes(entity).Span);

    private sealed class Other : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }
    }
}
