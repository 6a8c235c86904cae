using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Pbx.Local.Host.Azurite;
using Pbx.Local.Tests.Azurite;
using Pbx.Local.Tests.Tables;

namespace Pbx.Local.Tests.Blobs;

[Collection(AzuriteCollection.Name)]
public sealed class WhenAnAddressIsSigned(AzuriteFixture azurite)
{
    private static readonly StorageSharedKeyCredential Account = new(AzuriteProcess.AccountName, AzuriteProcess.AccountKey);

    [Fact]
    public async Task Whoever_has_it_reads_that_blob_and_nothing_else()
    {
        var blob = await Container.With(azurite, "a/one & two.wav", "sound");
        var other = await Container.With(azurite, "other", "secret");
        using var http = new HttpClient();

        var address = blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddHours(1));
        var read = new BlobClient(address);

        Assert.Equal("sound", await http.GetStringAsync(address));
        Assert.Equal("sound", (await read.DownloadContentAsync()).Value.Content.ToString());
        Assert.False(read.CanGenerateSasUri);
        Assert.Throws<InvalidOperationException>(() => read.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddHours(1)));
        using var elsewhere = await http.GetAsync(new UriBuilder(other.Uri) { Query = address.Query }.Uri);
        using var unsigned = await http.GetAsync(blob.Uri);
        Assert.Equal(403, (int)elsewhere.StatusCode);
        Assert.False(unsigned.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_signature_to_read_does_not_write_or_delete()
    {
        var blob = await Container.With(azurite, "one", "sound");
        var read = new BlobClient(blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddHours(1)));

        Func<Task>[] forbidden =
        [
            () => read.UploadAsync(BinaryData.FromString("noise"), overwrite: true),
            () => read.SetMetadataAsync(new Dictionary<string, string> { ["a"] = "b" }),
            () => read.DeleteIfExistsAsync(),
        ];

        foreach (var operation in forbidden)
        {
            Assert.Equal(403, (await Assert.ThrowsAsync<RequestFailedException>(operation)).Status);
        }

        var write = new BlobClient(blob.GenerateSasUri(BlobSasPermissions.Write, DateTimeOffset.UtcNow.AddHours(1)));
        await write.UploadAsync(BinaryData.FromString("music"), overwrite: true);
        Assert.Equal(403, (await Assert.ThrowsAsync<RequestFailedException>(() => write.DownloadContentAsync())).Status);
        Assert.Equal("music", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Theory]
    [InlineData(-60, -1)]
    [InlineData(5, 60)]
    public async Task It_holds_only_in_its_time(int startMinutes, int endMinutes)
    {
        var blob = await Container.With(azurite, "one", "sound");
        var builder = new BlobSasBuilder(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddMinutes(endMinutes))
        {
            StartsOn = DateTimeOffset.UtcNow.AddMinutes(startMinutes),
        };

        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => new BlobClient(blob.GenerateSasUri(builder)).DownloadContentAsync());

        Assert.Equal(403, fault.Status);
    }

    [Fact]
    public async Task A_changed_end_or_another_key_makes_it_worthless()
    {
        var blob = await Container.With(azurite, "one", "sound");
        var address = blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddHours(1));
        var longer = new Uri(address.AbsoluteUri.Replace("se=2", "se=3", StringComparison.Ordinal));
        var forged = new BlobClient(blob.Uri, new StorageSharedKeyCredential(AzuriteProcess.AccountName, Convert.ToBase64String(new byte[64])))
            .GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddHours(1));

        foreach (var worthless in new[] { longer, forged })
        {
            Assert.Equal(403, (await Assert.ThrowsAsync<RequestFailedException>(() => new BlobClient(worthless).DownloadContentAsync())).Status);
        }
    }

    [Fact]
    public async Task A_signature_for_the_container_lists_it_and_the_answer_has_the_headers_that_were_signed()
    {
        var blob = await Container.With(azurite, "one", "sound");
        var container = new BlobSasBuilder(BlobSasPermissions.Read | BlobSasPermissions.List, DateTimeOffset.UtcNow.AddHours(1))
        {
            BlobContainerName = blob.BlobContainerName,
            Protocol = SasProtocol.HttpsAndHttp,
        };
        var named = new BlobSasBuilder(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddHours(1)) { ContentType = "audio/wav", ContentDisposition = "attachment" };

        var query = container.ToSasQueryParameters(Account).ToString();
        var listed = await new BlobContainerClient(new Uri($"{azurite.Azurite.BlobEndpoint}/{blob.BlobContainerName}?{query}"))
            .GetBlobsAsync().ToListAsync();
        using var http = new HttpClient();
        using var answer = await http.GetAsync(blob.GenerateSasUri(named));

        Assert.Equal("c", container.Resource);
        Assert.Equal("one", Assert.Single(listed).Name);
        Assert.Equal(("audio/wav", "attachment"), (answer.Content.Headers.ContentType?.ToString(), answer.Content.Headers.ContentDisposition?.ToString()));
    }

    // The expected signatures were computed by another program from the texts to sign.
    [Fact]
    public void The_signature_covers_everything_that_is_said()
    {
        var at = DateTimeOffset.Parse("2026-09-01T10:00:00+02:00", System.Globalization.CultureInfo.InvariantCulture);
        var one = new BlobSasBuilder(BlobSasPermissions.Read, at.AddHours(1))
        {
            BlobContainerName = "audio",
            BlobName = "a/one two.wav",
            StartsOn = at,
            Protocol = SasProtocol.Https,
            ContentType = "audio/wav",
            ContentDisposition = "inline",
        };

        Assert.Equal(
            "sv=2024-11-04&spr=https&st=2026-09-01T08%3A00%3A00Z&se=2026-09-01T09%3A00%3A00Z&sr=b&sp=r&rscd=inline&rsct=audio%2Fwav" + Signed("i3UvDfGwycYcDST4vCS0vAUqJ/V4uTZmf1FyLmicYz4="),
            one.ToSasQueryParameters(Account).ToString());
    }

    [Fact]
    public async Task A_key_of_the_identity_is_asked_for_and_signs_too()
    {
        var answers = new Answers(Answers.Body(
            System.Net.HttpStatusCode.OK,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><UserDelegationKey><SignedOid>oid</SignedOid><SignedTid>tid</SignedTid>"
                + "<SignedStart>2026-09-01T08:00:00Z</SignedStart><SignedExpiry>2026-09-02T08:00:00Z</SignedExpiry><SignedService>b</SignedService>"
                + "<SignedVersion>2024-11-04</SignedVersion><Value>MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=</Value></UserDelegationKey>",
            "application/xml"));
        var end = new DateTimeOffset(2026, 9, 2, 8, 0, 0, TimeSpan.Zero);
        var service = new BlobServiceClient(new Uri("https://acct.blob.core.windows.net"), new Tokens(), answers.BlobOptions(retries: 0));

        var key = (await service.GetUserDelegationKeyAsync(startsOn: null, end)).Value;
        var query = new BlobSasBuilder(BlobSasPermissions.Read, end.AddHours(-23)) { BlobContainerName = "audio", BlobName = "one.wav", Protocol = SasProtocol.Https }
            .ToSasQueryParameters(key, service.AccountName).ToString();

        var asked = Assert.Single(answers.Asked);
        Assert.Equal("https://acct.blob.core.windows.net/?restype=service&comp=userdelegationkey", asked.Address.AbsoluteUri);
        Assert.Equal("<KeyInfo><Expiry>2026-09-02T08:00:00Z</Expiry></KeyInfo>", asked.Body);
        Assert.Equal("Bearer secret", asked.Headers["Authorization"]);
        Assert.Equal(
            "skoid=oid&sktid=tid&skt=2026-09-01T08%3A00%3A00Z&ske=2026-09-02T08%3A00%3A00Z&sks=b&skv=2024-11-04"
                + "&sv=2024-11-04&spr=https&se=2026-09-01T09%3A00%3A00Z&sr=b&sp=r" + Signed("qm1KFIzxb/6LQpVwcvaDf2IySTJqOciLMylnxcQ1OJ4="),
            query);
    }

    [Fact]
    public void A_signature_that_says_too_little_or_names_another_blob_is_not_made()
    {
        var end = DateTimeOffset.UtcNow.AddHours(1);
        var blob = new BlobClient(azurite.ConnectionString, "audio", "one");

        Assert.Throws<InvalidOperationException>(() => new BlobSasBuilder { BlobContainerName = "audio", ExpiresOn = end }.ToSasQueryParameters(Account));
        Assert.Throws<InvalidOperationException>(() => new BlobSasBuilder(BlobSasPermissions.Read, default) { BlobContainerName = "audio" }.ToSasQueryParameters(Account));
        Assert.Throws<InvalidOperationException>(() => new BlobSasBuilder(BlobSasPermissions.Read, end).ToSasQueryParameters(Account));
        Assert.Throws<InvalidOperationException>(() => blob.GenerateSasUri(new BlobSasBuilder(BlobSasPermissions.Read, end) { BlobName = "two" }));
    }

    private static string Signed(string signature) => "&sig=" + Uri.EscapeDataString(signature);

    private sealed class Tokens : Azure.Core.TokenCredential
    {
        public override Azure.Core.AccessToken GetToken(Azure.Core.TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("secret", DateTimeOffset.UtcNow.AddHours(1));

        public override ValueTask<Azure.Core.AccessToken> GetTokenAsync(Azure.Core.TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
