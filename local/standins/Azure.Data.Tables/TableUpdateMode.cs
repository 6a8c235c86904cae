namespace Azure.Data.Tables;

/// <summary>What happens to the properties of an existing entity that the new one does not name.</summary>
public enum TableUpdateMode
{
    /// <summary>They stay. A property cannot be removed this way.</summary>
    Merge = 0,

    /// <summary>They go.</summary>
    Replace = 1,
}
