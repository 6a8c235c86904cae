using Azure;
using Azure.Storage.Blobs.Models;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Local.Tests.Blobs;

[Collection(AzuriteCollection.Name)]
public sealed class WhenABlobHasAVersion(AzuriteFixture azurite)
{
    [Fact]
    public async Task Only_the_first_of_two_writers_makes_it()
    {
        var blob = await Container.With(azurite, "one", "first");

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(BinaryData.FromString("second")));

        Assert.Equal(409, fault.Status);
        Assert.True(fault.ErrorCode == BlobErrorCode.BlobAlreadyExists);
        Assert.Equal("first", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_write_of_blocks_meets_the_same_condition()
    {
        var blob = await Container.With(azurite, "one", "first");
        var options = new BlobUploadOptions
        {
            Conditions = new() { IfNoneMatch = ETag.All },
            TransferOptions = new() { InitialTransferSize = 2, MaximumTransferSize = 2 },
        };

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(BinaryData.FromString("second"), options));

        Assert.Equal(409, fault.Status);
        Assert.Equal("first", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_change_of_another_version_is_refused()
    {
        var blob = await Container.With(azurite, "one", "first");
        var old = (await blob.GetPropertiesAsync()).Value.ETag;
        await blob.UploadAsync(BinaryData.FromString("second"), new BlobUploadOptions { Conditions = new() { IfMatch = old } });

        Func<Task>[] late =
        [
            () => blob.UploadAsync(BinaryData.FromString("third"), new BlobUploadOptions { Conditions = new() { IfMatch = old } }),
            () => blob.SetMetadataAsync(new Dictionary<string, string>(), new BlobRequestConditions { IfMatch = old }),
            () => blob.DeleteIfExistsAsync(conditions: new BlobRequestConditions { IfMatch = old }),
            () => blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = new() { IfMatch = old } }),
        ];

        foreach (var operation in late)
        {
            var fault = await Assert.ThrowsAsync<RequestFailedException>(operation);
            Assert.Equal(412, fault.Status);
            Assert.True(fault.ErrorCode == BlobErrorCode.ConditionNotMet);
        }

        Assert.Equal("second", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_reader_who_has_the_present_version_is_told_so()
    {
        var blob = await Container.With(azurite, "one", "first");
        var properties = (await blob.GetPropertiesAsync()).Value;

        var same = await blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = new() { IfNoneMatch = properties.ETag } });
        var later = await Assert.ThrowsAsync<RequestFailedException>(
            () => blob.GetPropertiesAsync(new BlobRequestConditions { IfModifiedSince = properties.LastModified.AddSeconds(1) }));
        var unchanged = await blob.GetPropertiesAsync(new BlobRequestConditions { IfUnmodifiedSince = properties.LastModified.AddSeconds(1) });

        Assert.Equal((304, 304), (same.GetRawResponse().Status, later.Status));
        Assert.Throws<InvalidOperationException>(() => same.Value);
        Assert.Equal(properties.ETag, unchanged.Value.ETag);
    }
}
