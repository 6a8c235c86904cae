using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.CallAutomation;

/// <summary>
/// Answers, places, redirects and rejects calls. A request that may have an effect carries repeatability headers: made anew for each
/// method call, the same for all its retries.
/// </summary>
/// <remarks>Every method throws <see cref="RequestFailedException"/> with the service's status and error code when it is refused.</remarks>
public sealed class CallAutomationClient
{
    private readonly CallingRequests requests;

    /// <summary>Signs with the access key of a connection string: <c>endpoint=…;accesskey=…</c>.</summary>
    /// <exception cref="ArgumentException">The connection string lacks a part or is malformed.</exception>
    public CallAutomationClient(string connectionString)
        : this(connectionString, new CallAutomationClientOptions())
    {
    }

    /// <inheritdoc cref="CallAutomationClient(string)"/>
    public CallAutomationClient(string connectionString, CallAutomationClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (endpoint, accessKey) = AcsConnectionString.Parse(connectionString);
        requests = new(HttpPipelineBuilder.Build(options, new AccessKeyPolicy(accessKey)), endpoint, options.ApiVersion);
        Source = options.Source;
    }

    /// <summary>Shows bearer tokens of an Entra identity; the endpoint has to be https.</summary>
    public CallAutomationClient(Uri endpoint, TokenCredential credential, CallAutomationClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        options ??= new();
        // The scope has two slashes: the resource's own name ends in one.
        var bearer = new BearerTokenAuthenticationPolicy(credential, "https://communication.azure.com//.default");
        requests = new(HttpPipelineBuilder.Build(options, bearer), endpoint, options.ApiVersion);
        Source = options.Source;
    }

    /// <summary>The identity that places calls and answers them; null lets the service make one.</summary>
    public CommunicationUserIdentifier? Source { get; }

    /// <summary>Answers a call that rings. Accepted is not yet connected: CallConnected or AnswerFailed follows.</summary>
    public async Task<Response<AnswerCallResult>> AnswerCallAsync(AnswerCallOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = RequestBodies.Answer(options, Source);
        var response = await requests.PostRepeatable("/calling/callConnections:answer", body, 200, cancellationToken);
        var properties = CallConnectionProperties.Read(response);
        return Response.FromValue(new AnswerCallResult(Connection(properties), properties), response);
    }

    /// <summary>Rings one target. Accepted is not yet connected: CallConnected or CreateCallFailed follows.</summary>
    public async Task<Response<CreateCallResult>> CreateCallAsync(CreateCallOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = RequestBodies.Create(options, Source);
        var response = await requests.PostRepeatable("/calling/callConnections", body, 201, cancellationToken);
        var properties = CallConnectionProperties.Read(response);
        return Response.FromValue(new CreateCallResult(Connection(properties), properties), response);
    }

    /// <summary>Sends a call that rings to someone else and gives it up; no event follows.</summary>
    public Task<Response> RedirectCallAsync(RedirectCallOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return requests.PostRepeatable("/calling/callConnections:redirect", RequestBodies.Redirect(options), 204, cancellationToken);
    }

    /// <summary>Refuses a call that rings; no event follows.</summary>
    public Task<Response> RejectCallAsync(RejectCallOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return requests.PostRepeatable("/calling/callConnections:reject", RequestBodies.Reject(options), 204, cancellationToken);
    }

    /// <summary>A call by its id, without asking the network whether it is there.</summary>
    public CallConnection GetCallConnection(string callConnectionId)
    {
        ArgumentException.ThrowIfNullOrEmpty(callConnectionId);
        return new(callConnectionId, requests);
    }

    /// <summary>The recordings of calls, without asking the network anything.</summary>
    public CallRecording GetCallRecording() => new(requests);

    private CallConnection Connection(CallConnectionProperties properties) => new(properties.CallConnectionId, requests);
}
