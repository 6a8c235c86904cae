using System.Text;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pbx.Local.Host.Azurite;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Local.Tests.Blobs;

[Collection(AzuriteCollection.Name)]
public sealed class WhenABlobIsWrittenAndRead(AzuriteFixture azurite)
{
    [Fact]
    public async Task Content_headers_and_metadata_come_back_as_they_were_written()
    {
        var blob = (await Container.New(azurite)).GetBlobClient("acct/ätwas #1 & 100%.wav");
        var written = await blob.UploadAsync(new MemoryStream(Encoding.UTF8.GetBytes("sound")), new BlobUploadOptions
        {
            HttpHeaders = new() { ContentType = "audio/wav", ContentDisposition = "attachment; filename=\"x.wav\"", CacheControl = "no-store" },
            Metadata = new Dictionary<string, string> { ["seconds"] = "12.5", ["Name"] = "x.wav" },
        });

        var properties = (await blob.GetPropertiesAsync()).Value;
        var read = (await blob.DownloadContentAsync()).Value;

        Assert.Equal("sound", read.Content.ToString());
        Assert.Equal(5, properties.ContentLength);
        Assert.Equal("audio/wav", properties.ContentType);
        Assert.Equal("attachment; filename=\"x.wav\"", properties.ContentDisposition);
        Assert.Equal("no-store", properties.CacheControl);
        Assert.Equal("12.5", properties.Metadata["seconds"]);
        Assert.Equal("x.wav", properties.Metadata["name"]);
        Assert.Equal(written.Value.ETag, properties.ETag);
        Assert.Equal(properties.ETag, read.Details.ETag);
        Assert.Equal("12.5", read.Details.Metadata["seconds"]);
        Assert.InRange(properties.CreatedOn, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Equal("acct/ätwas #1 & 100%.wav", new BlobClient(blob.Uri).Name);
        Assert.Equal((blob.BlobContainerName, AzuriteProcess.AccountName), (new BlobClient(blob.Uri).BlobContainerName, blob.AccountName));
    }

    [Fact]
    public async Task A_long_content_goes_in_blocks_and_comes_back_whole()
    {
        var noise = Container.Noise(1_000_003);
        var container = await Container.New(azurite);
        var blob = container.GetBlobClient("long");

        await blob.UploadAsync(new NotSeekable(noise), new BlobUploadOptions
        {
            TransferOptions = new StorageTransferOptions { InitialTransferSize = 100_000, MaximumTransferSize = 250_000 },
            HttpHeaders = new() { ContentType = "audio/wav" },
            Metadata = new Dictionary<string, string> { ["a"] = "b" },
        });

        Assert.Equal(noise, (await blob.DownloadContentAsync()).Value.Content.ToArray());
        var properties = (await blob.GetPropertiesAsync()).Value;
        Assert.Equal(("audio/wav", "b"), (properties.ContentType, properties.Metadata["a"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99_999)]
    [InlineData(100_000)]
    [InlineData(100_001)]
    public async Task A_content_around_the_limit_of_one_request_comes_back_whole(int length)
    {
        var noise = Container.Noise(length);
        var blob = (await Container.New(azurite)).GetBlobClient("edge");

        await blob.UploadAsync(
            new MemoryStream(noise), new BlobUploadOptions { TransferOptions = new StorageTransferOptions { InitialTransferSize = 100_000, MaximumTransferSize = 100_000 } });

        Assert.Equal(noise, (await blob.DownloadContentAsync()).Value.Content.ToArray());
        await using var seekable = await blob.OpenReadAsync();
        Assert.Equal(length, seekable.Length);
    }

    [Fact]
    public async Task Blocks_become_the_blob_in_the_order_of_the_list()
    {
        var blob = (await Container.New(azurite)).GetBlockBlobClient("blocks");
        var (one, two) = (Convert.ToBase64String([1]), Convert.ToBase64String([2]));
        await blob.StageBlockAsync(one, new MemoryStream("world"u8.ToArray()));
        await blob.StageBlockAsync(two, new MemoryStream("hello "u8.ToArray()));

        Assert.False((await blob.ExistsAsync()).Value);
        await blob.CommitBlockListAsync([two, one], new CommitBlockListOptions { HttpHeaders = new() { ContentType = "text/plain" } });

        var read = (await blob.DownloadContentAsync()).Value;
        Assert.Equal("hello world", read.Content.ToString());
        Assert.Equal("text/plain", read.Details.ContentType);
    }

    [Fact]
    public async Task A_part_is_read_by_its_range()
    {
        var blob = await Container.With(azurite, "part", "0123456789");

        var middle = (await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(3, 4) })).Value;
        var end = (await blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = new HttpRange(8, 100) })).Value;
        var beyond = await Assert.ThrowsAsync<RequestFailedException>(
            () => blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = new HttpRange(11, 1) }));

        Assert.Equal(("3456", "bytes 3-6/10", 4L), (middle.Content.ToString(), middle.Details.ContentRange, middle.Details.ContentLength));
        Assert.Equal("89", await new StreamReader(end.Content).ReadToEndAsync());
        Assert.Equal(416, beyond.Status);
        Assert.True(beyond.ErrorCode == BlobErrorCode.InvalidRange);
    }

    [Fact]
    public async Task A_stream_seeks_and_reads_across_its_parts()
    {
        var noise = Container.Noise(10_000);
        var blob = (await Container.New(azurite)).GetBlobClient("seek");
        await blob.UploadAsync(BinaryData.FromBytes(noise));
        await using var stream = await blob.OpenReadAsync(bufferSize: 3000);

        var all = new MemoryStream();
        await stream.CopyToAsync(all);
        stream.Seek(-500, SeekOrigin.End);
        var end = new byte[500];
        await stream.ReadExactlyAsync(end);
        stream.Position = 2990;
        var across = new byte[20];
        await stream.ReadExactlyAsync(across);

        Assert.Equal(noise, all.ToArray());
        Assert.Equal(noise[^500..], end);
        Assert.Equal(noise[2990..3010], across);
        Assert.Equal(0, await new MemoryStream().ReadAsync(across));
    }

    [Fact]
    public async Task A_stream_does_not_mix_two_versions()
    {
        var blob = await Container.With(azurite, "mix", "first version");
        await using var stream = await blob.OpenReadAsync(bufferSize: 5);
        var part = new byte[5];
        await stream.ReadExactlyAsync(part);

        await blob.UploadAsync(BinaryData.FromString("other version"), overwrite: true);
        var fault = await Assert.ThrowsAsync<RequestFailedException>(async () => await stream.ReadExactlyAsync(part));

        Assert.Equal(412, fault.Status);
    }

    [Fact]
    public async Task Metadata_is_replaced_as_a_whole()
    {
        var blob = await Container.With(azurite, "meta", "x", new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["old"] = "1" } });
        var before = (await blob.GetPropertiesAsync()).Value.ETag;

        var changed = await blob.SetMetadataAsync(new Dictionary<string, string> { ["heard"] = "yes" });

        var now = (await blob.GetPropertiesAsync()).Value;
        Assert.Equal(["heard"], now.Metadata.Keys);
        Assert.Equal(changed.Value.ETag, now.ETag);
        Assert.NotEqual(before, now.ETag);
    }

    [Fact]
    public async Task A_deleted_blob_is_gone_and_deleting_it_again_is_no_failure()
    {
        var blob = await Container.With(azurite, "gone", "x");
        var copy = new MemoryStream();
        await blob.DownloadToAsync(copy);

        var first = await blob.DeleteIfExistsAsync();
        var again = await blob.DeleteIfExistsAsync();
        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => blob.DeleteAsync());

        Assert.Equal((true, false), (first.Value, again.Value));
        Assert.Equal("x"u8.ToArray(), copy.ToArray());
        Assert.False((await blob.ExistsAsync()).Value);
        Assert.True(fault.ErrorCode == BlobErrorCode.BlobNotFound);
    }

    private sealed class NotSeekable(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
