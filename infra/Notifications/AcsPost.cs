using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Pbx.Engine.Notifications;

namespace Pbx.Infra.Notifications;

/// <summary>
/// Signed requests to an ACS resource (azure-docs, communication services, “Sign an HTTP request with HMAC”): method, path with query, date, host and the hash of the body.
/// </summary>
/// <param name="connectionString">Endpoint and access key of the resource.</param>
public sealed class AcsPost(HttpClient client, string connectionString)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);
    private readonly Uri endpoint = new(Part(connectionString, "endpoint="));
    private readonly byte[] key = Convert.FromBase64String(Part(connectionString, "accesskey="));

    /// <summary>Posts JSON.</summary>
    /// <returns>Whether it was accepted, now or when it was posted before; false: it never will be.</returns>
    /// <exception cref="NotSentException">The service could not be asked, or failed.</exception>
    public async Task<bool> Send(string path, byte[] json, (string Name, string Value)? header, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(json);
        var to = new Uri(endpoint, path);
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var date = DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture);
        var hash = Convert.ToBase64String(SHA256.HashData(json));
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"POST\n{to.PathAndQuery}\n{date};{to.Authority};{hash}")));
        request.Headers.TryAddWithoutValidation("x-ms-date", date);
        request.Headers.TryAddWithoutValidation("x-ms-content-sha256", hash);
        request.Headers.TryAddWithoutValidation("Authorization", $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
        if (header is var (name, value))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(Within);
        try
        {
            using var answer = await client.SendAsync(request, late.Token);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.Conflict => true, // a conflict: the id was used, so it was accepted before
                HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.RequestEntityTooLarge => false,
                var status => throw new NotSentException($"The service answered {(int)status}."),
            };
        }
        catch (Exception trouble) when (trouble is HttpRequestException || (trouble is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new NotSentException($"The service could not be asked: {trouble.Message}", trouble);
        }
    }

    private static string Part(string connectionString, string name) =>
        connectionString.Split(';').FirstOrDefault(part => part.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..]
        ?? throw new ArgumentException($"The connection string has no {name.TrimEnd('=')}.", nameof(connectionString));
}
