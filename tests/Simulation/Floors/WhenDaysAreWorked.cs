using System.Diagnostics;
using System.Globalization;
using Pbx.Simulation.World;
using Xunit.Abstractions;

namespace Pbx.Simulation.Floors;

/// <summary>Whole days of a floor with 200 agents, ten queues and 5,000 callers, against an oracle that counts with lists: for 20 s with the seeds of the commit, or with new ones for <c>PBX_DAY_SECONDS</c>; <c>PBX_DAY</c> repeats one.</summary>
public sealed class WhenDaysAreWorked(ITestOutputHelper output)
{
    private const ulong WholeEvery = 20; // the others are small ones

    [Fact]
    [Trait("Rule", "QUE-029")]
    [Trait("Rule", "QUE-053")]
    [Trait("Rule", "QUE-182")]
    public void Nobody_is_overtaken_forgotten_or_given_two_callers()
    {
        var isOne = ulong.TryParse(Environment.GetEnvironmentVariable("PBX_DAY"), CultureInfo.InvariantCulture, out var one);
        var isNew = double.TryParse(Environment.GetEnvironmentVariable("PBX_DAY_SECONDS"), CultureInfo.InvariantCulture, out var asked);
        var (first, seconds, clock, days, steps, calls) = (FirstSeed.Of(isNew) / WholeEvery * WholeEvery, isNew ? asked : 20, Stopwatch.StartNew(), 0, 0L, 0L);
        do
        {
            var seed = isOne ? one : first + (ulong)days;
            var day = seed % WholeEvery == 0 ? new FloorDay(seed, agents: 200, queues: 10, calls: 5_000, isWatched: true) : new FloorDay(seed, agents: 12, queues: 4, calls: 300, isWatched: true);
            day.Run();
            Assert.True(day.Complaint is null, $"PBX_DAY={seed}: {day.Complaint}");
            (days, steps, calls) = (days + 1, steps + day.Steps, calls + day.Stays.Count);
        }
        while (!isOne && clock.Elapsed.TotalSeconds < seconds);
        output.WriteLine($"{days} days, {calls} calls, {steps} steps; the first is {first}.");
    }
}
