namespace Azure.Data.Tables;

/// <summary>What one action of a transaction does.</summary>
public enum TableTransactionActionType
{
    /// <summary>Adds the entity; it must not exist.</summary>
    Add = 0,

    /// <summary>Merges into the existing entity, if the ETag fits.</summary>
    UpdateMerge = 1,

    /// <summary>Replaces the existing entity, if the ETag fits.</summary>
    UpdateReplace = 2,

    /// <summary>Deletes the existing entity, if the ETag fits; without one, whatever its version.</summary>
    Delete = 3,

    /// <summary>Adds the entity or merges into the existing one.</summary>
    UpsertMerge = 4,

    /// <summary>Adds the entity or replaces the existing one.</summary>
    UpsertReplace = 5,
}
