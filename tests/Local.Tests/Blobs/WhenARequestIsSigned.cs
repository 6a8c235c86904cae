using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pbx.Local.Tests.Tables;

namespace Pbx.Local.Tests.Blobs;

public sealed class WhenARequestIsSigned
{
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    [Fact]
    public async Task The_text_to_sign_is_the_one_of_the_protocol()
    {
        var answers = new Answers(Answers.Body(HttpStatusCode.Created, "", "application/xml"));

        await answers.Blob().UploadAsync(BinaryData.FromString("sound"), new BlobUploadOptions
        {
            Conditions = new() { IfMatch = new ETag("\"0x1\"") },
            HttpHeaders = new() { ContentType = "audio/wav" },
            Metadata = new Dictionary<string, string> { ["Seconds"] = "3" },
        });

        var asked = Assert.Single(answers.Asked);
        var text = string.Join(
            '\n',
            "PUT", "", "", "5", "", "application/octet-stream", "", "", "\"0x1\"", "", "", "",
            "x-ms-blob-content-type:audio/wav",
            "x-ms-blob-type:BlockBlob",
            $"x-ms-client-request-id:{asked.Headers["x-ms-client-request-id"]}",
            $"x-ms-date:{asked.Headers["x-ms-date"]}",
            "x-ms-meta-seconds:3",
            $"x-ms-return-client-request-id:{asked.Headers["x-ms-return-client-request-id"]}",
            "x-ms-version:2024-11-04",
            "/devstoreaccount1/devstoreaccount1/audio/a/one.wav");
        var signature = System.Security.Cryptography.HMACSHA256.HashData(Convert.FromBase64String(Key), System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal($"SharedKey devstoreaccount1:{Convert.ToBase64String(signature)}", asked.Headers["Authorization"]);
        Assert.Equal("http://127.0.0.1:10000/devstoreaccount1/audio/a/one.wav", asked.Address.AbsoluteUri);
    }

    [Fact]
    public async Task The_query_is_signed_by_name_and_without_its_encoding()
    {
        var answers = new Answers(Answers.Body(HttpStatusCode.OK, "<EnumerationResults><Blobs /><NextMarker /></EnumerationResults>", "application/xml"));
        var container = new BlobContainerClient("UseDevelopmentStorage=true", "audio", answers.BlobOptions(retries: 0));

        await container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, "a/ü b", CancellationToken.None).ToListAsync();

        var asked = Assert.Single(answers.Asked);
        var text = string.Join(
            '\n',
            "GET", "", "", "", "", "", "", "", "", "", "", "",
            $"x-ms-client-request-id:{asked.Headers["x-ms-client-request-id"]}",
            $"x-ms-date:{asked.Headers["x-ms-date"]}",
            $"x-ms-return-client-request-id:{asked.Headers["x-ms-return-client-request-id"]}",
            "x-ms-version:2024-11-04",
            "/devstoreaccount1/devstoreaccount1/audio",
            "comp:list", "include:metadata", "prefix:a/ü b", "restype:container");
        var signature = System.Security.Cryptography.HMACSHA256.HashData(Convert.FromBase64String(Key), System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal($"SharedKey devstoreaccount1:{Convert.ToBase64String(signature)}", asked.Headers["Authorization"]);
    }

    [Theory]
    [InlineData($"AccountName=acct;AccountKey={Key}", "https://acct.blob.core.windows.net/audio")]
    [InlineData($"DefaultEndpointsProtocol=http;AccountName=acct;AccountKey={Key};EndpointSuffix=core.example", "http://acct.blob.core.example/audio")]
    [InlineData($"AccountName=acct;AccountKey={Key};BlobEndpoint=http://127.0.0.1:12345/acct/;TableEndpoint=http://127.0.0.1:1/acct", "http://127.0.0.1:12345/acct/audio")]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1/audio")]
    public void A_connection_string_tells_where_the_blobs_are(string text, string address) =>
        Assert.Equal(address, new BlobServiceClient(text).GetBlobContainerClient("audio").Uri.AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("AccountName=acct")]
    [InlineData("AccountName=acct;AccountKey=no Base64!")]
    [InlineData($"AccountName=acct;AccountKey={Key};BlobEndpoint=nowhere")]
    public void A_connection_string_that_is_none_is_told_without_its_key(string text)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new BlobServiceClient(text));
        Assert.DoesNotContain(Key, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:10000/devstoreaccount1/audio")]
    [InlineData("https://acct.blob.core.windows.net/audio")]
    public void An_address_of_a_container_is_not_taken_for_a_blob(string address) =>
        Assert.Throws<ArgumentException>(() => new BlobClient(new Uri(address)));
}
