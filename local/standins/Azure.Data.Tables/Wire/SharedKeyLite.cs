using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Wire;

/// <summary>
/// Signs each try of a request with the account key: SharedKeyLite in its table flavour, whose text to sign is the date, a line
/// feed, and the canonicalized resource (REST reference, "Authorize with Shared Key").
/// </summary>
internal sealed class SharedKeyLite(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue(
            "Authorization",
            Authorization(credential.AccountName, credential.Key, date, message.Request.Uri.ToUri()));
    }

    internal static string Authorization(string account, byte[] key, string date, Uri address)
    {
        // Of the query only comp is signed.
        var text = string.Concat(date, "\n/", account, address.AbsolutePath + Comp(address.Query));
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text), signature);
        return string.Concat("SharedKeyLite ", account, ":", Convert.ToBase64String(signature));
    }

    private static string Comp(string query)
    {
        const string Name = "comp=";
        foreach (var range in query.AsSpan().TrimStart('?').Split('&'))
        {
            var part = query.AsSpan().TrimStart('?')[range];
            if (part.StartsWith(Name, StringComparison.OrdinalIgnoreCase))
            {
                return string.Concat("?comp=", part[Name.Length..]);
            }
        }

        return "";
    }
}
