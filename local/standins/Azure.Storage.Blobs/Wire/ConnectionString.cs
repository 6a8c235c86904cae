namespace Azure.Storage.Blobs.Wire;

/// <summary>The parts of a storage connection string that the Blob service needs: where it is and who signs.</summary>
internal sealed record ConnectionString(Uri Endpoint, StorageSharedKeyCredential Credential)
{
    // The account of the storage emulator. Its key is published: it is no secret.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="InvalidOperationException">The text is no storage connection string with an account key.</exception>
    public static ConnectionString Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var settings = Settings(text);
        if (settings.TryGetValue("UseDevelopmentStorage", out var emulator))
        {
            if (!string.Equals(emulator, "true", StringComparison.OrdinalIgnoreCase))
            {
                throw Invalid("UseDevelopmentStorage can only be true");
            }

            var proxy = settings.GetValueOrDefault("DevelopmentStorageProxyUri") ?? "http://127.0.0.1";
            var host = new UriBuilder(Absolute("DevelopmentStorageProxyUri", proxy)) { Port = 10000, Path = EmulatorAccount };
            return new(host.Uri, new StorageSharedKeyCredential(EmulatorAccount, EmulatorKey));
        }

        if (settings.ContainsKey("SharedAccessSignature"))
        {
            throw new NotSupportedException("The stand-in of Azure.Storage.Blobs signs with an account key or a token, not with a shared access signature.");
        }

        if (settings.GetValueOrDefault("AccountName") is not { Length: > 0 } account)
        {
            throw Invalid("AccountName is missing");
        }

        if (settings.GetValueOrDefault("AccountKey") is not { Length: > 0 } key)
        {
            throw Invalid("AccountKey is missing");
        }

        try
        {
            return new(Place(settings, account), new StorageSharedKeyCredential(account, key));
        }
        catch (FormatException)
        {
            throw Invalid("AccountKey is not Base64");
        }
    }

    private static Uri Place(Dictionary<string, string> settings, string account) =>
        settings.TryGetValue("BlobEndpoint", out var endpoint)
            ? Absolute("BlobEndpoint", endpoint)
            : Absolute(
                "EndpointSuffix",
                $"{settings.GetValueOrDefault("DefaultEndpointsProtocol") ?? "https"}://{account}.blob.{settings.GetValueOrDefault("EndpointSuffix") ?? "core.windows.net"}");

    private static Dictionary<string, string> Settings(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Keys end with "=", so only the first one separates.
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw Invalid("every setting must have the form name=value");
            }

            if (!settings.TryAdd(part[..equals].TrimEnd(), part[(equals + 1)..].TrimStart()))
            {
                throw Invalid($"{part[..equals]} is there twice");
            }
        }

        return settings;
    }

    private static Uri Absolute(string name, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? uri
            : throw Invalid($"{name} gives no address");

    // The text itself is never shown: it holds a key.
    private static InvalidOperationException Invalid(string why) => new($"The storage connection string is invalid: {why}.");
}
