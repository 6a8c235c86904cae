using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Trouble;

/// <summary>Two functions processes share the messages; the webhooks come to the first.</summary>
public sealed class WhenTwoProcessesServe(WhenTwoProcessesServe.TwoProcesses world) : IClassFixture<WhenTwoProcessesServe.TwoProcesses>
{
    [Fact]
    public async Task Calls_are_completed_with_one_record_each_also_when_the_second_is_killed_among_them()
    {
        await (await world.Anna()).Behaves("answer", afterSeconds: 4);
        var crowd = await Crowd.Dials(world, 12);
        await world.Advance(3);
        await crowd.Press();
        Assert.Equal(12, await crowd.Finish());

        crowd = await Crowd.Dials(world, 12);
        await world.Advance(3);
        await world.Local.KillFunctions(1);
        await crowd.Press();
        Assert.Equal(12, await crowd.Finish());
        await world.Local.StartFunctions(1);
    }

    [Fact]
    public async Task The_second_ends_the_calls_of_the_first_when_that_is_killed()
    {
        await (await world.Anna()).Behaves("answer", afterSeconds: 4);
        var crowd = await Crowd.Dials(world, 12);
        await world.Advance(3);
        await crowd.Press();
        await world.Local.KillFunctions(0);
        Assert.Equal(12, await crowd.Finish(api: 1));
        await world.Local.StartFunctions(0);
    }

    public sealed class TwoProcesses() : PbxWorld(processes: 2);
}
