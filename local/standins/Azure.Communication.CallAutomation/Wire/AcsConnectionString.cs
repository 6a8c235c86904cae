namespace Azure.Communication.CallAutomation;

/// <summary>Reads <c>endpoint=https://….communication.azure.com/;accesskey=…</c>; the order and the case of the names do not matter.</summary>
internal static class AcsConnectionString
{
    public static (Uri Endpoint, byte[] AccessKey) Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        string? endpoint = null, accessKey = null;
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('='); // the key itself may end in more of them
            var name = equals < 0 ? part : part[..equals].TrimEnd();
            var value = equals < 0 ? "" : part[(equals + 1)..].TrimStart();
            if (name.Equals("endpoint", StringComparison.OrdinalIgnoreCase))
            {
                endpoint = value;
            }
            else if (name.Equals("accesskey", StringComparison.OrdinalIgnoreCase))
            {
                accessKey = value;
            }
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri))
        {
            throw new ArgumentException("The connection string has no endpoint that is an absolute address.", nameof(connectionString));
        }

        // The message never repeats the key.
        var key = new byte[accessKey?.Length ?? 0];
        return Convert.TryFromBase64String(accessKey ?? "", key, out var length) && length > 0
            ? (uri, key[..length])
            : throw new ArgumentException("The connection string has no access key in Base64.", nameof(connectionString));
    }
}
