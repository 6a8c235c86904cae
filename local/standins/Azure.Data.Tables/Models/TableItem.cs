namespace Azure.Data.Tables.Models;

/// <summary>A table of the account.</summary>
public sealed class TableItem(string name)
{
    /// <summary>The name of the table, as it was written when the table was made.</summary>
    public string Name { get; } = name;
}
