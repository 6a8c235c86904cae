using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Audio;

[Collection(OnePbx.Name)]
public sealed class WhenAudioIsUploaded(PbxWorld world)
{
    private const string Audio = "api/v1/accounts/sample/audio";

    [Fact]
    [Trait("Rule", "VMR-096")]
    [Trait("Rule", "VMR-097")]
    [Trait("Rule", "VMR-098")]
    public async Task A_WAV_and_an_MP3_are_stored_in_one_form_listed_listened_to_and_deleted()
    {
        var wav = await world.Api.Ask(HttpMethod.Post, $"{Audio}?name=Opening%20hours.wav", content: Sounds.Wav(1.5).As("audio/wav"));
        var mp3 = await world.Api.Ask(HttpMethod.Post, $"{Audio}?name=welcome.mp3", content: Sounds.Mp3().As("audio/mpeg"));
        Assert.True((wav.Status, mp3.Status) == (201, 201), wav.Body + mp3.Body);
        Assert.Equal(("Opening hours.wav", 1.5, 48044), ((string?)wav.Json["name"], (double?)wav.Json["seconds"], (int?)wav.Json["bytes"]));
        Assert.Equal(("welcome.mp3", 1.0, 32044), ((string?)mp3.Json["name"], (double?)mp3.Json["seconds"], (int?)mp3.Json["bytes"]));
        Assert.Equal(world.Now, (DateTimeOffset?)wav.Json["uploaded"]);

        var listed = (await world.Api.Read(Audio))["files"]!.AsArray().Select(file => (string?)file!["file"]).ToList();
        Assert.Contains((string?)wav.Json["file"], listed);
        Assert.Contains((string?)mp3.Json["file"], listed);

        var file = $"{Audio}/{(string?)mp3.Json["file"]}";
        var stored = await Get(file);
        Assert.Equal((HttpStatusCode.OK, "audio/wav", 32044), (stored.Answer.StatusCode, stored.Answer.Content.Headers.ContentType?.MediaType, stored.Content.Length));
        Assert.Equal((1, 16000, 16), (BinaryPrimitives.ReadInt16LittleEndian(stored.Content.AsSpan(22)), BinaryPrimitives.ReadInt32LittleEndian(stored.Content.AsSpan(24)), BinaryPrimitives.ReadInt16LittleEndian(stored.Content.AsSpan(34))));

        var part = await Get(file, request => request.Headers.Range = new RangeHeaderValue(1000, 1999));
        Assert.Equal((HttpStatusCode.PartialContent, "bytes 1000-1999/32044"), (part.Answer.StatusCode, part.Answer.Content.Headers.ContentRange?.ToString()));
        Assert.Equal(stored.Content[1000..2000], part.Content);
        var beyond = await Get(file, request => request.Headers.Range = new RangeHeaderValue(40_000, 40_001));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.Answer.StatusCode);
        var same = await Get(file, request => request.Headers.IfNoneMatch.Add(stored.Answer.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, same.Answer.StatusCode);
        var download = await Get($"{file}?download=true");
        Assert.Equal("welcome.wav", download.Answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));

        Assert.Equal(204, (await world.Api.Ask(HttpMethod.Delete, file)).Status);
        (await world.Api.Ask(HttpMethod.Delete, file)).IsProblem(404);
        (await world.Api.Ask(HttpMethod.Get, file)).IsProblem(404);
        Assert.DoesNotContain((string?)mp3.Json["file"], (await world.Api.Read(Audio))["files"]!.AsArray().Select(one => (string?)one!["file"]));
    }

    [Fact]
    public async Task The_same_sound_is_stored_once()
    {
        var first = await world.Api.Ask(HttpMethod.Post, $"{Audio}?name=one.wav", content: Sounds.Wav(0.3).As("audio/wav"));
        var again = await world.Api.Ask(HttpMethod.Post, $"{Audio}?name=two.wav", content: Sounds.Wav(0.3).As("audio/x-wav"));

        Assert.Equal(first.Body, again.Body);
    }

    [Fact]
    [Trait("Rule", "VMR-096")]
    public async Task Every_reason_to_refuse_a_file_is_said_at_once_and_nothing_is_stored()
    {
        var before = (await world.Api.Read(Audio))["files"]!.AsArray().Count;
        var cut = Sounds.Wav(601)[..^1];

        var answer = (await world.Api.Ask(HttpMethod.Post, Audio, content: cut.As("audio/mpeg"))).IsProblem(422);
        (await world.Api.Ask(HttpMethod.Post, Audio, content: "Hello"u8.ToArray().As("audio/wav"))).IsProblem(422);
        (await world.Api.Ask(HttpMethod.Post, Audio, content: Sounds.Wav(1).As("application/json"))).IsProblem(415);
        (await world.Api.Ask(HttpMethod.Post, $"{Audio}?name={new string('x', 256)}", content: Sounds.Wav(1).As("audio/wav"))).IsProblem(400);
        (await world.Api.Ask(HttpMethod.Post, Audio, Api.Reader, Sounds.Wav(1).As("audio/wav"))).IsProblem(403);
        (await world.Api.Ask(HttpMethod.Post, Audio, user: null, Sounds.Wav(1).As("audio/wav"))).IsProblem(401);

        Assert.Equal(
            ["The file is cut off: it announces 4808000 bytes of sound and has 4807999."],
            answer.Json["errors"]!.AsArray().Select(error => (string?)error!["message"]).Take(1));
        Assert.Equal(2, answer.Json["errors"]!.AsArray().Count);
        Assert.Equal(before, (await world.Api.Read(Audio))["files"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "VMR-096")]
    public async Task An_upload_of_200_MB_is_refused_without_being_read_to_its_end(bool isAnnounced)
    {
        var upload = new Endless(200L * 1024 * 1024, isAnnounced);
        using var request = new HttpRequestMessage(HttpMethod.Post, Audio) { Content = upload };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await world.Api.Token(Api.Administrator));
        request.Headers.ExpectContinue = isAnnounced;
        try
        {
            using var answer = await world.Local.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        }
        catch (HttpRequestException) when (!isAnnounced)
        {
            // The server hung up while we were still sending.
        }

        Assert.InRange(upload.Sent, 0, isAnnounced ? 0 : 60L * 1024 * 1024); // what lies in the buffers between is not the server's
    }

    private async Task<(HttpResponseMessage Answer, byte[] Content)> Get(string path, Action<HttpRequestMessage>? adjust = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await world.Api.Token(Api.Reader));
        adjust?.Invoke(request);
        var answer = await world.Local.Http.SendAsync(request);
        return (answer, await answer.Content.ReadAsByteArrayAsync());
    }

    private sealed class Endless : HttpContent
    {
        private readonly long length;
        private readonly bool isAnnounced;

        public Endless(long length, bool isAnnounced)
        {
            (this.length, this.isAnnounced) = (length, isAnnounced);
            Headers.ContentType = MediaTypeHeaderValue.Parse("audio/wav");
        }

        public long Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var block = new byte[64 * 1024];
            for (; Sent < length; Sent += block.Length)
            {
                await stream.WriteAsync(block);
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return isAnnounced;
        }
    }
}
