using System.Net;

namespace Azure.Data.Tables.Wire;

/// <summary>Where things are below the address of an account: tables, entities, queries and batches.</summary>
/// <remarks>An account is in the host name (cloud) or is the first segment of the path (emulator, any IP address).</remarks>
internal static class Addresses
{
    /// <summary>The account in an address, "" if there is none.</summary>
    public static string AccountName(Uri endpoint)
    {
        var path = endpoint.AbsolutePath.AsSpan().TrimStart('/');
        var host = endpoint.Host.AsSpan();
        return IsPathStyle(endpoint)
            ? (path.IndexOf('/') is var slash and >= 0 ? path[..slash] : path).ToString()
            : (host.IndexOf('.') is var dot and >= 0 ? host[..dot] : host).ToString();
    }

    /// <summary>The address of the account without a slash at its end, also when the address of the table was given.</summary>
    public static string Account(Uri endpoint, string? tableName = null)
    {
        var path = endpoint.AbsolutePath.Trim('/');
        var segments = path.Length == 0 ? 0 : path.Count('/') + 1;
        if (tableName is not null
            && segments == (IsPathStyle(endpoint) ? 2 : 1)
            && path.AsSpan(path.LastIndexOf('/') + 1).Equals(tableName, StringComparison.OrdinalIgnoreCase))
        {
            path = path[..^tableName.Length].TrimEnd('/');
        }

        var authority = endpoint.GetLeftPart(UriPartial.Authority);
        return path.Length == 0 ? authority : $"{authority}/{path}";
    }

    public static string Table(string account, string table) => $"{account}/{table}";

    public static string Entity(string account, string table, string partitionKey, string rowKey) =>
        $"{account}/{table}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";

    /// <summary>Adds a query parameter if there is a value.</summary>
    public static string With(this string address, string name, string? value) =>
        value is null ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";

    // A quote inside a key is doubled, then everything is percent-encoded.
    private static string Key(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    private static bool IsPathStyle(Uri endpoint) =>
        endpoint.IsLoopback || IPAddress.TryParse(endpoint.Host, out _) || !endpoint.Host.Contains('.', StringComparison.Ordinal);
}
