using Azure.Core;
using Azure.Core.Pipeline;

namespace Pbx.Infra.CallAutomation;

/// <summary>
/// Where the telephone network is and how it finds us: a connection string, or an endpoint with a credential; never both. A class and not a record, so that no log writes
/// the access key by chance.
/// </summary>
public sealed class AcsOptions
{
    /// <summary>Endpoint and access key of the ACS resource; needed against a network that speaks plain http.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The endpoint of the ACS resource, when <see cref="Credential"/> is used.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Who we are to the network: a managed identity as a rule.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>Where the network reaches our functions, without <c>/api</c>: webhooks and tones are under it.</summary>
    public required Uri PublicUri { get; init; }

    /// <summary>The Azure AI resource that reads texts aloud.</summary>
    public required Uri CognitiveServicesEndpoint { get; init; }

    /// <summary>How requests leave the process; Azure.Core's own unless given.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    /// <summary>An address of ours that the network can reach.</summary>
    public Uri Public(string path) => new($"{PublicUri.AbsoluteUri.TrimEnd('/')}/{path}");

    /// <exception cref="ArgumentException">Something is missing or contradicts; the message names all of it.</exception>
    internal static void Check(AcsOptions options)
    {
        List<string> wrong = [];
        if (options.ConnectionString is null && (options.Endpoint is null || options.Credential is null))
        {
            wrong.Add("a connection string, or an endpoint and a credential, are needed");
        }

        if (options.ConnectionString is not null && (options.Endpoint is not null || options.Credential is not null))
        {
            wrong.Add("a connection string and an endpoint with a credential exclude each other");
        }

        if (!options.PublicUri.IsAbsoluteUri || options.PublicUri.Query.Length > 0)
        {
            wrong.Add("the public address has to be absolute and without a query");
        }

        if (!options.CognitiveServicesEndpoint.IsAbsoluteUri)
        {
            wrong.Add("the endpoint of the AI resource has to be absolute");
        }

        if (wrong.Count > 0)
        {
            throw new ArgumentException($"The telephone network cannot be used: {string.Join("; ", wrong)}.", nameof(options));
        }
    }
}
