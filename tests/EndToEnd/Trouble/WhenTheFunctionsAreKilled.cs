using Pbx.EndToEnd.World;
using Xunit.Abstractions;

namespace Pbx.EndToEnd.Trouble;

/// <summary>Each time the process is killed between two requests to the tables, wherever that finds its calls.</summary>
public sealed class WhenTheFunctionsAreKilled(PbxWorld world, ITestOutputHelper output) : IClassFixture<PbxWorld>
{
    private const int Calls = 50;

    [Fact]
    [Trait("Rule", "EXT-070")]
    public async Task Every_caller_reaches_an_end_and_has_one_record()
    {
        var anna = await world.Anna();
        await anna.Behaves("answer", afterSeconds: 4);
        var records = 0;

        // while they arrive; while they press keys; and while the calls go on, and then the process stays away longer than webhooks are tried
        var crowd = await Killed(Crowd.Dials(world, Calls), afterRequests: 60, awayFor: 0);
        await world.Advance(12);
        await crowd.Press();
        records += await crowd.Finish();

        crowd = await Crowd.Dials(world, Calls);
        await world.Advance(3);
        await Killed(crowd.Press().ContinueWith(static pressed => pressed.IsCompletedSuccessfully, TaskScheduler.Default), afterRequests: 20, awayFor: 3);
        records += await crowd.Finish();

        crowd = await Crowd.Dials(world, Calls);
        await world.Advance(2);
        await crowd.Press();
        await Killed(Advance(), afterRequests: 20, awayFor: 8);
        records += await crowd.Finish();

        output.WriteLine($"{3 * Calls} calls, 3 kills, {records} records");
        Console.WriteLine($"{3 * Calls} calls, 3 kills, {records} records");
        Assert.Equal(3 * Calls, records);
    }

    private async Task<bool> Advance()
    {
        await world.Advance(10);
        return true;
    }

    // The work goes on without the process: a caller does not know that it is gone.
    private async Task<T> Killed<T>(Task<T> work, int afterRequests, double awayFor)
    {
        await world.Tables.Reaches(world.Tables.Requests + afterRequests);
        await world.Local.KillFunctions(0);
        var result = await work;
        await world.Advance(awayFor);
        await world.Local.StartFunctions(0);
        return result;
    }
}
