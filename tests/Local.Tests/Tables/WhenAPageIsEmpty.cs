using System.Net;
using Azure.Data.Tables;

namespace Pbx.Local.Tests.Tables;

public sealed class WhenAPageIsEmpty
{
    private const string Nothing = "{\"odata.metadata\":\"http://x/$metadata#Calls\",\"value\":[]}";
    private const string One = "{\"value\":[{\"odata.etag\":\"W/\\\"1\\\"\",\"PartitionKey\":\"p\",\"RowKey\":\"r\"}]}";

    [Fact]
    public async Task The_query_goes_on_until_no_continuation_comes()
    {
        var answers = new Answers(
            Answers.Json(HttpStatusCode.OK, Nothing, ("x-ms-continuation-NextPartitionKey", "1!8!cA--"), ("x-ms-continuation-NextRowKey", "1!4!cg+/==")),
            Answers.Json(HttpStatusCode.OK, Nothing, ("x-ms-continuation-NextPartitionKey", "1!8!cQ--")),
            Answers.Json(HttpStatusCode.OK, One));

        var rows = await answers.Table().QueryAsync<TableEntity>("A eq 1", maxPerPage: 5, select: ["A", "B"]).ToListAsync();

        Assert.Equal("r", Assert.Single(rows).RowKey);
        Assert.Equal(
            [
                "/devstoreaccount1/Calls()?$filter=A%20eq%201&$select=A%2CB&$top=5",
                "/devstoreaccount1/Calls()?$filter=A%20eq%201&$select=A%2CB&$top=5&NextPartitionKey=1%218%21cA--&NextRowKey=1%214%21cg%2B%2F%3D%3D",
                "/devstoreaccount1/Calls()?$filter=A%20eq%201&$select=A%2CB&$top=5&NextPartitionKey=1%218%21cQ--",
            ],
            answers.Asked.Select(asked => asked.Address.PathAndQuery));
    }

    [Fact]
    public async Task A_page_is_read_only_when_it_is_wanted()
    {
        var answers = new Answers(Answers.Json(HttpStatusCode.OK, One, ("x-ms-continuation-NextPartitionKey", "a")));

        Assert.Equal("r", (await answers.Table().QueryAsync<TableEntity>().FirstAsync()).RowKey);
        Assert.Single(answers.Asked);
    }

    [Fact]
    public async Task Tables_too_go_on_until_no_continuation_comes()
    {
        var answers = new Answers(
            Answers.Json(HttpStatusCode.OK, "{\"value\":[]}", ("x-ms-continuation-NextTableName", "Calls")),
            Answers.Json(HttpStatusCode.OK, "{\"value\":[{\"TableName\":\"Calls\"}]}"));
        var service = new TableServiceClient("UseDevelopmentStorage=true", answers.Options());

        Assert.Equal("Calls", (await service.QueryAsync().SingleAsync()).Name);
        Assert.Equal("/devstoreaccount1/Tables()?NextTableName=Calls", answers.Asked[1].Address.PathAndQuery);
    }
}
