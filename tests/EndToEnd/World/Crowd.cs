namespace Pbx.EndToEnd.World;

/// <summary>Many callers at once, with different wishes.</summary>
public sealed class Crowd
{
    private static readonly (string Dials, string? Presses)[] Wishes =
    [
        ("+31205550100", "1"), // Anna
        ("+31205550100", null), // listens to the menu until it gives up
        ("+31205550100", "3"), // the opening hours
        ("+31205550102", null), // the opening hours, dialled directly
        ("+31205550101", null), // Anna, dialled directly
        ("+31205550109", null), // not in service
    ];

    private readonly PbxWorld world;
    private readonly (Caller Caller, string? Presses)[] all;

    private Crowd(PbxWorld world, (Caller Caller, string? Presses)[] all) => (this.world, this.all) = (world, all);

    /// <summary>All dial at the same instant.</summary>
    public static async Task<Crowd> Dials(PbxWorld world, int count) => new(world, await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
    {
        var (number, keys) = Wishes[i % Wishes.Length];
        return (await world.Dial(number), keys);
    })));

    /// <summary>Those who are in the menu and want something press their key, at the same instant.</summary>
    public Task Press() => Task.WhenAll(all.Select(async one =>
    {
        if (one.Presses is { } keys && (await one.Caller.Line()).State == "connected")
        {
            await one.Caller.Presses(keys);
        }
    }));

    /// <summary>
    /// Long after, only those who talk to Anna are still there; they hang up, and then every caller has one record.
    /// </summary>
    /// <param name="api">Which functions process is asked for the log.</param>
    /// <returns>How many records there are.</returns>
    public async Task<int> Finish(int api = 0)
    {
        await world.Advance(300);
        foreach (var (caller, _) in all)
        {
            if ((await caller.Line()).State != "ended")
            {
                Assert.Equal(Spoken.Anna, (await caller.HeardWords())[^1]);
                await caller.HangsUp();
            }
        }

        await world.Advance(600);
        var log = (await CallLog.All(world, process: api)).ToLookup(record => (string?)record["caller"], StringComparer.Ordinal);
        foreach (var (caller, _) in all)
        {
            Assert.Equal("ended", (await caller.Line()).State);
            var record = new CallRecord(Assert.Single(log[caller.Number]));
            Assert.True(record.EveryLegHasEnded);
        }

        return all.Sum(one => log[one.Caller.Number].Count());
    }
}
