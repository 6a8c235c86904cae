using System.Globalization;
using System.Net;
using Pbx.Engine.Audio;
using Pbx.Infra.Blobs;
using Pbx.Infra.Tests.Contracts;
using Pbx.Infra.Tests.Tables;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Infra.Tests.Blobs;

[Collection(AzuriteCollection.Name)]
public sealed class AudioInBlobs(AzuriteFixture azurite) : AudioStoreContract, IDisposable
{
    private readonly BlobAccount blobs = BlobAccount.Connect(azurite.ConnectionString);
    private readonly HttpClient http = new();

    protected override IAudioStore Store => new BlobAudio(blobs);

    [Fact]
    public async Task Whoever_has_the_address_reads_that_file_and_can_do_nothing_else()
    {
        var account = Fresh.Account();
        var (audio, content) = Audio(11, "one");
        var (other, otherContent) = Audio(12, "two");
        await Store.Put(account, audio, content, default);
        await Store.Put(account, other, otherContent, default);

        var address = await Store.Lend(account, audio.File, TimeSpan.FromMinutes(5), default);

        using var read = await http.GetAsync(address);
        Assert.Equal("audio/wav", read.Content.Headers.ContentType?.MediaType);
        Assert.Equal(content, await read.Content.ReadAsByteArrayAsync());
        using var elsewhere = await http.GetAsync(address.AbsoluteUri.Replace(audio.File.Value, other.File.Value, StringComparison.Ordinal));
        using var written = await http.SendAsync(new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent([]), Headers = { { "x-ms-blob-type", "BlockBlob" } } });
        using var deleted = await http.DeleteAsync(address);
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [elsewhere.StatusCode, written.StatusCode, deleted.StatusCode]);
    }

    [Fact]
    public async Task The_address_ends_when_it_was_said_to()
    {
        var account = Fresh.Account();
        var (audio, content) = Audio(13, "one");
        await Store.Put(account, audio, content, default);

        var address = await Store.Lend(account, audio.File, TimeSpan.FromMinutes(5), default);
        var over = await Store.Lend(account, audio.File, TimeSpan.FromMinutes(-1), default);

        var end = address.Query.TrimStart('?').Split('&').Single(part => part.StartsWith("se=", StringComparison.Ordinal))[3..];
        Assert.InRange(
            DateTimeOffset.Parse(Uri.UnescapeDataString(end), CultureInfo.InvariantCulture),
            DateTimeOffset.UtcNow.AddMinutes(4),
            DateTimeOffset.UtcNow.AddMinutes(5));
        using var late = await http.GetAsync(over);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
    }

    public void Dispose()
    {
        http.Dispose();
        blobs.Dispose();
    }
}
