using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Wire;

/// <summary>One account as its clients see it: its address and the pipeline that signs, retries and sends.</summary>
internal sealed class TableWire
{
    private const string Scope = "https://storage.azure.com/.default";
    private const string Json = "application/json";
    private const string MinimalMetadata = "application/json;odata=minimalmetadata";

    /// <summary>An absent entity is an answer there, not a fault to log.</summary>
    private static readonly ResponseClassifier FoundOrNot = new StatusCodeClassifier([200, 404]);
    private static readonly ResponseClassifier MadeOrThere = new StatusCodeClassifier([201, 204, 409]);
    private static readonly ResponseClassifier GoneOrNot = new StatusCodeClassifier([204, 404]);

    private readonly HttpPipeline pipeline;
    private readonly string version;

    public TableWire(string account, string accountName, HttpPipelinePolicy authentication, TableClientOptions? options)
    {
        options ??= new TableClientOptions();
        Account = account;
        AccountName = accountName;
        version = options.VersionString;
        pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { authentication },
            ResponseClassifier = new ResponseClassifier(),
            RequestFailedDetailsParser = ErrorDetails.Instance,
        });
    }

    /// <summary>The address of the account, without a slash at its end.</summary>
    public string Account { get; }

    public string AccountName { get; }

    public static TableWire Connect(string connectionString, string? tableName, TableClientOptions? options)
    {
        var parsed = ConnectionString.Parse(connectionString);
        return new(Addresses.Account(parsed.Endpoint, tableName), parsed.Credential.AccountName, new SharedKeyLite(parsed.Credential), options);
    }

    public static TableWire Connect(Uri endpoint, string? tableName, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(Addresses.Account(endpoint, tableName), credential.AccountName, new SharedKeyLite(credential), options);
    }

    public static TableWire Connect(Uri endpoint, string? tableName, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(
            Addresses.Account(endpoint, tableName),
            Addresses.AccountName(endpoint),
            new BearerTokenAuthenticationPolicy(credential, Scope),
            options);
    }

    public async Task<Response> CreateTable(string name, CancellationToken cancel)
    {
        using var message = TableCreation(name, pipeline.ResponseClassifier);
        return await Send(message, cancel);
    }

    public async Task<Response> CreateTableIfNotExists(string name, CancellationToken cancel)
    {
        using var message = TableCreation(name, MadeOrThere);
        var response = await Send(message, cancel);
        if (response.Status != 409)
        {
            return response;
        }

        // A table that is still being deleted answers 409 too; that one does not exist.
        var conflict = new RequestFailedException(response);
        return conflict.ErrorCode == Models.TableErrorCode.TableAlreadyExists ? response : throw conflict;
    }

    public async Task<Response> DeleteTable(string name, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Delete, $"{Account}/Tables('{Uri.EscapeDataString(name)}')", GoneOrNot);
        return await Send(message, cancel);
    }

    public async Task<Response> Insert(string table, TableEntity entity, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Post, Addresses.Table(Account, table), pipeline.ResponseClassifier);
        message.Request.Headers.Add("Prefer", "return-no-content");
        Carry(message.Request, EntityWriter.Bytes(entity));
        return await Send(message, cancel);
    }

    /// <summary>Updates the entity if it has that version, or without one adds or changes it.</summary>
    public async Task<Response> Write(string table, TableEntity entity, TableUpdateMode mode, ETag? ifMatch, CancellationToken cancel)
    {
        var address = Addresses.Entity(Account, table, entity.PartitionKey, entity.RowKey);
        using var message = Message(mode == TableUpdateMode.Replace ? RequestMethod.Put : RequestMethod.Patch, address, pipeline.ResponseClassifier);
        if (ifMatch is { } etag)
        {
            message.Request.Headers.Add("If-Match", etag.ToString());
        }

        Carry(message.Request, EntityWriter.Bytes(entity));
        return await Send(message, cancel);
    }

    public async Task<Response> Delete(string table, string partitionKey, string rowKey, ETag ifMatch, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Delete, Addresses.Entity(Account, table, partitionKey, rowKey), GoneOrNot);
        message.Request.Headers.Add("If-Match", ifMatch == default ? "*" : ifMatch.ToString());
        return await Send(message, cancel);
    }

    public Task<Response> Read(string table, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancel) =>
        Read(table, partitionKey, rowKey, select, pipeline.ResponseClassifier, cancel);

    /// <summary>As <see cref="Read(string, string, string, IEnumerable{string}?, CancellationToken)"/>, but a 404 is an answer.</summary>
    public Task<Response> Find(string table, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancel) =>
        Read(table, partitionKey, rowKey, select, FoundOrNot, cancel);

    public async Task<Response> Get(string address, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Get, address, pipeline.ResponseClassifier);
        return await Send(message, cancel);
    }

    public async Task<Response> SubmitBatch(BatchBody batch, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Post, $"{Account}/$batch", pipeline.ResponseClassifier);
        message.Request.Headers.Add("Content-Type", batch.ContentType);
        message.Request.Content = RequestContent.Create(batch.Bytes);
        return await Send(message, cancel);
    }

    private async Task<Response> Read(
        string table, string partitionKey, string rowKey, IEnumerable<string>? select, ResponseClassifier classifier, CancellationToken cancel)
    {
        var address = Addresses.Entity(Account, table, partitionKey, rowKey).With("$select", Paging.Selection(select));
        using var message = Message(RequestMethod.Get, address, classifier);
        return await Send(message, cancel);
    }

    private HttpMessage TableCreation(string name, ResponseClassifier classifier)
    {
        var message = Message(RequestMethod.Post, $"{Account}/Tables", classifier);
        message.Request.Headers.Add("Prefer", "return-no-content");
        Carry(message.Request, EntityWriter.Bytes(new TableEntity { ["TableName"] = name }));
        return message;
    }

    private HttpMessage Message(RequestMethod method, string address, ResponseClassifier classifier)
    {
        var message = pipeline.CreateMessage(context: null, classifier);
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(address));
        message.Request.Headers.Add("Accept", MinimalMetadata);
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add("x-ms-version", version);
        return message;
    }

    private static void Carry(Request request, ReadOnlyMemory<byte> json)
    {
        request.Headers.Add("Content-Type", Json);
        request.Content = RequestContent.Create(json);
    }

    private async Task<Response> Send(HttpMessage message, CancellationToken cancel)
    {
        await pipeline.SendAsync(message, cancel);
        return message.Response.IsError ? throw new RequestFailedException(message.Response) : message.Response;
    }
}
