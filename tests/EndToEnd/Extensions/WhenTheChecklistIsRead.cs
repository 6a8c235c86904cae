using Pbx.EndToEnd.NumberingPlans;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Extensions;

/// <summary>The set-up checklist, over real HTTP.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenTheChecklistIsRead(PbxWorld world)
{
    [Fact]
    [Trait("Rule", "EXT-056")]
    public async Task What_is_missing_has_its_place_and_ticks_itself_off_with_the_next_save()
    {
        var account = await SchemeAccount.Make(world, "checklist", 964);
        Assert.Equal("False /extensions/2", await Devices());
        await account.Change(HttpMethod.Patch, "extensions/203", """{ "config": { "device": "web:checklist" } }""");
        Assert.Equal("True ", await Devices());

        async Task<string> Devices()
        {
            var item = (await account.Read("checklist"))["items"]!.AsArray().Single(one => (string?)one!["key"] == "devices")!;
            return $"{(bool)item["isDone"]!} {string.Join(' ', item["open"]!.AsArray())}";
        }
    }
}
