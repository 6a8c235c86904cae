using System.Diagnostics;
using System.Globalization;
using Pbx.Simulation.World;
using Xunit.Abstractions;

namespace Pbx.Simulation;

/// <summary>
/// The whole core on a virtual clock under faults: for 60 s with the seeds of the commit, or with new ones for <c>PBX_SIM_SECONDS</c> or as many as <c>PBX_SEEDS</c> says; <c>PBX_SEED</c> repeats one.
/// </summary>
public sealed class WhenSeedsAreDrawn(ITestOutputHelper output)
{
    [Fact]
    public void Every_caller_reaches_an_end_and_every_call_has_one_record()
    {
        var first = Number("PBX_SEED") ?? FirstSeed.Of(isNew: (Number("PBX_SIM_SECONDS") ?? Number("PBX_SEEDS")) is not null);
        var most = Number("PBX_SEED") is null ? Number("PBX_SEEDS") : Number("PBX_SEEDS") ?? 1;
        var seconds = Number("PBX_SIM_SECONDS") ?? 60;
        output.WriteLine($"The first seed is {first}.");
        var watch = Stopwatch.StartNew();
        var (seeds, calls, deaths, stays, answered, pickedUp) = (0UL, 0, 0, 0, 0, 0);
        while (most is { } count ? seeds < count : watch.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            var seed = first + seeds++;
            var universe = new Universe(seed);
            var complaints = universe.Run();
            if (universe.Story.Count > 0 && complaints.Count > 0)
            {
                File.WriteAllLines(Path.Combine(Path.GetTempPath(), $"pbx-seed-{seed}.txt"), universe.Story);
            }

            (calls, deaths) = (calls + universe.Calls, deaths + universe.Deaths);
            (stays, answered, pickedUp) = (stays + universe.Stays.All, answered + universe.Stays.Answered, pickedUp + universe.PickedUp);
            Assert.True(complaints.Count == 0, $"PBX_SEED={seed} ({universe.Weather}):\n{string.Join('\n', complaints.Take(20))}");
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"{seeds} seeds, {calls} calls, {stays} of them in queues and {answered} answered there, {pickedUp} of these picked up, {deaths} processes died, in {watch.Elapsed.TotalSeconds:0} s; first seed {first}");
        output.WriteLine(line);
        Console.WriteLine(line);
        Assert.True(calls > 0);
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void A_seed_that_found_a_bug_finds_none_any_more(ulong seed)
    {
        var complaints = new Universe(seed).Run();
        Assert.Empty(complaints);
    }

    [Fact]
    public void A_seed_means_the_same_every_time()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var once = new Universe(seed);
            var again = new Universe(seed);
            Assert.Equal(once.Run(), again.Run());
            Assert.Equal((once.Calls, once.Deaths, once.Records, once.Prng.Next()), (again.Calls, again.Deaths, again.Records, again.Prng.Next()));
        }
    }

    public static TheoryData<ulong> Kept()
    {
        var kept = new TheoryData<ulong> { 1 };
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Seeds.txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            kept.Add(ulong.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture));
        }

        return kept;
    }

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
