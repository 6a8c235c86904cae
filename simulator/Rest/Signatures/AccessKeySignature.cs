using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Pbx.Simulator.Rest.Signatures;

/// <summary>
/// Checks the HMAC-SHA256 signature of a request exactly: verb, path and query as sent, date, host with port, and the hash of
/// the body ("Sign an HTTP request", communication services).
/// </summary>
internal static class AccessKeySignature
{
    private const string SignedHeaders = "x-ms-date;host;x-ms-content-sha256";

    // The tolerance is not published; this is what similar services allow.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    /// <summary>What is wrong with the signature; null when nothing is.</summary>
    public static string? Problem(HttpContext http, byte[] body, string accessKey)
    {
        var request = http.Request;
        var authorization = request.Headers.Authorization.ToString();
        const string scheme = "HMAC-SHA256 ";
        if (!authorization.StartsWith(scheme, StringComparison.Ordinal))
        {
            return "The request is neither signed with HMAC-SHA256 nor has it a bearer token.";
        }

        var signature = SignatureOf(authorization[scheme.Length..]);
        if (signature is null)
        {
            return $"The Authorization header must have SignedHeaders={SignedHeaders} and a Signature.";
        }

        var date = request.Headers["x-ms-date"].ToString();
        if (!DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent))
        {
            return "The x-ms-date header is missing or not a date in RFC 1123 form.";
        }

        if ((DateTimeOffset.UtcNow - sent).Duration() > Tolerance)
        {
            return "The x-ms-date header is too far from now.";
        }

        var hash = Convert.ToBase64String(SHA256.HashData(body));
        if (!string.Equals(request.Headers["x-ms-content-sha256"].ToString(), hash, StringComparison.Ordinal))
        {
            return "The x-ms-content-sha256 header is not the hash of the body.";
        }

        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty;
        // Files of recordings lie at another host than the API; clients sign for the API's and name it (HMAC policy of the official packages).
        var host = request.Headers["x-ms-host"] is [{ Length: > 0 } named, ..] ? named : request.Headers.Host.ToString();
        var signed = $"{request.Method}\n{target}\n{date};{host};{hash}";
        var expected = HMACSHA256.HashData(Convert.FromBase64String(accessKey), Encoding.ASCII.GetBytes(signed));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Convert.ToBase64String(expected)))
            ? null
            : "The signature does not match.";
    }

    private static string? SignatureOf(string parameters)
    {
        string? headers = null;
        string? signature = null;
        foreach (var part in parameters.Split('&'))
        {
            var (name, value) = part.Split('=', 2) is [var n, var v] ? (n, v) : (part, string.Empty);
            headers = string.Equals(name, "SignedHeaders", StringComparison.Ordinal) ? value : headers;
            signature = string.Equals(name, "Signature", StringComparison.Ordinal) ? value : signature;
        }

        return string.Equals(headers, SignedHeaders, StringComparison.OrdinalIgnoreCase) ? signature : null;
    }
}
