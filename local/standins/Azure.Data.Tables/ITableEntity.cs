namespace Azure.Data.Tables;

/// <summary>What every entity of a table has: its two keys, and what the service says about its last change.</summary>
public interface ITableEntity
{
    /// <summary>The partition; entities of one partition can change together in a transaction. At most 1 KiB.</summary>
    string PartitionKey { get; set; }

    /// <summary>The name within the partition. At most 1 KiB.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last changed the entity. It is never sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version that was read; pass it to an update or delete to refuse later versions. It is opaque.</summary>
    ETag ETag { get; set; }
}
