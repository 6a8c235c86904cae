using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pbx.Local.Tests.Azurite;
using Pbx.Local.Tests.Tables;

namespace Pbx.Local.Tests.Blobs;

/// <summary>Containers that no other test sees, and clients with a scripted service in place of the network.</summary>
internal static class Container
{
    public static string NewName() => "c" + Guid.NewGuid().ToString("N");

    public static async Task<BlobContainerClient> New(AzuriteFixture azurite)
    {
        var container = new BlobContainerClient(azurite.ConnectionString, NewName());
        await container.CreateAsync();
        return container;
    }

    public static async Task<BlobClient> With(AzuriteFixture azurite, string name, string text, BlobUploadOptions? options = null)
    {
        var blob = (await New(azurite)).GetBlobClient(name);
        await blob.UploadAsync(BinaryData.FromString(text), options);
        return blob;
    }

    public static BlobClientOptions BlobOptions(this Answers answers, int retries)
    {
        var tables = answers.Options(retries);
        var options = new BlobClientOptions { Transport = tables.Transport };
        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.MaxDelay = TimeSpan.Zero;
        return options;
    }

    public static BlobClient Blob(this Answers answers, int retries = 0) =>
        new("UseDevelopmentStorage=true", "audio", "a/one.wav", BlobOptions(answers, retries));

    public static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(7).NextBytes(noise);
        return noise;
    }
}
