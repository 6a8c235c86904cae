using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Pbx.Local.Tests.Tables;

/// <summary>A service that answers from a script, in order, and remembers what it was asked.</summary>
internal sealed class Answers(params Func<HttpResponseMessage>[] script) : HttpMessageHandler
{
    private int next;

    public List<Asked> Asked { get; } = [];

    /// <summary>A client of the table "Calls" of the emulator's account, with this in place of the network.</summary>
    public TableClient Table(int retries = 0) =>
        new("UseDevelopmentStorage=true", "Calls", Options(retries));

    public TableClientOptions Options(int retries = 0)
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(this) };
        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.MaxDelay = TimeSpan.Zero;
        return options;
    }

    public static Func<HttpResponseMessage> Json(HttpStatusCode status, string body, params (string Name, string Value)[] headers) =>
        Body(status, body, "application/json;odata=minimalmetadata", headers);

    public static Func<HttpResponseMessage> Body(HttpStatusCode status, string body, string contentType, params (string Name, string Value)[] headers) => () =>
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        var response = new HttpResponseMessage(status) { Content = content };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        Asked.Add(new(request.Method.Method, request.RequestUri!, headers, body));
        return script[next++]();
    }
}

/// <summary>One request as it left.</summary>
internal sealed record Asked(string Method, Uri Address, Dictionary<string, string> Headers, string Body);
