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
    private const int Calls = 2_500;
    private const int First = 400; // they come to an empty floor: they are left out
    private const int Runs = 40;
    private const double Certain = 2.976; // Student's t for 39 degrees of freedom at 99.5 %: of ten figures all lie within in 95 % of samples
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
        var runs = Waits(agents, formula.PerSecond, seed);
        Holds(formula.Within(seconds), 0.03, runs, wait => wait <= seconds ? 1 : 0);
        Holds(formula.MeanWait, 0.25 * formula.MeanWait, runs, wait => wait);
    }

    [Fact]
    public void Another_load_is_told_apart()
    {
        var formula = new ErlangC(8, 8 * 0.75 / Talk, Talk);
        var runs = Waits(8, 8 * 0.78 / Talk, 3);
        Assert.False(Contains(Interval(runs, wait => wait), formula.MeanWait));
        Assert.False(Contains(Interval(runs, wait => wait <= 20 ? 1 : 0), formula.Within(20)));
    }

    private static List<List<double>> Waits(int agents, double perSecond, ulong seed) => [.. Enumerable.Range(0, Runs).Select(run => Waits(agents, perSecond, new Prng((seed * 1000) + (ulong)run)))];

    private static List<double> Waits(int agents, double perSecond, Prng prng)
    {
        var at = DateTimeOffset.UnixEpoch;
        var callers = new List<ComingCaller>();
        for (var i = 0; i < First + Calls; i++)
        {
            at += Drawn(prng, 1 / perSecond);
            callers.Add(new ComingCaller(i.ToString(CultureInfo.InvariantCulture), Caller, at, TimeSpan.FromDays(1), Drawn(prng, Talk), [new RingResult(OfferEnd.Answered, TimeSpan.Zero)]));
        }

        var config = new QueueConfig(Strategy: Strategy.LongestIdle, CallLimit: 500);
        var staff = Enumerable.Range(201, agents).Select(number => new ComingAgent(ExtensionNumber.Parse(number.ToString(CultureInfo.InvariantCulture)), DateTimeOffset.UnixEpoch, at.AddDays(1)));
        var stays = FloorRun.Run(Queue, config, callers, staff, seed: 1);
        Assert.Equal(callers.Count, stays.Count);
        Assert.All(stays, stay => Assert.Equal(StayEnd.Answered, stay.Outcome));
        return [.. stays.OrderBy(stay => stay.Entered).Skip(First).Select(stay => stay.Wait().TotalSeconds)];
    }

    private static TimeSpan Drawn(Prng prng, double mean) => TimeSpan.FromSeconds(-mean * Math.Log(1 - prng.Fraction()));

    private static void Holds(double expected, double sharp, List<List<double>> runs, Func<double, double> figure)
    {
        var (mean, about) = Interval(runs, figure);
        Assert.True(Contains((mean, about), expected), $"{mean} ± {about} does not hold {expected}");
        Assert.True(about < sharp, $"{mean} ± {about} says little of {expected}");
    }

    private static bool Contains((double Mean, double About) interval, double value) => Math.Abs(interval.Mean - value) <= interval.About;

    // Waits of neighbours are alike, runs know nothing of each other: the spread of their means tells how sure the mean of all is.
    private static (double Mean, double About) Interval(List<List<double>> runs, Func<double, double> figure)
    {
        var means = runs.Select(run => run.Average(figure)).ToList();
        var mean = means.Average();
        var deviation = Math.Sqrt(means.Sum(one => (one - mean) * (one - mean)) / (Runs - 1));
        return (mean, Certain * deviation / Math.Sqrt(Runs));
    }
}
