using Azure.Core;

namespace Azure.Communication.CallAutomation;

/// <summary>
/// How a <see cref="CallAutomationClient"/> talks to the service. A policy added at <see cref="HttpPipelinePosition.PerCall"/> sees each
/// request once, before it is retried and signed, and may overwrite its <c>Repeatability-Request-ID</c>.
/// </summary>
public sealed class CallAutomationClientOptions : ClientOptions
{
    /// <exception cref="ArgumentOutOfRangeException">The version is not one of <see cref="ServiceVersion"/>.</exception>
    public CallAutomationClientOptions(ServiceVersion version = ServiceVersion.V2026_03_12) => ApiVersion = version switch
    {
        ServiceVersion.V2023_03_06 => "2023-03-06",
        ServiceVersion.V2023_10_15 => "2023-10-15",
        ServiceVersion.V2024_04_15 => "2024-04-15",
        ServiceVersion.V2024_09_15 => "2024-09-15",
        ServiceVersion.V2025_05_15 => "2025-05-15",
        ServiceVersion.V2025_06_15 => "2025-06-15",
        ServiceVersion.V2026_03_12 => "2026-03-12",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "There is no such version of the service."),
    };

    /// <summary>The versions of the REST API; the requests sent are those of the newest one.</summary>
    public enum ServiceVersion
    {
#pragma warning disable CA1707, CS1591 // Official names.
        V2023_03_06 = 1,
        V2023_10_15 = 2,
        V2024_04_15 = 3,
        V2024_09_15 = 4,
        V2025_05_15 = 5,
        V2025_06_15 = 6,
        V2026_03_12 = 7,
#pragma warning restore CA1707, CS1591
    }

    /// <summary>The identity that places calls and answers them; null lets the service make one for each request.</summary>
    public CommunicationUserIdentifier? Source { get; set; }

    internal string ApiVersion { get; }
}
