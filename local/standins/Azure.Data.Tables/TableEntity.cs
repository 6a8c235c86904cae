using System.Collections;

namespace Azure.Data.Tables;

/// <summary>
/// An entity as a dictionary of its properties, keys and ETag included ("PartitionKey", "RowKey", "Timestamp", "odata.etag").
/// Values are string, bool, int, long, double, DateTimeOffset, DateTime (UTC), Guid, byte[] or BinaryData; null is "not there".
/// Not thread safe.
/// </summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object?>
{
    internal const string PartitionKeyName = "PartitionKey";
    internal const string RowKeyName = "RowKey";
    internal const string TimestampName = "Timestamp";
    internal const string ETagName = "odata.etag";

    /// <summary>An entity without keys.</summary>
    public TableEntity() => Properties = new(StringComparer.Ordinal);

    /// <summary>An entity with a copy of these properties.</summary>
    public TableEntity(IDictionary<string, object?> values) =>
        Properties = values is null ? new(StringComparer.Ordinal) : new(values, StringComparer.Ordinal);

    /// <summary>An entity with its keys.</summary>
    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    internal Dictionary<string, object?> Properties { get; }

// Keys are null until they are set, as in the official type; callers are not made to ask, since an entity that was read has them.
#nullable disable warnings
    /// <inheritdoc />
    public string PartitionKey
    {
        get => GetString(PartitionKeyName);
        set => Properties[PartitionKeyName] = value;
    }

    /// <inheritdoc />
    public string RowKey
    {
        get => GetString(RowKeyName);
        set => Properties[RowKeyName] = value;
    }
#nullable restore warnings

    /// <inheritdoc />
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(TimestampName);
        set => Properties[TimestampName] = value;
    }

    /// <inheritdoc />
    public ETag ETag
    {
        get => GetString(ETagName) is { } etag ? new ETag(etag) : default;
        set => Properties[ETagName] = value.ToString();
    }

    /// <inheritdoc />
    public ICollection<string> Keys => Properties.Keys;

    ICollection<object?> IDictionary<string, object?>.Values => Properties.Values;

    /// <inheritdoc />
    public int Count => Properties.Count;

    bool ICollection<KeyValuePair<string, object?>>.IsReadOnly => false;

    /// <summary>
    /// A property, null if it is not there. Setting keeps the type that is there: an int becomes the long or the double that it
    /// replaces.
    /// </summary>
    /// <exception cref="InvalidOperationException">The new value is of another type than the one that is there.</exception>
    public object? this[string key]
    {
        get => Properties.GetValueOrDefault(key);
        set => Properties[key] =
            value is not null && Properties.TryGetValue(key, out var present) && present is not null ? Keep(present, value) : value;
    }

    /// <summary>A text, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public string? GetString(string key) =>
        this[key] switch { null => null, string text => text, var other => throw Mistyped(typeof(string), other) };

    /// <summary>A 32-bit number, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public int? GetInt32(string key) =>
        this[key] switch { null => null, int number => number, var other => throw Mistyped(typeof(int), other) };

    /// <summary>A 64-bit number, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public long? GetInt64(string key) =>
        this[key] switch { null => null, long number => number, var other => throw Mistyped(typeof(long), other) };

    /// <summary>A floating number, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public double? GetDouble(string key) =>
        this[key] switch { null => null, double number => number, var other => throw Mistyped(typeof(double), other) };

    /// <summary>A truth value, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public bool? GetBoolean(string key) =>
        this[key] switch { null => null, bool truth => truth, var other => throw Mistyped(typeof(bool), other) };

    /// <summary>An instant in UTC, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public DateTime? GetDateTime(string key) => this[key] switch
    {
        null => null,
        DateTime instant => instant,
        DateTimeOffset instant => instant.UtcDateTime,
        var other => throw Mistyped(typeof(DateTime), other),
    };

    /// <summary>An instant, null if there is none. The service keeps it in UTC.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public DateTimeOffset? GetDateTimeOffset(string key) => this[key] switch
    {
        null => null,
        DateTimeOffset instant => instant,
        DateTime instant => new DateTimeOffset(instant),
        var other => throw Mistyped(typeof(DateTimeOffset), other),
    };

    /// <summary>A GUID, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public Guid? GetGuid(string key) =>
        this[key] switch { null => null, Guid id => id, var other => throw Mistyped(typeof(Guid), other) };

    /// <summary>Bytes, null if there are none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public byte[]? GetBinary(string key) => this[key] switch
    {
        null => null,
        byte[] bytes => bytes,
        BinaryData data => data.ToArray(),
        var other => throw Mistyped(typeof(byte[]), other),
    };

    /// <summary>Bytes, null if there are none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public BinaryData? GetBinaryData(string key) => this[key] switch
    {
        null => null,
        BinaryData data => data,
        byte[] bytes => BinaryData.FromBytes(bytes),
        var other => throw Mistyped(typeof(BinaryData), other),
    };

    /// <summary>Sets a property, as the indexer does: one that is there is replaced.</summary>
    public void Add(string key, object? value) => this[key] = value;

    /// <inheritdoc />
    public bool ContainsKey(string key) => Properties.ContainsKey(key);

    /// <inheritdoc />
    public bool Remove(string key) => Properties.Remove(key);

    /// <inheritdoc />
    public bool TryGetValue(string key, out object? value) => Properties.TryGetValue(key, out value);

    /// <inheritdoc />
    public void Clear() => Properties.Clear();

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => this[item.Key] = item.Value;

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)Properties).Contains(item);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object?>>)Properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)Properties).Remove(item);

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => Properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Properties.GetEnumerator();

    private static object Keep(object present, object value) => (present, value) switch
    {
        (int, double or long) => value,
        (double, int number) => (double)number,
        (long, int number) => (long)number,
        _ when present.GetType() == value.GetType() => value,
        _ => throw new InvalidOperationException(
            $"A property of type {present.GetType().Name} cannot become a {value.GetType().Name}. Remove it first."),
    };

    private static InvalidOperationException Mistyped(Type wanted, object present) =>
        new($"Cannot return {wanted} type for a {present.GetType()} typed property.");
}
