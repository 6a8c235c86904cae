using System.Net;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pbx.Local.Host.Azurite;
using Pbx.Local.Tests.Azurite;
using Pbx.Local.Tests.Tables;

namespace Pbx.Local.Tests.Blobs;

[Collection(AzuriteCollection.Name)]
public sealed class WhenTheServiceRefuses(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_wrong_key_is_forbidden_until_it_is_exchanged()
    {
        var blob = await Container.With(azurite, "one", "sound");
        var credential = new StorageSharedKeyCredential(AzuriteProcess.AccountName, Convert.ToBase64String(new byte[64]));
        var wrong = new BlobClient(blob.Uri, credential);

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => wrong.DownloadContentAsync());
        credential.SetAccountKey(AzuriteProcess.AccountKey);

        Assert.Equal(403, fault.Status);
        Assert.True(fault.ErrorCode == BlobErrorCode.AuthorizationFailure);
        Assert.Equal("sound", (await wrong.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_told_by_every_operation()
    {
        var container = new BlobContainerClient(azurite.ConnectionString, Container.NewName());
        var blob = container.GetBlobClient("one");

        Func<Task>[] operations =
        [
            () => blob.UploadAsync(BinaryData.FromString("x")),
            () => blob.DownloadContentAsync(),
            () => blob.DownloadStreamingAsync(),
            () => blob.GetPropertiesAsync(),
            () => blob.OpenReadAsync(),
            async () => await container.GetBlobsAsync().ToListAsync(),
        ];
        foreach (var operation in operations)
        {
            var fault = await Assert.ThrowsAsync<RequestFailedException>(operation);
            Assert.Equal(404, fault.Status);
            Assert.True(fault.ErrorCode == BlobErrorCode.ContainerNotFound);
        }

        Assert.False((await blob.DeleteIfExistsAsync()).Value);
        Assert.False((await blob.ExistsAsync()).Value);
    }

    [Fact]
    public async Task An_error_that_is_not_of_the_service_keeps_its_status()
    {
        var answers = new Answers(Answers.Body(HttpStatusCode.BadGateway, "<html><p>bad gateway", "text/html"));

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => answers.Blob().GetPropertiesAsync());

        Assert.Equal(502, fault.Status);
    }

    [Fact]
    public async Task A_container_that_is_still_being_deleted_is_not_taken_for_one_that_is_there()
    {
        var answers = new Answers(Answers.Body(
            HttpStatusCode.Conflict, "<?xml version=\"1.0\"?><Error><Code>ContainerBeingDeleted</Code><Message>Wait.</Message></Error>", "application/xml"));
        var container = new BlobContainerClient("UseDevelopmentStorage=true", "audio", answers.BlobOptions(retries: 0));

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => container.CreateIfNotExistsAsync());

        Assert.True(fault.ErrorCode == BlobErrorCode.ContainerBeingDeleted);
        Assert.Contains("Wait.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_service_is_asked_again_and_signed_again()
    {
        var answers = new Answers(
            Answers.Body(HttpStatusCode.ServiceUnavailable, "<Error><Code>ServerBusy</Code><Message>Later.</Message></Error>", "application/xml"),
            () => throw new HttpRequestException("The connection broke."),
            Answers.Body(HttpStatusCode.Created, "", "application/xml", ("ETag", "\"0x1\"")));

        var written = await answers.Blob(retries: 2).UploadAsync(BinaryData.FromString("sound"), overwrite: true);

        Assert.Equal(new ETag("0x1"), written.Value.ETag);
        Assert.Equal(3, answers.Asked.Count);
        Assert.All(answers.Asked, asked => Assert.Equal("sound", asked.Body));
        Assert.All(answers.Asked, asked => Assert.StartsWith("SharedKey devstoreaccount1:", asked.Headers["Authorization"], StringComparison.Ordinal));
    }
}
