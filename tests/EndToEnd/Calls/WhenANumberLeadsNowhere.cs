using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Calls;

[Collection(OnePbx.Name)]
public sealed class WhenANumberLeadsNowhere(PbxWorld world)
{
    [Fact]
    [Trait("Rule", "NPL-115")]
    public async Task A_number_that_no_plan_links_is_not_in_service()
    {
        var caller = await world.Dial("+31205550109");
        await world.Advance(20);

        Assert.Equal(("ended", "terminated"), await caller.Line());
        Assert.Equal([Spoken.NotInService], await caller.HeardWords());
        var record = await caller.Record();
        Assert.Equal(("unassigned", null), (record.Reason, record.Answered));
        Assert.Contains("NPL-115", record.Rules);
    }

    [Fact]
    [Trait("Rule", "NPL-110")]
    public async Task A_number_of_nobody_is_rejected_unanswered_and_nothing_is_stored()
    {
        var changes = world.Tables.Changes;
        var caller = await world.Dial("+31205550999");

        Assert.Equal("ended", (await caller.Line()).State);
        Assert.Empty(await caller.HeardWords());
        Assert.Equal(changes, world.Tables.Changes);
    }
}
