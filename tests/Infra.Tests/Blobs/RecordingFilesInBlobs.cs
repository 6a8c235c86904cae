using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Pbx.Engine.Recordings;
using Pbx.Infra.Blobs;
using Pbx.Infra.Tests.Contracts;
using Pbx.Infra.Tests.Tables;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Infra.Tests.Blobs;

[Collection(AzuriteCollection.Name)]
public sealed class RecordingFilesInBlobs : RecordingFilesContract, IDisposable
{
    private readonly BlobAccount blobs;
    private readonly BlobContainerClient container;

    public RecordingFilesInBlobs(AzuriteFixture azurite)
    {
        ArgumentNullException.ThrowIfNull(azurite);
        blobs = BlobAccount.Connect(azurite.ConnectionString);
        container = new BlobContainerClient(azurite.ConnectionString, BlobRecordingFiles.Container);
        Files = new BlobRecordingFiles(blobs);
    }

    protected override IRecordingFiles Files { get; }

    public void Dispose() => blobs.Dispose();

    [Fact]
    public async Task Where_no_name_tells_the_metadata_do()
    {
        var network = $"recording-{Fresh.Account()}";
        var since = Fresh.At("2026-10-01T12:00:00Z");
        await Files.Destination(default);
        var folder = $"20261001/{Fresh.Account()}";
        await Write($"{folder}/sound.wav", new byte[100]);
        await Write($"{folder}/acsmetadata.json", Encoding.UTF8.GetBytes($$"""{ "recordingId": "{{network}}", "chunkIndex": 0 }"""));
        await Write($"20261001/{Fresh.Account()}/acsmetadata.json", "no JSON"u8.ToArray());
        Assert.Equal([$"{folder}/sound.wav"], await Files.Find(network, since, default));
        await Files.Delete($"{folder}/sound.wav", default);
        Assert.False(await container.GetBlobClient($"{folder}/acsmetadata.json").ExistsAsync());
    }

    protected override async Task<Uri> Put(string network, DateTimeOffset started, int part, byte[] content)
    {
        await Files.Destination(default);
        return await Write(string.Create(CultureInfo.InvariantCulture, $"{started.UtcDateTime:yyyyMMdd}/call/{network}/document/{part}-audio.wav"), content);
    }

    private async Task<Uri> Write(string name, byte[] content)
    {
        var blob = container.GetBlobClient(name);
        await blob.UploadAsync(BinaryData.FromBytes(content), overwrite: true);
        return blob.Uri;
    }
}
