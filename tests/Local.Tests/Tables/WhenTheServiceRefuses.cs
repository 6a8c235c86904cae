using System.Net;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Local.Host.Azurite;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Local.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class WhenTheServiceRefuses(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_wrong_key_is_forbidden_until_it_is_exchanged()
    {
        var table = await azurite.NewTable();
        var credential = new TableSharedKeyCredential(AzuriteProcess.AccountName, Convert.ToBase64String(new byte[32]));
        var wrong = new TableClient(azurite.Azurite.TableEndpoint, table.Name, credential);

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => wrong.AddEntityAsync(new TableEntity("p", "r")));
        credential.SetAccountKey(AzuriteProcess.AccountKey);
        await wrong.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(403, fault.Status);
        Assert.Equal("AuthorizationFailure", fault.ErrorCode);
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_told_by_every_operation()
    {
        var table = new TableClient(azurite.ConnectionString, AzuriteFixture.NewTableName());
        var entity = new TableEntity("p", "r");

        Func<Task>[] operations =
        [
            () => table.AddEntityAsync(entity),
            () => table.UpsertEntityAsync(entity),
            () => table.UpdateEntityAsync(entity, ETag.All),
            () => table.GetEntityAsync<TableEntity>("p", "r"),
            async () => await table.QueryAsync<TableEntity>().ToListAsync(),
        ];
        foreach (var operation in operations)
        {
            var fault = await Assert.ThrowsAsync<RequestFailedException>(operation);
            Assert.Equal(404, fault.Status);
            Assert.True(fault.ErrorCode == TableErrorCode.TableNotFound);
        }
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused()
    {
        var table = await azurite.NewTable();

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = new string('x', 32 * 1024 + 1) }));

        Assert.Equal(400, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.PropertyValueTooLarge);
    }

    [Fact]
    public async Task An_entity_that_is_too_large_is_refused()
    {
        var table = await azurite.NewTable();
        var entity = new TableEntity("p", "r");
        for (var i = 0; i < 40; i++)
        {
            entity[$"A{i}"] = new string('x', 32 * 1024);
        }

        // Azurite measures upserts, not inserts.
        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpsertEntityAsync(entity));

        Assert.Equal(400, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.EntityTooLarge);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\u0007b")]
    public async Task A_key_with_a_character_that_is_not_allowed_is_refused(string key)
    {
        var table = await azurite.NewTable();

        var added = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", key)));
        var transacted = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", key))]));

        Assert.Equal(400, added.Status);
        Assert.Equal((400, 0), (transacted.Status, transacted.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task A_transaction_that_is_too_large_is_refused_as_a_whole()
    {
        var table = await azurite.NewTable();
        var text = new string('x', 32 * 1024);

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => table.SubmitTransactionAsync(Enumerable.Range(0, 70).Select(i =>
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{i}") { ["A"] = text, ["B"] = text }))));

        Assert.Equal(413, fault.Status);
        Assert.Equal("RequestBodyTooLarge", fault.ErrorCode);
    }

    [Fact]
    public async Task An_answer_that_is_not_the_services_is_told_by_status_and_header()
    {
        var answers = new Answers(Answers.Body(HttpStatusCode.Forbidden, "<html>no</html>", "text/html", ("x-ms-error-code", "AuthorizationPermissionMismatch")));

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => answers.Table().GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal(403, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.AuthorizationPermissionMismatch);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"odata.error\":7}")]
    [InlineData("{\"odata.error\":{\"code\":\"\",\"message\":null}}")]
    public async Task An_answer_without_an_error_in_it_still_has_its_status(string body)
    {
        var answers = new Answers(Answers.Json(HttpStatusCode.BadRequest, body));

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => answers.Table().AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(400, fault.Status);
    }

    [Fact]
    public async Task A_table_that_is_still_being_deleted_is_not_taken_for_one_that_is_there()
    {
        var answers = new Answers(Answers.Json(
            HttpStatusCode.Conflict, "{\"odata.error\":{\"code\":\"TableBeingDeleted\",\"message\":{\"lang\":\"en-US\",\"value\":\"Wait.\"}}}"));

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => answers.Table().CreateIfNotExistsAsync());

        Assert.True(fault.ErrorCode == TableErrorCode.TableBeingDeleted);
    }

    [Fact]
    public async Task A_busy_service_is_asked_again_and_signed_again()
    {
        var answers = new Answers(
            Answers.Json(HttpStatusCode.ServiceUnavailable, "{\"odata.error\":{\"code\":\"ServerBusy\",\"message\":{\"value\":\"Later.\"}}}"),
            () => throw new HttpRequestException("The connection broke."),
            Answers.Json(HttpStatusCode.Conflict, "{\"odata.error\":{\"code\":\"EntityAlreadyExists\",\"message\":{\"value\":\"There.\"}}}"));

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => answers.Table(retries: 2).AddEntityAsync(new TableEntity("p", "r")));

        Assert.True(fault.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.Equal(3, answers.Asked.Count);
        Assert.All(answers.Asked, asked => Assert.Equal("{\"PartitionKey\":\"p\",\"RowKey\":\"r\"}", asked.Body));
        Assert.All(answers.Asked, asked => Assert.StartsWith("SharedKeyLite devstoreaccount1:", asked.Headers["Authorization"], StringComparison.Ordinal));
    }
}
