using System.Net;
using System.Text;
using Azure.Communication.CallAutomation;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Pbx.Local.Tests.CallAutomation;

/// <summary>A request as it would go over the wire.</summary>
internal sealed record SentRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>Stands where the network would be: keeps every request and answers with what it was told.</summary>
internal sealed class FakeCallAutomation : HttpMessageHandler
{
    public const string Endpoint = "https://acs-one.communication.azure.com";
    public const string AccessKey = "c2VjcmV0LWtleS1mb3ItdGVzdHMtMDEyMzQ1Njc4OTAxMg==";
    public const string CallId = "3f1c5f00-9a52-4c0e-8d0b-7a10c7f0a001";
    private readonly Queue<(int Status, string Body)> answers = new();

    public List<SentRequest> Requests { get; } = [];

    public SentRequest Request => Assert.Single(Requests);

    public FakeCallAutomation Answer(int status, string body = "")
    {
        answers.Enqueue((status, body));
        return this;
    }

    public CallAutomationClientOptions Options()
    {
        var options = new CallAutomationClientOptions { Transport = new HttpClientTransport(this) };
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return options;
    }

    public CallAutomationClient Client(string endpoint = Endpoint, CallAutomationClientOptions? options = null) =>
        new($"endpoint={endpoint}/;accesskey={AccessKey}", options ?? Options());

    public CallConnection Call() => Client().GetCallConnection(CallId);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Requests.Add(new(request.Method.Method, request.RequestUri!, headers, body));
        var (status, text) = answers.Dequeue();
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(text, Encoding.UTF8, "application/json"),
            RequestMessage = request,
        };
    }
}
