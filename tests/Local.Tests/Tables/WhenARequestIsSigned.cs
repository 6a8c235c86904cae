using System.Globalization;
using System.Net;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Data.Tables.Wire;
using Pbx.Local.Host.Azurite;

namespace Pbx.Local.Tests.Tables;

public sealed class WhenARequestIsSigned
{
    private const string Date = "Tue, 01 Sep 2026 08:15:00 GMT";

    // The expected signatures were computed by another program from the text to sign.
    [Theory]
    [InlineData(
        "http://127.0.0.1:10002/devstoreaccount1/Calls(PartitionKey='O%27%27Hara',RowKey='1')?$select=A,B&timeout=5",
        "JRpGBCVpexa2yo8n3O38wkzTRnooM8k6zQ7zHAbXWZo=")]
    [InlineData("https://devstoreaccount1.table.core.windows.net/Calls?timeout=5&comp=acl", "Z7o6pgJcT7MFWM4JIWS4I6IwkcaHjJk+pIPdbnK+wqI=")]
    [InlineData("https://devstoreaccount1.table.core.windows.net/Calls?Comp=acl", "Z7o6pgJcT7MFWM4JIWS4I6IwkcaHjJk+pIPdbnK+wqI=")]
    public void The_signature_covers_the_date_the_account_the_path_as_sent_and_of_the_query_only_comp(string address, string signature) =>
        Assert.Equal(
            $"SharedKeyLite devstoreaccount1:{signature}",
            SharedKeyLite.Authorization(AzuriteProcess.AccountName, Convert.FromBase64String(AzuriteProcess.AccountKey), Date, new Uri(address)));

    [Fact]
    public async Task A_request_carries_the_date_that_was_signed_and_the_headers_of_the_protocol()
    {
        var answers = new Answers(Answers.Json(HttpStatusCode.NoContent, ""));

        await answers.Table().AddEntityAsync(new TableEntity("p", "r"));

        var asked = Assert.Single(answers.Asked);
        var date = asked.Headers["x-ms-date"];
        Assert.True(DateTimeOffset.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.Equal(
            SharedKeyLite.Authorization(AzuriteProcess.AccountName, Convert.FromBase64String(AzuriteProcess.AccountKey), date, asked.Address),
            asked.Headers["Authorization"]);
        Assert.Equal("http://127.0.0.1:10002/devstoreaccount1/Calls", asked.Address.AbsoluteUri);
        Assert.Equal("POST", asked.Method);
        Assert.Equal("2020-12-06", asked.Headers["x-ms-version"]);
        Assert.Equal("application/json;odata=minimalmetadata", asked.Headers["Accept"].Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("application/json", asked.Headers["Content-Type"]);
        Assert.Equal("return-no-content", asked.Headers["Prefer"]);
        Assert.Equal("3.0", asked.Headers["DataServiceVersion"]);
        Assert.False(asked.Headers.ContainsKey("Date"));
    }

    [Fact]
    public async Task The_older_version_is_sent_when_asked_for()
    {
        var answers = new Answers(Answers.Json(HttpStatusCode.NoContent, ""));
        var options = new TableClientOptions(TableClientOptions.ServiceVersion.V2019_02_02) { Transport = answers.Options().Transport };

        await new TableClient("UseDevelopmentStorage=true", "Calls", options).AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal("2019-02-02", answers.Asked[0].Headers["x-ms-version"]);
    }

    [Fact]
    public async Task An_ETag_is_sent_as_it_was_received()
    {
        var answers = new Answers(Answers.Json(HttpStatusCode.NoContent, ""), Answers.Json(HttpStatusCode.NoContent, ""), Answers.Json(HttpStatusCode.NoContent, ""));
        var etag = new ETag("W/\"datetime'2026-09-01T08%3A15%3A00.1234567Z'\"");
        var table = answers.Table();

        await table.UpdateEntityAsync(new TableEntity("p", "r"), etag, TableUpdateMode.Replace);
        await table.DeleteEntityAsync("p", "r", etag);
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ETag = etag });

        Assert.Equal(etag.ToString(), answers.Asked[0].Headers["If-Match"]);
        Assert.Equal(etag.ToString(), answers.Asked[1].Headers["If-Match"]);
        Assert.False(answers.Asked[2].Headers.ContainsKey("If-Match"));
        Assert.Equal(["PUT", "DELETE", "PATCH"], answers.Asked.Select(asked => asked.Method));
    }

    [Fact]
    public async Task A_token_is_asked_for_once_for_the_scope_of_storage()
    {
        var answers = new Answers(Answers.Json(HttpStatusCode.NoContent, ""), Answers.Json(HttpStatusCode.NoContent, ""));
        var tokens = new Tokens();
        var service = new TableServiceClient(new Uri("https://acct.table.core.windows.net"), tokens, answers.Options());

        await service.GetTableClient("Calls").AddEntityAsync(new TableEntity("p", "r"));
        await service.GetTableClient("Calls").AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal("https://storage.azure.com/.default", Assert.Single(tokens.Scopes));
        Assert.All(answers.Asked, asked => Assert.Equal("Bearer secret", asked.Headers["Authorization"]));
        Assert.Equal("https://acct.table.core.windows.net/Calls", answers.Asked[0].Address.AbsoluteUri);
        Assert.Equal("acct", service.AccountName);
    }

    [Fact]
    public async Task A_token_is_not_sent_in_the_clear()
    {
        var answers = new Answers();
        var table = new TableClient(new Uri("http://acct.table.core.windows.net"), "Calls", new Tokens(), answers.Options());

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Empty(answers.Asked);
    }

    private sealed class Tokens : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new("secret", DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
