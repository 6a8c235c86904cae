namespace Azure.Data.Tables;

/// <summary>The name and the key of a storage account. The key can be exchanged while clients use it (key rotation).</summary>
public sealed class TableSharedKeyCredential
{
    private byte[] key;

    /// <exception cref="FormatException">The key is not Base64.</exception>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountName);
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        AccountName = accountName;
        key = Convert.FromBase64String(accountKey);
    }

    /// <summary>The name of the account.</summary>
    public string AccountName { get; }

    internal byte[] Key => Volatile.Read(ref key);

    /// <summary>Signs with another key from now on.</summary>
    /// <exception cref="FormatException">The key is not Base64.</exception>
    public void SetAccountKey(string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        Volatile.Write(ref key, Convert.FromBase64String(accountKey));
    }
}
