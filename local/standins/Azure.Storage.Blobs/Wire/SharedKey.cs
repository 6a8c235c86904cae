using System.Globalization;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Blobs.Wire;

/// <summary>
/// Signs each try of a request with the account key: SharedKey in its blob flavour, whose text to sign is the method, eleven
/// standard headers, the x-ms- headers and the canonicalized resource (REST reference, "Authorize with Shared Key").
/// </summary>
internal sealed class SharedKey(StorageSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        message.Request.Headers.SetValue("x-ms-date", DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture));
        message.Request.Headers.SetValue(
            "Authorization",
            $"SharedKey {credential.AccountName}:{credential.Sign(TextToSign(message.Request, credential.AccountName))}");
    }

    internal static string TextToSign(Request request, string account)
    {
        var text = new StringBuilder();
        text.Append(request.Method.Method).Append('\n');
        AppendHeader(text, request, "Content-Encoding");
        AppendHeader(text, request, "Content-Language");
        text.Append(Length(request)).Append('\n');
        AppendHeader(text, request, "Content-MD5");
        AppendHeader(text, request, "Content-Type");
        text.Append('\n'); // the date is in x-ms-date
        AppendHeader(text, request, "If-Modified-Since");
        AppendHeader(text, request, "If-Match");
        AppendHeader(text, request, "If-None-Match");
        AppendHeader(text, request, "If-Unmodified-Since");
        AppendHeader(text, request, "Range");
        AppendOwnHeaders(text, request);
        AppendResource(text, request.Uri.ToUri(), account);
        return text.ToString();
    }

    private static void AppendHeader(StringBuilder text, Request request, string name) =>
        text.Append(request.Headers.TryGetValue(name, out var value) ? value : "").Append('\n');

    // Nothing is an empty line, not a zero (since version 2015-02-21).
    private static string Length(Request request) =>
        request.Content is { } content && content.TryComputeLength(out var length) && length > 0
            ? length.ToString(CultureInfo.InvariantCulture)
            : "";

    private static void AppendOwnHeaders(StringBuilder text, Request request)
    {
        var own = request.Headers
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .Select(header => (Name: header.Name.ToLowerInvariant(), header.Value))
            .OrderBy(header => header.Name, StringComparer.Ordinal);
        foreach (var (name, value) in own)
        {
            text.Append(name).Append(':').Append(value.Trim()).Append('\n');
        }
    }

    private static void AppendResource(StringBuilder text, Uri address, string account)
    {
        text.Append('/').Append(account).Append(address.AbsolutePath);
        var parameters = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2))
            .Select(pair => (Name: Uri.UnescapeDataString(pair[0]).ToLowerInvariant(), Value: pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : ""))
            .GroupBy(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            text.Append('\n').Append(parameter.Key).Append(':').AppendJoin(',', parameter.Order(StringComparer.Ordinal));
        }
    }
}
