namespace Azure.Data.Tables;

/// <summary>
/// One action of a transaction (<see cref="TableClient.SubmitTransactionAsync"/>). An update without an ETag does not check
/// that the entity exists: it is sent without If-Match, as the official package does, and so acts as an upsert.
/// </summary>
public sealed class TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
{
    /// <summary>An action on whatever version there is.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, etag: default)
    {
    }

    /// <summary>What is done.</summary>
    internal TableTransactionActionType ActionType { get; } = actionType;

    /// <summary>To which entity; a delete uses only its keys.</summary>
    internal ITableEntity Entity { get; } = entity;

    /// <summary>The version that the entity must have, or none.</summary>
    public ETag ETag { get; } = etag;
}
