using System.Net;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Audio;

/// <summary>From the upload to the caller's ear.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenAPromptOfOnesOwnIsPlayed(PbxWorld world) : IAsyncLifetime
{
    private const string Audio = "api/v1/accounts/sample/audio";
    private const string Hours = "300";
    private Answer before = new(0, null, "", null);

    public async Task InitializeAsync() => before = await world.Api.Ask(HttpMethod.Get, Api.Configuration);

    public async Task DisposeAsync()
    {
        var now = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        Assert.Equal(200, (await world.Api.Put(before.Body, now.Tag)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "VMR-097")]
    [Trait("Rule", "VMR-169")]
    [Trait("Rule", "EXT-205")]
    public async Task The_caller_hears_the_uploaded_file_in_its_stored_form(bool isMp3)
    {
        var upload = await world.Api.Ask(HttpMethod.Post, Audio, content: isMp3 ? Sounds.Mp3().As("audio/mpeg") : Sounds.Wav(2.5, 700).As("audio/wav"));
        var file = (string)upload.Json["file"]!;
        var saved = await Save(Prompt("Opening hours", "nl", file), "Opening hours");
        Assert.True(saved.Status == 200, saved.Body);

        var caller = await world.Dial("+31205550100");
        await caller.Presses("3");
        await world.Advance(30);

        var heard = Assert.Single(await caller.Heard(), h => h.What.EndsWith(".wav", StringComparison.Ordinal));
        Assert.Equal($"{file}.wav", heard.What);
        Assert.Equal((double)upload.Json["seconds"]!, heard.Length.TotalSeconds, 1);
        Assert.Equal("completed", (await caller.Record()).Reason);

        // What the network fetched by the address that it was lent is what the product keeps.
        var address = new Uri(await caller.HeardFile());
        Assert.Contains("sig=", address.Query, StringComparison.Ordinal);
        using var http = new HttpClient();
        var fetched = await http.GetByteArrayAsync(address);
        Assert.Equal((int)upload.Json["bytes"]!, fetched.Length);
        using var written = await http.SendAsync(new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent([1]), Headers = { { "x-ms-blob-type", "BlockBlob" } } });
        Assert.Equal(HttpStatusCode.Forbidden, written.StatusCode);
    }

    [Fact]
    [Trait("Rule", "VMR-099")]
    [Trait("Rule", "VMR-174")]
    public async Task A_file_in_use_is_not_deleted_and_a_file_that_is_not_stored_is_not_used()
    {
        var file = (string)(await world.Api.Ask(HttpMethod.Post, Audio, content: Sounds.Wav(0.7, 300).As("audio/wav"))).Json["file"]!;
        var missing = new string('0', 64);

        var refused = (await Save(Prompt("Opening hours", "nl", missing), "No such prompt")).IsProblem(422);
        Assert.Equal(
            ["/prompts/0/files/nl/file", $"/extensions/{await Index()}/config/messagePrompt"],
            refused.Json["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).OrderDescending(StringComparer.Ordinal));
        Assert.Equal(200, (await Save(Prompt("Opening hours", "nl", file), "Opening hours")).Status);

        var inUse = (await world.Api.Ask(HttpMethod.Delete, $"{Audio}/{file}")).IsProblem(409);
        Assert.Equal(["/prompts/0/files/nl/file: Prompt “Opening hours” plays it."], inUse.Json["errors"]!.AsArray().Select(error => $"{error!["pointer"]}: {error["message"]}"));
        Assert.Equal(200, (await world.Api.Ask(HttpMethod.Get, $"{Audio}/{file}")).Status);

        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        Assert.Equal(200, (await world.Api.Put(before.Body, read.Tag)).Status);
        Assert.Equal(204, (await world.Api.Ask(HttpMethod.Delete, $"{Audio}/{file}")).Status);
    }

    private static JsonObject Prompt(string name, string language, string file) =>
        new() { ["name"] = name, ["description"] = "When we are open.", ["files"] = new JsonObject { [language] = new JsonObject { ["file"] = file } } };

    private async Task<int> Index() =>
        (await world.Api.Read(Api.Configuration))["extensions"]!.AsArray().Select((one, i) => (one, i)).First(one => (string)one.one!["number"]! == Hours).i;

    private async Task<Answer> Save(JsonObject prompt, string played)
    {
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var document = read.Json;
        document["prompts"] = new JsonArray(prompt);
        var hours = document["extensions"]!.AsArray().First(one => (string)one!["number"]! == Hours)!;
        hours["config"] = new JsonObject { ["messagePrompt"] = played };
        return await world.Api.Put(document.ToJsonString(), read.Tag);
    }
}
