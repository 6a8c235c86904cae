using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <summary>
/// The entities of one table. Thread safe; make one and keep it. Failures are <see cref="RequestFailedException"/> with the
/// service's error code. Requests that got no answer are repeated: an insert may then find its own entity (409), a conditional
/// update its own change (412), and whoever cares must look.
/// </summary>
public sealed class TableClient
{
    private readonly TableWire wire;

    /// <summary>By a connection string with an account key, or UseDevelopmentStorage=true.</summary>
    /// <exception cref="InvalidOperationException">The text is no such connection string.</exception>
    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, options: null)
    {
    }

    /// <inheritdoc cref="TableClient(string, string)"/>
    public TableClient(string connectionString, string tableName, TableClientOptions? options)
        : this(TableWire.Connect(connectionString, tableName, options), tableName)
    {
    }

    /// <summary>By an account key. The address may also be the table's own.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, options: null)
    {
    }

    /// <inheritdoc cref="TableClient(Uri, string, TableSharedKeyCredential)"/>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options)
        : this(TableWire.Connect(endpoint, tableName, credential, options), tableName)
    {
    }

    /// <summary>By tokens of an identity with the role Storage Table Data Contributor. The address must be https.</summary>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TableWire.Connect(endpoint, tableName, tokenCredential, options), tableName)
    {
    }

    internal TableClient(TableWire wire, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.wire = wire;
        Name = tableName;
        Uri = new Uri(Addresses.Table(wire.Account, tableName));
    }

    /// <summary>The name of the table.</summary>
    public string Name { get; }

    /// <summary>The name of the account.</summary>
    public string AccountName => wire.AccountName;

    /// <summary>The address of the table.</summary>
    public Uri Uri { get; }

    /// <summary>Makes the table.</summary>
    /// <exception cref="RequestFailedException">409 TableAlreadyExists, or TableBeingDeleted for up to a minute after it was deleted.</exception>
    public async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        Response.FromValue(new TableItem(Name), await wire.CreateTable(Name, cancellationToken));

    /// <summary>Makes the table unless it is there; the raw response says 409 if it was.</summary>
    /// <exception cref="RequestFailedException">409 TableBeingDeleted for up to a minute after it was deleted.</exception>
    public async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        Response.FromValue(new TableItem(Name), await wire.CreateTableIfNotExists(Name, cancellationToken));

    /// <summary>Deletes the table with all that is in it. One that is not there is no failure: the response says 404.</summary>
    public Task<Response> DeleteAsync(CancellationToken cancellationToken = default) => wire.DeleteTable(Name, cancellationToken);

    /// <summary>Adds an entity. The response has its ETag.</summary>
    /// <exception cref="RequestFailedException">409 EntityAlreadyExists; 404 TableNotFound.</exception>
    public Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity => wire.Insert(Name, Entities.Own(Entities.WithKeys(entity)), cancellationToken);

    /// <summary>Reads an entity, or of it only the properties named.</summary>
    /// <exception cref="RequestFailedException">404 ResourceNotFound.</exception>
    public async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        Entities.Check<T>();
        return Found<T>(await wire.Read(Name, partitionKey, rowKey, select, cancellationToken));
    }

    /// <summary>Reads an entity that may not be there; then HasValue is false.</summary>
    public async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        Entities.Check<T>();
        var response = await wire.Find(Name, partitionKey, rowKey, select, cancellationToken);
        return response.Status == 404 ? new NoEntity<T>(response) : Found<T>(response);
    }

    /// <summary>Changes an entity that has the given version (or any: <see cref="ETag.All"/>). The response has its new ETag.</summary>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied; 404 ResourceNotFound.</exception>
    public Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        var own = Entities.Own(Entities.WithKeys(entity));
        if (ifMatch == default)
        {
            // Without If-Match the service would add what is not there.
            throw new ArgumentException("An update needs an ETag, or ETag.All.", nameof(ifMatch));
        }

        return wire.Write(Name, own, Known(mode), ifMatch, cancellationToken);
    }

    /// <summary>Adds an entity or changes the one that is there, whatever its version. The response has its new ETag.</summary>
    public Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity => wire.Write(Name, Entities.Own(Entities.WithKeys(entity)), Known(mode), ifMatch: null, cancellationToken);

    /// <summary>Deletes an entity that has the given version, or any. One that is not there is no failure: the response says 404.</summary>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied.</exception>
    public Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return wire.Delete(Name, partitionKey, rowKey, ifMatch, cancellationToken);
    }

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    public Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        Entities.WithKeys(entity);
        return wire.Delete(Name, entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>
    /// The entities that fit an OData filter, by partition and row key. A page has at most 1000, may have fewer, and may be empty
    /// before the end. Nothing is sent before the first page is asked for.
    /// </summary>
    public AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        Entities.Check<T>();
        var selection = Paging.Selection(select);
        var pages = new Paging<TableEntity>(
            (place, top, cancel) => Paging.Entities(wire, Name, filter, selection, place, top, cancel), maxPerPage, cancellationToken);
        return pages as AsyncPageable<T> ?? throw new InvalidOperationException("T is TableEntity here.");
    }

    /// <summary>
    /// Does all actions or none: at most 100, at most 4 MiB, of one partition, each entity once. The responses stand in the order of
    /// the actions.
    /// </summary>
    /// <exception cref="TableTransactionFailedException">An action failed, and nothing was done.</exception>
    /// <exception cref="RequestFailedException">The service did not read the transaction at all (too large, not allowed).</exception>
    /// <exception cref="InvalidOperationException">There are no actions.</exception>
    public async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var batch = BatchBody.Of(transactionActions, wire.Account, Name, Guid.NewGuid(), Guid.NewGuid());
        var response = await wire.SubmitBatch(batch, cancellationToken);
        var parts = BatchAnswer.Read(response.Content.ToMemory(), response.Headers.ContentType);
        if (parts.Find(part => part.Status >= 400) is { } failed)
        {
            var cause = new RequestFailedException(failed, innerException: null, ErrorDetails.Instance);
            throw new TableTransactionFailedException(cause, BatchAnswer.FailedIndex(failed));
        }

        return parts.Count == batch.Actions
            ? Response.FromValue<IReadOnlyList<Response>>(parts, response)
            : throw new RequestFailedException(response.Status, $"A transaction of {batch.Actions} actions was answered with {parts.Count} responses.");
    }

    /// <summary>Makes an OData filter of an interpolated text; its values become quoted literals of their type.</summary>
    /// <exception cref="ArgumentException">A value has a type that filters do not have.</exception>
    public static string CreateQueryFilter(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return QueryFilter.Create(filter);
    }

    private static TableUpdateMode Known(TableUpdateMode mode) => mode is TableUpdateMode.Merge or TableUpdateMode.Replace
        ? mode
        : throw new ArgumentException($"Unexpected value for mode: {mode}", nameof(mode));

    private static Response<T> Found<T>(Response response)
        where T : class, ITableEntity
    {
        var entity = EntityReader.ReadOne(response.Content.ToMemory().Span);
        if (entity.ETag == default && response.Headers.ETag is { } etag)
        {
            entity.ETag = etag;
        }

        return Response.FromValue(Entities.As<T>(entity), response);
    }
}
