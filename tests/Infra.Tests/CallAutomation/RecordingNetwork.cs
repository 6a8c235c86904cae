using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Engine.Calls;
using Pbx.Engine.Machines;
using Pbx.Infra.CallAutomation;
using Pbx.Infra.Memory;

namespace Pbx.Infra.Tests.CallAutomation;

/// <summary>One request as it left the process.</summary>
public sealed record SentRequest(string Method, string Path, string Body, string? RepeatabilityId, string? FirstSent);

/// <summary>Stands where the network would: keeps what is sent, and answers as the test says (the last answer again when there are no more).</summary>
public sealed class RecordingNetwork : HttpMessageHandler
{
    public static readonly MachineKey Key = new(AccountId.Parse("sample"), "call", "202636-1a2b3c4d5e6-0123456789abcdef");
    public static readonly OpId Op = new(7, 0);

    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> answers = new();
    private Func<CancellationToken, Task<HttpResponseMessage>>? last;

    public List<SentRequest> Sent { get; } = [];

    public RecordingNetwork Answers(int status, string body = "", params (string Name, string Value)[] headers)
    {
        answers.Enqueue(_ =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            foreach (var (name, value) in headers)
            {
                response.Headers.Add(name, value);
            }

            return Task.FromResult(response);
        });
        return this;
    }

    public RecordingNetwork Fails()
    {
        answers.Enqueue(_ => throw new HttpRequestException("Connection refused."));
        return this;
    }

    public RecordingNetwork NeverAnswers(Action asked)
    {
        answers.Enqueue(async cancel =>
        {
            asked();
            await Task.Delay(Timeout.Infinite, cancel);
            throw new InvalidOperationException("It never answers.");
        });
        return this;
    }

    public AcsCallControl Control() => new(Options(), new MemoryAudio(), new MemoryRecordingFiles());

    public AcsOptions Options() => new()
    {
        ConnectionString = "endpoint=https://acs.example.test/;accesskey=c2VjcmV0",
        PublicUri = new Uri("https://pbx.example.test/"),
        CognitiveServicesEndpoint = new Uri("https://speech.example.test/"),
        Transport = new HttpClientTransport(this),
    };

    public Task<Outcome> CarryOut(CallCommand command, OpId? op = null, string? connection = "leg-1", string caller = "+31201234567", string? invitation = null, string? recording = null) =>
        Control().CarryOut(new CallOnNetwork(Key, connection, PhoneAddress.Parse(caller), invitation, recording), op ?? Op, command, CancellationToken.None);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.NotNull(request.RequestUri);
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Sent.Add(new SentRequest(request.Method.Method, request.RequestUri.PathAndQuery, body, Header(request, "Repeatability-Request-ID"), Header(request, "Repeatability-First-Sent")));
        last = answers.TryDequeue(out var next) ? next : last;
        Assert.NotNull(last);
        return await last(cancellationToken);
    }

    private static string? Header(HttpRequestMessage request, string name) => request.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
