using Azure.Data.Tables;
using Pbx.Local.Host.Azurite;

namespace Pbx.Local.Tests.Tables;

public sealed class WhenAConnectionStringIsRead
{
    private const string Key = "a2V5PT0=";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=True;DevelopmentStorageProxyUri=http://emulator", "http://emulator:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=acct;AccountKey={Key};EndpointSuffix=core.windows.net", "https://acct.table.core.windows.net/", "acct")]
    [InlineData($"AccountName=acct;AccountKey={Key};", "https://acct.table.core.windows.net/", "acct")]
    [InlineData($"accountname=acct; accountkey={Key}; EndpointSuffix=core.chinacloudapi.cn", "https://acct.table.core.chinacloudapi.cn/", "acct")]
    [InlineData($"AccountName=acct;AccountKey={Key};TableEndpoint=http://127.0.0.1:12345/acct/;BlobEndpoint=http://127.0.0.1:1/acct", "http://127.0.0.1:12345/acct", "acct")]
    public void The_address_and_the_account_are_found(string connectionString, string address, string account)
    {
        var service = new TableServiceClient(connectionString);

        Assert.Equal(new Uri(address), service.Uri);
        Assert.Equal(account, service.AccountName);
        Assert.Equal(new Uri(address.TrimEnd('/') + "/Calls"), service.GetTableClient("Calls").Uri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("=x")]
    [InlineData("UseDevelopmentStorage=false")]
    [InlineData($"AccountKey={Key}")]
    [InlineData("AccountName=acct")]
    [InlineData("AccountName=acct;AccountKey=secret!")]
    [InlineData($"AccountName=acct;AccountName=other;AccountKey={Key}")]
    [InlineData($"AccountName=acct;AccountKey={Key};TableEndpoint=nowhere")]
    [InlineData($"AccountName=acct;AccountKey={Key};DefaultEndpointsProtocol=ftp")]
    public void A_text_that_is_none_is_refused_without_showing_it(string connectionString)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new TableServiceClient(connectionString));

        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shared_access_signature_is_not_supported() =>
        Assert.Throws<NotSupportedException>(() => new TableServiceClient("TableEndpoint=https://acct.table.core.windows.net;SharedAccessSignature=sv=1"));

    [Theory]
    [InlineData("https://acct.table.core.windows.net", "https://acct.table.core.windows.net/Calls", "acct")]
    [InlineData("https://acct.table.core.windows.net/Calls", "https://acct.table.core.windows.net/Calls", "acct")]
    [InlineData("http://127.0.0.1:10002/acct/calls/", "http://127.0.0.1:10002/acct/Calls", "acct")]
    [InlineData("http://127.0.0.1:10002/Calls", "http://127.0.0.1:10002/Calls/Calls", "Calls")]
    [InlineData("http://azurite:10002/acct", "http://azurite:10002/acct/Calls", "acct")]
    public void A_table_client_takes_the_address_of_the_account_or_of_the_table(string endpoint, string table, string account)
    {
        var client = new TableClient(new Uri(endpoint), "Calls", new TableSharedKeyCredential(account, Key));

        Assert.Equal(new Uri(table), client.Uri);
        Assert.Equal(account, client.AccountName);
        Assert.Equal("Calls", client.Name);
    }

    [Fact]
    public void Credentials_and_names_are_checked_at_once()
    {
        Assert.Throws<FormatException>(() => new TableSharedKeyCredential("acct", "no key!"));
        Assert.Throws<ArgumentException>(() => new TableServiceClient(AzuriteConnection()).GetTableClient(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TableClientOptions((TableClientOptions.ServiceVersion)3));
    }

    private static string AzuriteConnection() => $"AccountName={AzuriteProcess.AccountName};AccountKey={AzuriteProcess.AccountKey}";
}
