using System.Security.Cryptography;
using System.Text;

namespace Azure.Storage;

/// <summary>The name and the key of a storage account. The key can be exchanged while clients use it (key rotation).</summary>
public sealed class StorageSharedKeyCredential
{
    private byte[] key;

    /// <exception cref="FormatException">The key is not Base64.</exception>
    public StorageSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountName);
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        AccountName = accountName;
        key = Convert.FromBase64String(accountKey);
    }

    /// <summary>The name of the account.</summary>
    public string AccountName { get; }

    /// <summary>Signs with another key from now on.</summary>
    /// <exception cref="FormatException">The key is not Base64.</exception>
    public void SetAccountKey(string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        Volatile.Write(ref key, Convert.FromBase64String(accountKey));
    }

    /// <summary>The HMAC-SHA256 of a text under the key, as Base64.</summary>
    internal string Sign(string text) => Sign(Volatile.Read(ref key), text);

    /// <summary>The HMAC-SHA256 of a text under any key, as Base64.</summary>
    internal static string Sign(byte[] key, string text)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text), signature);
        return Convert.ToBase64String(signature);
    }
}
