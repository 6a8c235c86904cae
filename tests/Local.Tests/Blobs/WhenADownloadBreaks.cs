using System.Net;
using Azure;
using Azure.Storage.Blobs.Models;
using Pbx.Local.Tests.Tables;

namespace Pbx.Local.Tests.Blobs;

public sealed class WhenADownloadBreaks
{
    [Fact]
    public async Task The_rest_of_the_same_version_is_asked_for()
    {
        var answers = new Answers(
            Part("0123", "0123456789".Length),
            Part("45", 6),
            Part("6789", 4));

        var read = await answers.Blob().DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(100, 10) });

        Assert.Equal("0123456789", read.Value.Content.ToString());
        Assert.Equal(["bytes=100-109", "bytes=104-109", "bytes=106-109"], answers.Asked.Select(asked => asked.Headers["x-ms-range"]));
        Assert.All(answers.Asked.Skip(1), asked => Assert.Equal("\"0x1\"", asked.Headers["If-Match"]));
    }

    [Fact]
    public async Task It_is_given_up_after_a_few_times()
    {
        var answers = new Answers([Part("0", 10), .. Enumerable.Repeat(Part("", 9), 5)]);

        await Assert.ThrowsAsync<IOException>(() => answers.Blob().DownloadContentAsync());

        Assert.Equal(6, answers.Asked.Count);
    }

    private static Func<HttpResponseMessage> Part(string comes, int promised) => () =>
    {
        var content = new StreamContent(new Breaking(System.Text.Encoding.ASCII.GetBytes(comes), comes.Length < promised));
        content.Headers.ContentLength = promised;
        var response = new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = content };
        response.Headers.TryAddWithoutValidation("ETag", "\"0x1\"");
        return response;
    };

    private sealed class Breaking(byte[] content, bool breaks) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            return read == 0 && breaks ? throw new IOException("The connection broke.") : read;
        }
    }
}
