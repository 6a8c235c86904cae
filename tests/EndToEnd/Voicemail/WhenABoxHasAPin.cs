using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Voicemail;

[Collection(OnePbx.Name)]
public sealed class WhenABoxHasAPin(PbxWorld world)
{
    [Fact]
    [Trait("Rule", "VMR-013.3")]
    [Trait("Rule", "VMR-020")]
    [Trait("Rule", "VMR-023")]
    public async Task It_is_taken_kept_replaced_and_never_shown()
    {
        Assert.Equal(200, (await Save(pin => "2580")).Status);
        var shown = await Read();
        Assert.Equal("set", (string?)Config(shown.Json)["pin"]);
        Assert.DoesNotContain("2580", shown.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await Save(pin => null)).Status);
        Assert.Equal("set", (string?)Config((await Read()).Json)["pin"]);
        foreach (var weak in (string[])["1111", "1234", "4321", "258", "25800", "25a0"])
        {
            var refused = (await Save(pin => weak)).IsProblem(422);
            Assert.EndsWith("/config/pin", (string?)Assert.Single(refused.Json["errors"]!.AsArray())!["pointer"], StringComparison.Ordinal);
        }

        Assert.Equal(200, (await Save(pin => "none")).Status);
        Assert.Null(Config((await Read()).Json)["pin"]);
    }

    private Task<Answer> Read() => world.Api.Ask(HttpMethod.Get, Api.Configuration);

    private async Task<Answer> Save(Func<string?, string?> change)
    {
        var read = await Read();
        var document = read.Json;
        var config = Config(document);
        var pin = change((string?)config["pin"]);
        config.Remove("pin");
        if (pin is not null)
        {
            config["pin"] = pin;
        }

        return await world.Api.Put(document.ToJsonString(), read.Tag);
    }

    private static JsonObject Config(JsonObject document) => document["extensions"]!.AsArray().Single(one => (string?)one!["number"] == "600")!["config"]!.AsObject();
}
