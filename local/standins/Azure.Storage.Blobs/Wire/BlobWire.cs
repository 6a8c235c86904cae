using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Wire;

/// <summary>The pipeline that signs, retries and sends, and the requests of the Blob service that clients are made of.</summary>
internal sealed class BlobWire
{
    private const string Scope = "https://storage.azure.com/.default";
    private const string Bytes = "application/octet-stream";
    private const string Xml = "application/xml";

    /// <summary>What is absent or already there is an answer there, not a fault to log.</summary>
    private static readonly ResponseClassifier FoundOrNot = new StatusCodeClassifier([200, 404]);
    private static readonly ResponseClassifier MadeOrThere = new StatusCodeClassifier([201, 409]);
    private static readonly ResponseClassifier GoneOrNot = new StatusCodeClassifier([202, 404]);

    private readonly HttpPipeline pipeline;
    private readonly string version;

    private BlobWire(HttpPipelinePolicy? authentication, StorageSharedKeyCredential? credential, BlobClientOptions? options)
    {
        options ??= new BlobClientOptions();
        Credential = credential;
        version = options.VersionString;
        var wanted = new HttpPipelineOptions(options)
        {
            ResponseClassifier = new ResponseClassifier(),
            RequestFailedDetailsParser = ErrorDetails.Instance,
        };
        if (authentication is not null)
        {
            wanted.PerRetryPolicies.Add(authentication);
        }

        pipeline = HttpPipelineBuilder.Build(wanted);
    }

    /// <summary>The account key, if the client has one: only then can it sign addresses for others.</summary>
    public StorageSharedKeyCredential? Credential { get; }

    public static (BlobWire Wire, BlobPlace Account) Connect(string connectionString, BlobClientOptions? options)
    {
        var parsed = ConnectionString.Parse(connectionString);
        var place = BlobPlace.Parse(parsed.Endpoint) with { AccountName = parsed.Credential.AccountName };
        return (Connect(parsed.Credential, options), place);
    }

    public static BlobWire Connect(StorageSharedKeyCredential credential, BlobClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(new SharedKey(credential), credential, options);
    }

    public static BlobWire Connect(TokenCredential credential, BlobClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(new BearerTokenAuthenticationPolicy(credential, Scope), credential: null, options);
    }

    /// <summary>By what the address itself carries.</summary>
    public static BlobWire Connect(BlobClientOptions? options) => new(authentication: null, credential: null, options);

    public async Task<Response> MakeContainer(BlobPlace container, bool mustBeNew, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Put, container.With("restype=container"), mustBeNew ? pipeline.ResponseClassifier : MadeOrThere);
        var response = await Send(message, cancel);
        if (response.Status != 409)
        {
            return response;
        }

        // A container that is still being deleted answers 409 too; that one does not exist.
        var conflict = new RequestFailedException(response);
        return conflict.ErrorCode == BlobErrorCode.ContainerAlreadyExists ? response : throw conflict;
    }

    public async Task<Response> DeleteContainer(BlobPlace container, RequestConditions? conditions, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Delete, container.With("restype=container"), GoneOrNot);
        message.Request.Add(conditions);
        return await Send(message, cancel);
    }

    public async Task<Response> FindContainer(BlobPlace container, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Head, container.With("restype=container"), FoundOrNot);
        return await Send(message, cancel);
    }

    public async Task<Page<BlobItem>> List(BlobPlace container, string? prefix, bool metadata, string? place, int? size, CancellationToken cancel)
    {
        var parameters = string.Join('&', new (string Name, string? Value)[]
        {
            ("restype", "container"),
            ("comp", "list"),
            ("prefix", prefix),
            ("marker", place),
            ("maxresults", size?.ToString(CultureInfo.InvariantCulture)),
            ("include", metadata ? "metadata" : null),
        }.Where(parameter => parameter.Value is { Length: > 0 }).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value ?? "")}"));
        using var message = Message(RequestMethod.Get, container.With(parameters), pipeline.ResponseClassifier);
        var response = await Send(message, cancel);
        var (blobs, next) = BlobXml.Page(BlobXml.Read(response));
        return Page<BlobItem>.FromValues(blobs, next, response);
    }

    public async Task<Response<UserDelegationKey>> DelegationKey(BlobPlace account, DateTimeOffset? startsOn, DateTimeOffset expiresOn, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Post, account.With("restype=service&comp=userdelegationkey"), pipeline.ResponseClassifier);
        Carry(message.Request, BlobXml.KeyInfo(startsOn, expiresOn), Xml);
        var response = await Send(message, cancel);
        return Response.FromValue(BlobXml.Key(BlobXml.Read(response)), response);
    }

    public async Task<Response> PutBlob(BlobPlace blob, ReadOnlyMemory<byte> content, BlobUploadOptions? options, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Put, blob.With(""), pipeline.ResponseClassifier);
        message.Request.Headers.Add("x-ms-blob-type", "BlockBlob");
        message.Request.Add(options?.HttpHeaders);
        message.Request.Add(options?.Metadata);
        message.Request.Add(options?.Conditions);
        Carry(message.Request, content, Bytes);
        return await Send(message, cancel);
    }

    public async Task<Response> PutBlock(BlobPlace blob, string id, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Put, blob.With($"comp=block&blockid={Uri.EscapeDataString(id)}"), pipeline.ResponseClassifier);
        Carry(message.Request, content, Bytes);
        return await Send(message, cancel);
    }

    public async Task<Response> PutBlockList(
        BlobPlace blob,
        IEnumerable<string> ids,
        BlobHttpHeaders? headers,
        IDictionary<string, string>? metadata,
        RequestConditions? conditions,
        CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Put, blob.With("comp=blocklist"), pipeline.ResponseClassifier);
        message.Request.Add(headers);
        message.Request.Add(metadata);
        message.Request.Add(conditions);
        Carry(message.Request, BlobXml.BlockList(ids), Xml);
        return await Send(message, cancel);
    }

    public async Task<Response> Head(BlobPlace blob, RequestConditions? conditions, CancellationToken cancel)
    {
        var response = await Head(blob, conditions, pipeline.ResponseClassifier, cancel);
        return response.Status == 304 ? throw new RequestFailedException(response) : response;
    }

    /// <summary>As <see cref="Head(BlobPlace, RequestConditions?, CancellationToken)"/>, but a 404 is an answer.</summary>
    public Task<Response> Find(BlobPlace blob, CancellationToken cancel) => Head(blob, conditions: null, FoundOrNot, cancel);

    public async Task<Response> SetMetadata(BlobPlace blob, IDictionary<string, string> metadata, RequestConditions? conditions, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Put, blob.With("comp=metadata"), pipeline.ResponseClassifier);
        message.Request.Add(metadata);
        message.Request.Add(conditions);
        return await Send(message, cancel);
    }

    public async Task<Response> Delete(BlobPlace blob, bool mustBeThere, bool withSnapshots, RequestConditions? conditions, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Delete, blob.With(""), mustBeThere ? pipeline.ResponseClassifier : GoneOrNot);
        if (withSnapshots)
        {
            message.Request.Headers.Add("x-ms-delete-snapshots", "include");
        }

        message.Request.Add(conditions);
        return await Send(message, cancel);
    }

    /// <summary>The content as it comes, not kept in memory, or a 304. It is the caller's to dispose.</summary>
    public async Task<(Response Response, Stream Content)> Get(BlobPlace blob, HttpRange range, RequestConditions? conditions, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Get, blob.With(""), pipeline.ResponseClassifier);
        message.BufferResponse = false;
        message.Request.Add(range);
        message.Request.Add(conditions);
        var response = await Send(message, cancel);
        return (response, message.ExtractResponseContent() ?? Stream.Null);
    }

    private async Task<Response> Head(BlobPlace blob, RequestConditions? conditions, ResponseClassifier classifier, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Head, blob.With(""), classifier);
        message.Request.Add(conditions);
        return await Send(message, cancel);
    }

    private static void Carry(Request request, ReadOnlyMemory<byte> content, string type)
    {
        request.Headers.Add("Content-Type", type);
        request.Content = RequestContent.Create(content);
    }

    private HttpMessage Message(RequestMethod method, string address, ResponseClassifier classifier)
    {
        var message = pipeline.CreateMessage(context: null, classifier);
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(address));
        message.Request.Headers.Add("Accept", Xml);
        message.Request.Headers.Add("x-ms-version", version);
        return message;
    }

    private async Task<Response> Send(HttpMessage message, CancellationToken cancel)
    {
        await pipeline.SendAsync(message, cancel);
        return message.Response.IsError ? throw new RequestFailedException(message.Response) : message.Response;
    }
}
