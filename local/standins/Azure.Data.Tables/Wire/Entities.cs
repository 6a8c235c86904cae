namespace Azure.Data.Tables.Wire;

/// <summary>What the stand-in takes as an entity.</summary>
internal static class Entities
{
    /// <exception cref="NotSupportedException">The entity is of another type than <see cref="TableEntity"/>.</exception>
    public static TableEntity Own(ITableEntity entity) => entity as TableEntity ?? throw NotOurs(entity.GetType());

    /// <exception cref="NotSupportedException">T is another type than <see cref="TableEntity"/>.</exception>
    public static T As<T>(TableEntity entity)
        where T : class, ITableEntity => entity as T ?? throw NotOurs(typeof(T));

    /// <exception cref="NotSupportedException">T is another type than <see cref="TableEntity"/>.</exception>
    public static void Check<T>()
        where T : class, ITableEntity
    {
        if (typeof(T) != typeof(TableEntity))
        {
            throw NotOurs(typeof(T));
        }
    }

    /// <exception cref="ArgumentNullException">The entity or one of its keys is missing.</exception>
    public static T WithKeys<T>(T entity)
        where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        return entity is { PartitionKey: not null, RowKey: not null }
            ? entity
            : throw new ArgumentNullException(nameof(entity), "An entity needs a PartitionKey and a RowKey; they may be empty.");
    }

    private static NotSupportedException NotOurs(Type type) =>
        new($"The stand-in of Azure.Data.Tables reads and writes TableEntity only, not {type}: see its MEMBERS.md.");
}
