using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Local.Tests.Blobs;

[Collection(AzuriteCollection.Name)]
public sealed class WhenBlobsAreListed(AzuriteFixture azurite)
{
    [Fact]
    public async Task Those_with_the_prefix_come_by_name_with_what_is_known_of_them()
    {
        var container = await Container.New(azurite);
        foreach (var name in new[] { "b/2", "a/2 & ü", "a/1", "ab" })
        {
            await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(name), new BlobUploadOptions
            {
                HttpHeaders = new() { ContentType = "audio/wav" },
                Metadata = new Dictionary<string, string> { ["seconds"] = "3" },
            });
        }

        var blobs = await container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, "a/", CancellationToken.None).ToListAsync();
        var bare = await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "b", CancellationToken.None).ToListAsync();

        Assert.Equal(["a/1", "a/2 & ü"], blobs.Select(blob => blob.Name));
        Assert.All(blobs, blob => Assert.Equal(("audio/wav", "3"), (blob.Properties.ContentType, blob.Metadata["Seconds"])));
        Assert.Equal(3, blobs[0].Properties.ContentLength);
        Assert.NotNull(blobs[0].Properties.CreatedOn);
        Assert.NotNull(blobs[0].Properties.LastModified);
        Assert.Equal((await container.GetBlobClient("a/1").GetPropertiesAsync()).Value.ETag, blobs[0].Properties.ETag);
        Assert.Empty(Assert.Single(bare).Metadata);
    }

    [Fact]
    public async Task Pages_follow_each_other_to_the_end_and_any_of_them_can_be_the_first()
    {
        var container = await Container.New(azurite);
        for (var i = 0; i < 7; i++)
        {
            await container.GetBlobClient($"n{i}").UploadAsync(BinaryData.FromString("x"));
        }

        var pages = await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, CancellationToken.None).AsPages(pageSizeHint: 3).ToListAsync();
        var rest = await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, CancellationToken.None)
            .AsPages(pages[0].ContinuationToken).SelectMany(page => page.Values).ToListAsync();

        Assert.Equal([3, 3, 1], pages.Select(page => page.Values.Count));
        Assert.Equal(["n3", "n4", "n5", "n6"], rest.Select(blob => blob.Name));
        Assert.Null(pages[^1].ContinuationToken);
    }

    [Fact]
    public async Task A_container_is_made_once_and_its_blobs_go_with_it()
    {
        var container = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(Container.NewName());

        Assert.False((await container.ExistsAsync()).Value);
        Assert.NotNull(await container.CreateIfNotExistsAsync());
        Assert.Null(await container.CreateIfNotExistsAsync());
        Assert.True((await container.ExistsAsync()).Value);
        await container.GetBlobClient("x").UploadAsync(BinaryData.FromString("x"));
        Assert.True((await container.DeleteBlobIfExistsAsync("x")).Value);
        Assert.False((await container.DeleteBlobIfExistsAsync("x")).Value);
        Assert.True((await container.DeleteIfExistsAsync()).Value);
        Assert.False((await container.DeleteIfExistsAsync()).Value);
    }
}
