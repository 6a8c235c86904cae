using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <summary>The tables of one storage account. Thread safe; make one and keep it. Failures are <see cref="RequestFailedException"/>.</summary>
public sealed class TableServiceClient
{
    private readonly TableWire wire;

    /// <summary>By a connection string with an account key, or UseDevelopmentStorage=true.</summary>
    /// <exception cref="InvalidOperationException">The text is no such connection string.</exception>
    public TableServiceClient(string connectionString)
        : this(connectionString, options: null)
    {
    }

    /// <inheritdoc cref="TableServiceClient(string)"/>
    public TableServiceClient(string connectionString, TableClientOptions? options)
        : this(TableWire.Connect(connectionString, tableName: null, options))
    {
    }

    /// <summary>By an account key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, options: null)
    {
    }

    /// <inheritdoc cref="TableServiceClient(Uri, TableSharedKeyCredential)"/>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
        : this(TableWire.Connect(endpoint, tableName: null, credential, options))
    {
    }

    /// <summary>By tokens of an identity with the role Storage Table Data Contributor. The address must be https.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TableWire.Connect(endpoint, tableName: null, tokenCredential, options))
    {
    }

    private TableServiceClient(TableWire wire)
    {
        this.wire = wire;
        Uri = new Uri(wire.Account);
    }

    /// <summary>The name of the account.</summary>
    public string AccountName => wire.AccountName;

    /// <summary>The address of the account.</summary>
    public Uri Uri { get; }

    /// <summary>A client for one table. It shares this client's connections; nothing is sent.</summary>
    public TableClient GetTableClient(string tableName) => new(wire, tableName);

    /// <summary>Makes a table.</summary>
    /// <exception cref="RequestFailedException">409 TableAlreadyExists, or TableBeingDeleted for up to a minute after it was deleted.</exception>
    public Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateAsync(cancellationToken);

    /// <summary>Makes a table unless it is there.</summary>
    /// <exception cref="RequestFailedException">409 TableBeingDeleted for up to a minute after it was deleted.</exception>
    public Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Deletes a table with all that is in it. One that is not there is no failure: the response says 404.</summary>
    public Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    /// <summary>The tables that fit an OData filter on TableName, by name.</summary>
    public AsyncPageable<TableItem> QueryAsync(string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new Paging<TableItem>((place, top, cancel) => Paging.Tables(wire, filter, place, top, cancel), maxPerPage, cancellationToken);

    /// <summary>Makes an OData filter of an interpolated text; its values become quoted literals of their type.</summary>
    /// <exception cref="ArgumentException">A value has a type that filters do not have.</exception>
    public static string CreateQueryFilter(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return QueryFilter.Create(filter);
    }
}
