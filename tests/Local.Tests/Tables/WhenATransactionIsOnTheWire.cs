using System.Net;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Wire;

namespace Pbx.Local.Tests.Tables;

public sealed class WhenATransactionIsOnTheWire
{
    private const string TwoParts = """
        --batchresponse_1
        Content-Type: multipart/mixed; boundary=changesetresponse_2

        --changesetresponse_2
        Content-Type: application/http
        Content-Transfer-Encoding: binary

        HTTP/1.1 204 No Content
        X-Content-Type-Options: nosniff
        DataServiceVersion: 3.0;
        ETag: W/"datetime'2026-09-01T08%3A15%3A00.1234567Z'"


        --changesetresponse_2
        Content-Type: application/http
        Content-Transfer-Encoding: binary

        HTTP/1.1 201 Created
        Content-Type: application/json

        {"A":"--changesetresponse_2 is no line"}
        --changesetresponse_2--
        --batchresponse_1--

        """;

    [Fact]
    public void A_transaction_is_written_as_the_protocol_has_it()
    {
        var batch = BatchBody.Of(
            [
                new(TableTransactionActionType.Add, new TableEntity("O'Hara", "ü") { ["N"] = 5L, ["T"] = "a\"ü" }),
                new(TableTransactionActionType.UpdateMerge, new TableEntity("O'Hara", "1") { ["D"] = 1.0 }, new ETag("W/\"x\"")),
                new(TableTransactionActionType.Delete, new TableEntity("O'Hara", "2")),
            ],
            "http://127.0.0.1:10002/devstoreaccount1",
            "Calls",
            Guid.Parse("11111111-1111-1111-1111-111111111111"),
            Guid.Parse("22222222-2222-2222-2222-222222222222"));

        Assert.Equal("multipart/mixed; boundary=batch_11111111-1111-1111-1111-111111111111", batch.ContentType);
        Assert.Equal(
            """
            --batch_11111111-1111-1111-1111-111111111111
            Content-Type: multipart/mixed; boundary=changeset_22222222-2222-2222-2222-222222222222

            --changeset_22222222-2222-2222-2222-222222222222
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            POST http://127.0.0.1:10002/devstoreaccount1/Calls HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            Prefer: return-no-content
            Content-Type: application/json

            {"PartitionKey":"O'Hara","RowKey":"ü","N@odata.type":"Edm.Int64","N":"5","T":"a\"ü"}
            --changeset_22222222-2222-2222-2222-222222222222
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            PATCH http://127.0.0.1:10002/devstoreaccount1/Calls(PartitionKey='O%27%27Hara',RowKey='1') HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            If-Match: W/"x"
            Content-Type: application/json

            {"PartitionKey":"O'Hara","RowKey":"1","D@odata.type":"Edm.Double","D":1}
            --changeset_22222222-2222-2222-2222-222222222222
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            DELETE http://127.0.0.1:10002/devstoreaccount1/Calls(PartitionKey='O%27%27Hara',RowKey='2') HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            If-Match: *


            --changeset_22222222-2222-2222-2222-222222222222--
            --batch_11111111-1111-1111-1111-111111111111--

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(batch.Bytes.Span));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void The_parts_of_an_answer_are_found_whatever_ends_its_lines(string lineEnd)
    {
        var parts = Read(TwoParts.ReplaceLineEndings(lineEnd));

        Assert.Equal([204, 201], parts.Select(part => part.Status));
        Assert.Equal("No Content", parts[0].ReasonPhrase);
        Assert.Equal("W/\"datetime'2026-09-01T08%3A15%3A00.1234567Z'\"", parts[0].Headers.ETag!.Value.ToString());
        Assert.True(parts[0].Headers.Contains("dataserviceversion"));
        Assert.Empty(parts[0].Content.ToArray());
        Assert.Equal("{\"A\":\"--changesetresponse_2 is no line\"}", parts[1].Content.ToString());
    }

    [Fact]
    public void The_boundary_may_be_quoted_and_a_preamble_is_passed_over() =>
        Assert.Equal(2, BatchAnswer.Read(
            Encoding.UTF8.GetBytes("preamble\r\n" + TwoParts.ReplaceLineEndings("\r\n")), "Multipart/Mixed; charset=utf-8; boundary=\"batchresponse_1\"").Count);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    [InlineData(0.6)]
    [InlineData(0.95)]
    public void An_answer_that_was_cut_off_is_not_taken_for_a_whole_one(double share) =>
        Assert.Throws<FormatException>(() => Read(TwoParts[..(int)(TwoParts.Length * share)]));

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/mixed")]
    [InlineData(null)]
    public void An_answer_that_is_not_multipart_is_refused(string? contentType) =>
        Assert.Throws<FormatException>(() => BatchAnswer.Read(Encoding.UTF8.GetBytes(TwoParts), contentType));

    [Fact]
    public async Task The_failed_action_is_the_number_before_the_message()
    {
        var answers = new Answers(Failed("12:The update condition specified in the request was not satisfied."));

        var fault = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Submit(answers));

        Assert.Equal(12, fault.FailedTransactionActionIndex);
        Assert.Equal("12", fault.Data["FailedEntity"]);
        Assert.Equal(412, fault.Status);
        Assert.True(fault.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        Assert.StartsWith("12:The update condition", fault.Message, StringComparison.Ordinal);
        Assert.Equal("http://127.0.0.1:10002/devstoreaccount1/$batch", answers.Asked[0].Address.AbsoluteUri);
        Assert.StartsWith("multipart/mixed; boundary=batch_", answers.Asked[0].Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The batch is too large.")]
    [InlineData(":no number")]
    [InlineData("99999999999:too large a number")]
    [InlineData("7")]
    public async Task A_message_without_a_number_blames_no_action(string message)
    {
        var fault = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Submit(new Answers(Failed(message))));

        Assert.Null(fault.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task Fewer_responses_than_actions_are_no_success()
    {
        var answers = new Answers(Answers.Body(HttpStatusCode.Accepted, TwoParts.ReplaceLineEndings("\r\n"), "multipart/mixed; boundary=batchresponse_1"));

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => Submit(answers));

        Assert.Contains("answered with 2 responses", fault.Message, StringComparison.Ordinal);
    }

    private static Func<HttpResponseMessage> Failed(string message) => Answers.Body(
        HttpStatusCode.Accepted,
        """
        --batchresponse_1
        Content-Type: multipart/mixed; boundary=changesetresponse_2

        --changesetresponse_2
        Content-Type: application/http
        Content-Transfer-Encoding: binary

        changesetresponse_2
        HTTP/1.1 412 Precondition Failed
        Content-ID: 1
        Content-Type: application/json;odata=minimalmetadata;charset=utf-8

        {"odata.error":{"code":"UpdateConditionNotSatisfied","message":{"lang":"en-US","value":"MESSAGE"}}}
        --changesetresponse_2--
        --batchresponse_1--

        """.ReplaceLineEndings("\r\n").Replace("MESSAGE", message, StringComparison.Ordinal),
        "multipart/mixed; boundary=batchresponse_1");

    private static Task<Response<IReadOnlyList<Response>>> Submit(Answers answers) =>
        answers.Table().SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]);

    private static List<Response> Read(string text) => BatchAnswer.Read(Encoding.UTF8.GetBytes(text), "multipart/mixed; boundary=batchresponse_1");
}
