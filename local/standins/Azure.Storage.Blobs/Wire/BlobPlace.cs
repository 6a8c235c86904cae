using System.Net;

namespace Azure.Storage.Blobs.Wire;

/// <summary>
/// Where something of the Blob service is: an account, a container in it, or a blob in that, with the signature that its address
/// carries, if any. An account is in the host name (cloud) or is the first segment of the path (emulator, any IP address).
/// </summary>
internal sealed record BlobPlace(string Account, string AccountName, string Container, string Blob, string Signature)
{
    /// <summary>The address itself, signature included.</summary>
    public Uri Uri => new(With(""));

    public static BlobPlace Parse(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var segments = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var authority = address.GetLeftPart(UriPartial.Authority);
        var signature = address.Query.TrimStart('?');
        if (!IsPathStyle(address))
        {
            return new(authority, address.Host.Split('.')[0], Name(segments, 0), Rest(segments, 1), signature);
        }

        return segments.Length == 0
            ? new(authority, "", "", "", signature)
            : new($"{authority}/{segments[0]}", Name(segments, 0), Name(segments, 1), Rest(segments, 2), signature);
    }

    /// <summary>The same account's container.</summary>
    public BlobPlace OfContainer(string container)
    {
        ArgumentException.ThrowIfNullOrEmpty(container);
        return this with { Container = container, Blob = "" };
    }

    /// <summary>The same container's blob. Slashes in the name stay slashes of the address.</summary>
    public BlobPlace OfBlob(string blob)
    {
        ArgumentException.ThrowIfNullOrEmpty(blob);
        return this with { Blob = blob };
    }

    /// <summary>The address with a query of its own before the signature.</summary>
    public string With(string parameters)
    {
        var path = Container.Length == 0
            ? Account
            : Blob.Length == 0
                ? $"{Account}/{Escape(Container)}"
                : $"{Account}/{Escape(Container)}/{string.Join('/', Blob.Split('/').Select(Escape))}";
        var whole = (parameters.Length, Signature.Length) switch
        {
            (0, _) => Signature,
            (_, 0) => parameters,
            _ => $"{parameters}&{Signature}",
        };
        return whole.Length == 0 ? path : $"{path}?{whole}";
    }

    private static string Name(string[] segments, int index) => index < segments.Length ? Uri.UnescapeDataString(segments[index]) : "";

    private static string Rest(string[] segments, int from) => string.Join('/', segments.Skip(from).Select(Uri.UnescapeDataString));

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static bool IsPathStyle(Uri address) =>
        address.IsLoopback || IPAddress.TryParse(address.Host, out _) || !address.Host.Contains('.', StringComparison.Ordinal);
}
