using System.Globalization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Simulation.World;

namespace Pbx.Domain.Tests.QueueStatistics;

/// <summary>The floor on virtual time, with callers who come and talk at random, against the formula for it.</summary>
public sealed class WhenTheFloorIsComparedWithErlangC
{
    private const double Talk = 60;
    private const int Calls = 16_000;
    private const int Batches = 16;
    private const double Certain = 3.286; // Student's t for 15 degrees of freedom at 99.5 %: of ten figures all lie within in 95 % of samples
    private static readonly ExtensionNumber Queue = ExtensionNumber.Parse("500");
    private static readonly PhoneAddress Caller = PhoneAddress.Parse("+31612345678");

    [Theory]
    [InlineData(1, 0.6, 20, 1)]
    [InlineData(3, 0.7, 20, 2)]
    [InlineData(8, 0.75, 20, 3)]
    [InlineData(20, 0.8, 10, 4)]
    [InlineData(40, 0.85, 10, 5)]
    public void Service_level_and_mean_wait_are_those_of_the_formula(int agents, double use, int seconds, ulong seed)
    {
        var formula = new ErlangC(agents, agents * use / Talk, Talk);
        var waits = Waits(agents, formula.PerSecond, seed);
        Holds(formula.Within(seconds), waits, wait => wait <= seconds ? 1 : 0);
        Holds(formula.MeanWait, waits, wait => wait);
    }

    [Fact]
    public void Another_load_is_told_apart()
    {
        var formula = new ErlangC(8, 8 * 0.75 / Talk, Talk);
        var waits = Waits(8, 8 * 0.85 / Talk, 3);
        var (mean, about) = Interval(waits, wait => wait);
        Assert.True(Math.Abs(mean - formula.MeanWait) > about, $"{mean} ± {about} holds {formula.MeanWait}");
    }

    // the first calls come to an empty queue: they are left out
    private static List<double> Waits(int agents, double perSecond, ulong seed)
    {
        var prng = new Prng(seed);
        var at = DateTimeOffset.UnixEpoch;
        var callers = new List<ComingCaller>();
        for (var i = 0; i < Calls + (Calls / 10); i++)
        {
            at += Drawn(prng, 1 / perSecond);
            callers.Add(new ComingCaller(i.ToString(CultureInfo.InvariantCulture), Caller, at, TimeSpan.FromDays(1), Drawn(prng, Talk), [new RingResult(OfferEnd.Answered, TimeSpan.Zero)]));
        }

        var config = new QueueConfig(Strategy: Strategy.LongestIdle, CallLimit: 500);
        var staff = Enumerable.Range(201, agents).Select(number => new ComingAgent(ExtensionNumber.Parse(number.ToString(CultureInfo.InvariantCulture)), DateTimeOffset.UnixEpoch, at.AddDays(1)));
        var stays = FloorRun.Run(Queue, config, callers, staff, seed);
        Assert.Equal(callers.Count, stays.Count);
        Assert.All(stays, stay => Assert.Equal(StayEnd.Answered, stay.Outcome));
        return [.. stays.OrderBy(stay => stay.Entered).Skip(Calls / 10).Select(stay => stay.Wait().TotalSeconds)];
    }

    private static TimeSpan Drawn(Prng prng, double mean) => TimeSpan.FromSeconds(-mean * Math.Log(1 - prng.Fraction()));

    private static void Holds(double expected, List<double> waits, Func<double, double> figure)
    {
        var (mean, about) = Interval(waits, figure);
        Assert.True(Math.Abs(mean - expected) <= about, $"{mean} ± {about} does not hold {expected}");
        Assert.True(about < 0.9 * expected, $"{mean} ± {about} says little");
    }

    // Waits of neighbours are alike, means of long batches are not: their spread tells how sure the mean is.
    private static (double Mean, double About) Interval(List<double> waits, Func<double, double> figure)
    {
        var batches = waits.Chunk(waits.Count / Batches).Take(Batches).Select(batch => batch.Average(figure)).ToList();
        var mean = batches.Average();
        var deviation = Math.Sqrt(batches.Sum(one => (one - mean) * (one - mean)) / (Batches - 1));
        return (mean, Certain * deviation / Math.Sqrt(Batches));
    }
}
