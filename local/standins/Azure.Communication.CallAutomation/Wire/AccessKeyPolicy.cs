using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.CallAutomation;

/// <summary>
/// Signs each try of a request with the access key: method, path with query, date, host and the hash of the body
/// (azure-docs, communication-services, "Sign an HTTP request with HMAC").
/// </summary>
internal sealed class AccessKeyPolicy(byte[] accessKey) : HttpPipelineSynchronousPolicy
{
    private const string EmptyBodyHash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        var uri = request.Uri.ToUri();
        var date = DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture);
        var bodyHash = BodyHash(request.Content, message.CancellationToken);
        var signature = Signature($"{request.Method.Method}\n{uri.PathAndQuery}\n{date};{uri.Authority};{bodyHash}");
        request.Headers.SetValue("x-ms-content-sha256", bodyHash);
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.SetValue("Date", date);
        request.Headers.SetValue("Authorization", $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
    }

    private static string BodyHash(RequestContent? body, CancellationToken cancel)
    {
        switch (body)
        {
            case null:
                return EmptyBodyHash;
            case JsonBody json:
                return Convert.ToBase64String(SHA256.HashData(json.Bytes.Span));
            default:
                using (var bytes = new MemoryStream())
                {
                    body.WriteTo(bytes, cancel);
                    return Convert.ToBase64String(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
                }
        }
    }

    private string Signature(string toSign) => Convert.ToBase64String(HMACSHA256.HashData(accessKey, Encoding.ASCII.GetBytes(toSign)));
}
