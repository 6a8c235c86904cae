using System.Globalization;
using Azure.Core;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Wire;

/// <summary>What the headers of an answer say of a blob.</summary>
internal static class HeaderReading
{
    private const string MetadataPrefix = "x-ms-meta-";

    public static BlobContentInfo ContentInfo(this ResponseHeaders headers) => new(headers.ETag ?? default, headers.LastModified());

    public static BlobProperties Properties(this ResponseHeaders headers) => new(
        headers.Length(), headers.Text("Content-Type"), headers.Text("Content-Disposition"), headers.Text("Cache-Control"), headers.ETag ?? default,
        headers.Time("x-ms-creation-time"), headers.LastModified(), headers.Metadata());

    public static BlobDownloadDetails Details(this ResponseHeaders headers) => new(
        headers.Length(), headers.Text("Content-Type"), headers.Text("Content-Range"), headers.ETag ?? default, headers.LastModified(), headers.Metadata());

    public static DateTimeOffset LastModified(this ResponseHeaders headers) => headers.Time("Last-Modified");

    private static long Length(this ResponseHeaders headers) =>
        long.TryParse(headers.Text("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : 0;

    private static string Text(this ResponseHeaders headers, string name) => headers.TryGetValue(name, out var value) ? value ?? "" : "";

    private static DateTimeOffset Time(this ResponseHeaders headers, string name) =>
        DateTimeOffset.TryParse(headers.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default;

    private static Dictionary<string, string> Metadata(this ResponseHeaders headers) => headers
        .Where(header => header.Name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(header => header.Name[MetadataPrefix.Length..], header => header.Value, StringComparer.OrdinalIgnoreCase);
}
