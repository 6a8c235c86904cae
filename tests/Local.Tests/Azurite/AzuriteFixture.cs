using Azure.Data.Tables;
using Pbx.Local.Host.Azurite;

namespace Pbx.Local.Tests.Azurite;

/// <summary>
/// One Azurite in memory for all tests of a collection. Other test projects link this file and AzuriteProcess's project and declare
/// a collection of their own; tests keep apart by tables with names of their own.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? azurite;

    public AzuriteProcess Azurite => azurite ?? throw new InvalidOperationException("Azurite is not running yet.");

    public string ConnectionString => Azurite.ConnectionString;

    public async Task InitializeAsync() => azurite = await AzuriteProcess.Start(dataFolder: null);

    public async Task DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }

    /// <summary>A new, empty table that no other test sees.</summary>
    public async Task<TableClient> NewTable(TableClientOptions? options = null)
    {
        var table = new TableClient(ConnectionString, NewTableName(), options);
        await table.CreateAsync();
        return table;
    }

    public static string NewTableName() => "t" + Guid.NewGuid().ToString("N");
}
