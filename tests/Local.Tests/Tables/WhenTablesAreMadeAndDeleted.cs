using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Local.Host.Azurite;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Local.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class WhenTablesAreMadeAndDeleted(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_table_is_made_once()
    {
        var service = new TableServiceClient(azurite.ConnectionString);
        var name = AzuriteFixture.NewTableName();

        var made = await service.CreateTableAsync(name);
        var again = await service.CreateTableIfNotExistsAsync(name);
        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => service.CreateTableAsync(name));

        Assert.Equal(name, made.Value.Name);
        Assert.Equal((name, 409), (again.Value.Name, again.GetRawResponse().Status));
        Assert.Equal(409, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.TableAlreadyExists);
    }

    [Fact]
    public async Task A_table_that_is_wanted_is_made()
    {
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient(AzuriteFixture.NewTableName());

        var made = await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(204, made.GetRawResponse().Status);
        Assert.Equal(table.Name, made.Value.Name);
    }

    [Fact]
    public async Task A_table_is_deleted_with_what_is_in_it()
    {
        var service = new TableServiceClient(azurite.ConnectionString);
        var table = await azurite.NewTable();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var deleted = await service.DeleteTableAsync(table.Name);
        var again = await table.DeleteAsync();
        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((204, 404), (deleted.Status, again.Status));
        Assert.Equal(404, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.TableNotFound);
    }

    [Fact]
    public async Task Tables_are_listed_by_name_in_pages()
    {
        var service = new TableServiceClient(azurite.ConnectionString);
        var prefix = AzuriteFixture.NewTableName();
        foreach (var letter in "abc")
        {
            await service.CreateTableAsync(prefix + letter);
        }

        var filter = TableServiceClient.CreateQueryFilter($"TableName ge {prefix} and TableName lt {prefix + "~"}");
        var all = await service.QueryAsync(filter).Select(table => table.Name).ToListAsync();
        var pages = await service.QueryAsync(filter, maxPerPage: 2).AsPages().ToListAsync();

        Assert.Equal([prefix + "a", prefix + "b", prefix + "c"], all);
        Assert.Equal([prefix + "a", prefix + "b", prefix + "c"], pages.SelectMany(page => page.Values).Select(table => table.Name));
        Assert.Equal(2, pages[0].Values.Count);
        Assert.Contains(await service.QueryAsync().ToListAsync(), table => table.Name == prefix + "a");
    }

    [Fact]
    public async Task A_name_that_no_table_may_have_is_refused()
    {
        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => new TableServiceClient(azurite.ConnectionString).CreateTableAsync("1x"));

        Assert.Equal(400, fault.Status);
    }

    [Fact]
    public async Task The_address_of_the_account_and_of_the_table_both_lead_to_the_table()
    {
        var table = await azurite.NewTable();
        var key = new TableSharedKeyCredential(AzuriteProcess.AccountName, AzuriteProcess.AccountKey);

        var byAccount = new TableClient(azurite.Azurite.TableEndpoint, table.Name, key);
        var byTable = new TableClient(table.Uri, table.Name, key);
        await byAccount.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(1, await byTable.QueryAsync<TableEntity>().CountAsync());
        Assert.Equal(table.Uri, byTable.Uri);
        Assert.Equal(AzuriteProcess.AccountName, byTable.AccountName);
    }
}
