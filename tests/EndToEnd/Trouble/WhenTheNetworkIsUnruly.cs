using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Trouble;

[Collection(OnePbx.Name)]
public sealed class WhenTheNetworkIsUnruly(PbxWorld world)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Thirty_calls_with_webhooks_twice_swapped_and_late_end_with_one_record_each(int seed)
    {
        await (await world.Anna()).Behaves("answer", afterSeconds: 4);
        await world.Weather(duplicate: 0.3, reorder: 0.3, delay: 0.3, seed);
        var crowd = await Crowd.Dials(world, 30);
        await world.Advance(7);
        await crowd.Press();
        Assert.Equal(30, await crowd.Finish());
        await world.Weather();
    }
}
