using Azure.Core;

namespace Azure.Storage.Blobs;

/// <summary>How clients of the Blob service behave: retries, transport and diagnostics of Azure.Core, and the protocol version.</summary>
public sealed class BlobClientOptions : ClientOptions
{
    /// <exception cref="ArgumentOutOfRangeException">The version is not one of <see cref="ServiceVersion"/>.</exception>
    public BlobClientOptions(ServiceVersion version = ServiceVersion.V2024_11_04) =>
        VersionString = version switch
        {
            ServiceVersion.V2024_11_04 => Latest,
            _ => throw new ArgumentOutOfRangeException(nameof(version), version, "The stand-in of Azure.Storage.Blobs has no such version."),
        };

    internal const string Latest = "2024-11-04";

    internal string VersionString { get; }

    /// <summary>The versions of the protocol, sent as x-ms-version.</summary>
    public enum ServiceVersion
    {
        /// <summary>2024-11-04.</summary>
        V2024_11_04 = 24,
    }
}
