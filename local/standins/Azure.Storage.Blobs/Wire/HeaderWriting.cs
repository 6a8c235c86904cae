using System.Globalization;
using Azure.Core;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Wire;

/// <summary>What a request says in its headers.</summary>
internal static class HeaderWriting
{
    public static void Add(this Request request, RequestConditions? conditions)
    {
        request.AddText("If-Match", conditions?.IfMatch?.ToString("H"));
        request.AddText("If-None-Match", conditions?.IfNoneMatch?.ToString("H"));
        request.AddText("If-Modified-Since", conditions?.IfModifiedSince?.ToString("R", CultureInfo.InvariantCulture));
        request.AddText("If-Unmodified-Since", conditions?.IfUnmodifiedSince?.ToString("R", CultureInfo.InvariantCulture));
    }

    public static void Add(this Request request, BlobHttpHeaders? headers)
    {
        request.AddText("x-ms-blob-content-type", headers?.ContentType);
        request.AddText("x-ms-blob-content-disposition", headers?.ContentDisposition);
        request.AddText("x-ms-blob-cache-control", headers?.CacheControl);
    }

    public static void Add(this Request request, IDictionary<string, string>? metadata)
    {
        foreach (var (name, value) in metadata ?? new Dictionary<string, string>())
        {
            request.Headers.SetValue("x-ms-meta-" + name, value);
        }
    }

    public static void Add(this Request request, HttpRange range)
    {
        if (range != default)
        {
            request.Headers.Add("x-ms-range", range.ToString());
        }
    }

    private static void AddText(this Request request, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            request.Headers.Add(name, value);
        }
    }
}
