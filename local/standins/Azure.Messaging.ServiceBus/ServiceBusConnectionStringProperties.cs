namespace Azure.Messaging.ServiceBus;

/// <summary>The parts of a connection string.</summary>
public class ServiceBusConnectionStringProperties
{
    /// <summary>Where the namespace is, <c>sb://host:port</c>.</summary>
    internal Uri Endpoint { get; private set; } = new("sb://localhost");

    /// <summary>Host and port of the namespace.</summary>
    public string FullyQualifiedNamespace => Endpoint.Authority;

    /// <summary>The queue, when the string is for one only.</summary>
    public string? EntityPath { get; private set; }

    /// <summary>The name of the key.</summary>
    internal string? SharedAccessKeyName { get; private set; }

    /// <summary>The key.</summary>
    internal string? SharedAccessKey { get; private set; }

    internal bool UsesEmulator { get; private set; }

    /// <summary>Reads a connection string: <c>name=value</c> pairs separated by semicolons, names in any case; unknown ones are ignored.</summary>
    /// <exception cref="FormatException">It has no endpoint, a name twice, or something that is no pair.</exception>
    public static ServiceBusConnectionStringProperties Parse(string connectionString)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !pairs.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim()))
            {
                throw new FormatException("The connection string could not be parsed: it is made of different names, each with = and a value, separated by semicolons.");
            }
        }

        if (!pairs.TryGetValue("Endpoint", out var endpoint) || !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw new FormatException("The connection string needs Endpoint=sb://host.");
        }

        return new ServiceBusConnectionStringProperties
        {
            Endpoint = uri.IsDefaultPort || uri.Port <= 0 ? new UriBuilder(uri) { Port = 5671 }.Uri : uri,
            EntityPath = pairs.GetValueOrDefault("EntityPath"),
            SharedAccessKeyName = pairs.GetValueOrDefault("SharedAccessKeyName"),
            SharedAccessKey = pairs.GetValueOrDefault("SharedAccessKey"),
            UsesEmulator = string.Equals(pairs.GetValueOrDefault("UseDevelopmentEmulator"), "true", StringComparison.OrdinalIgnoreCase),
        };
    }
}
