using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>How clients of the Table service behave: retries, transport and diagnostics of Azure.Core, and the protocol version.</summary>
public sealed class TableClientOptions : ClientOptions
{
    /// <exception cref="ArgumentOutOfRangeException">The version is not one of <see cref="ServiceVersion"/>.</exception>
    public TableClientOptions(ServiceVersion version = ServiceVersion.V2020_12_06) =>
        VersionString = version switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(version), version, "The Table service has no such version."),
        };

    internal string VersionString { get; }

    /// <summary>The versions of the protocol, sent as x-ms-version.</summary>
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06, the first that takes bearer tokens.</summary>
        V2020_12_06 = 2,
    }
}
