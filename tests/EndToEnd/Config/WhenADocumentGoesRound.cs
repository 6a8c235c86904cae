using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Config;

/// <summary>What was put comes back: equal in content, and from then on equal in every byte.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenADocumentGoesRound(PbxWorld world)
{
    [Fact]
    public async Task Read_saved_and_read_again_it_has_the_same_bytes()
    {
        var first = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var saved = await world.Api.Put(first.Body, first.Tag);
        Assert.True(saved.Status == 200, saved.Body);
        var second = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(saved.Tag, second.Tag);
    }
}
