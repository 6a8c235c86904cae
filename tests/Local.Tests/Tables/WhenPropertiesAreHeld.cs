using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Pbx.Local.Tests.Tables;

public sealed class WhenPropertiesAreHeld
{
    [Fact]
    public void Keys_timestamp_and_ETag_are_properties_too()
    {
        var entity = new TableEntity("p", "r") { ETag = new ETag("W/\"1\""), Timestamp = DateTimeOffset.UnixEpoch };

        Assert.Equal(["PartitionKey", "RowKey", "odata.etag", "Timestamp"], entity.Keys);
        Assert.Equal("p", entity["PartitionKey"]);
        Assert.Equal("W/\"1\"", entity["odata.etag"]);
        Assert.Equal(4, entity.Count);
    }

    [Fact]
    public void What_is_not_there_is_null()
    {
        var entity = new TableEntity();

        Assert.Null(entity["A"]);
        Assert.Null(entity.GetString("A"));
        Assert.Null(entity.GetInt32("A"));
        Assert.Null(entity.GetInt64("A"));
        Assert.Null(entity.GetDouble("A"));
        Assert.Null(entity.GetBoolean("A"));
        Assert.Null(entity.GetDateTime("A"));
        Assert.Null(entity.GetDateTimeOffset("A"));
        Assert.Null(entity.GetGuid("A"));
        Assert.Null(entity.GetBinary("A"));
        Assert.Null(entity.GetBinaryData("A"));
        Assert.Null(entity.Timestamp);
        Assert.Equal(default, entity.ETag);
    }

    [Fact]
    public void A_property_of_another_type_is_not_converted()
    {
        var entity = new TableEntity { ["Text"] = "5", ["Number"] = 5 };

        Assert.Throws<InvalidOperationException>(() => entity.GetInt32("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetInt64("Number"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDouble("Number"));
        Assert.Throws<InvalidOperationException>(() => entity.GetString("Number"));
        Assert.Throws<InvalidOperationException>(() => entity.GetBoolean("Number"));
        Assert.Throws<InvalidOperationException>(() => entity.GetGuid("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDateTime("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDateTimeOffset("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetBinary("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetBinaryData("Text"));
    }

    [Fact]
    public void Setting_keeps_the_type_that_is_there()
    {
        var entity = new TableEntity { ["Long"] = 1L, ["Double"] = 1.5, ["Int"] = 1, ["Text"] = "a" };
        entity["Long"] = 2;
        entity["Double"] = 2;
        entity.Add("Int", 2L);

        Assert.Equal(2L, entity.GetInt64("Long"));
        Assert.Equal(2.0, entity.GetDouble("Double"));
        Assert.Equal(2L, entity.GetInt64("Int"));
        Assert.Throws<InvalidOperationException>(() => entity["Text"] = 5);
        Assert.True(entity.Remove("Text"));
        entity["Text"] = 5;
        Assert.Equal(5, entity.GetInt32("Text"));
    }

    [Fact]
    public void Instants_and_bytes_are_had_in_both_forms()
    {
        var at = new DateTimeOffset(2026, 9, 1, 10, 0, 0, TimeSpan.FromHours(2));
        var entity = new TableEntity { ["At"] = at, ["Utc"] = at.UtcDateTime, ["Bytes"] = new byte[] { 1 }, ["Data"] = BinaryData.FromBytes(new byte[] { 2 }) };

        Assert.Equal(at.UtcDateTime, entity.GetDateTime("At"));
        Assert.Equal(at, entity.GetDateTimeOffset("Utc"));
        Assert.Equal([1], entity.GetBinaryData("Bytes")!.ToArray());
        Assert.Equal([2], entity.GetBinary("Data")!);
    }

    [Fact]
    public void A_copy_is_a_copy()
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["PartitionKey"] = "p", ["RowKey"] = "r", ["A"] = 1 };
        var entity = new TableEntity(values);
        values["A"] = 2;
        entity["A"] = 3;

        Assert.Equal((2, 3), (values["A"], entity["A"]));
        Assert.Equal("p", entity.PartitionKey);
        Assert.True(entity.TryGetValue("A", out var a));
        Assert.Equal(3, a);
        entity.Clear();
        Assert.False(entity.ContainsKey("A"));
        Assert.Empty(entity);
    }

    [Fact]
    public void Error_codes_compare_with_texts()
    {
        string? none = null;

        Assert.True(TableErrorCode.EntityAlreadyExists == "EntityAlreadyExists");
        Assert.True("entityalreadyexists" == TableErrorCode.EntityAlreadyExists);
        Assert.True(TableErrorCode.EntityAlreadyExists != "TableNotFound");
        Assert.True(none != TableErrorCode.EntityAlreadyExists);
        Assert.False(TableErrorCode.EntityAlreadyExists == none);
        Assert.Equal(TableErrorCode.TableNotFound, new TableErrorCode("TableNotFound"));
        Assert.Equal(TableErrorCode.TableNotFound.GetHashCode(), new TableErrorCode("tablenotfound").GetHashCode());
        Assert.Equal("ResourceNotFound", TableErrorCode.ResourceNotFound.ToString());
    }

    [Fact]
    public void A_filter_has_a_literal_for_each_type()
    {
        var at = new DateTimeOffset(2026, 9, 1, 10, 15, 0, TimeSpan.FromHours(2));

        Assert.Equal("A eq 'O''Hara'", TableClient.CreateQueryFilter($"A eq {"O'Hara"}"));
        Assert.Equal("A eq ''''", TableClient.CreateQueryFilter($"A eq {'\''}"));
        Assert.Equal("A eq 5 and B eq 5L and C eq 1.5 and D eq true", TableClient.CreateQueryFilter($"A eq {5} and B eq {5L} and C eq {1.5} and D eq {true}"));
        Assert.Equal("A eq datetime'2026-09-01T08:15:00Z'", TableClient.CreateQueryFilter($"A eq {at}"));
        Assert.Equal("A eq datetime'2026-09-01T08:15:00.0000001Z'", TableClient.CreateQueryFilter($"A eq {at.AddTicks(1).UtcDateTime}"));
        Assert.Equal("A eq guid'00000000-0000-0000-0000-000000000000'", TableClient.CreateQueryFilter($"A eq {Guid.Empty}"));
        Assert.Equal("A eq X'0AFF'", TableClient.CreateQueryFilter($"A eq {new byte[] { 10, 255 }}"));
        Assert.Equal("A eq X'0AFF' or B eq null", TableServiceClient.CreateQueryFilter($"A eq {BinaryData.FromBytes(new byte[] { 10, 255 })} or B eq {null}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {new object()}"));
    }
}
