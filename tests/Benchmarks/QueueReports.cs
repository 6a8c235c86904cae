using System.Diagnostics;
using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Engine.QueueStatistics;
using Pbx.Infra.Memory;
using Pbx.Infra.Tables;
using Pbx.Local.Host.Azurite;
using Pbx.Simulation.World;

namespace Pbx.Benchmarks;

/// <summary>
/// How long the statistics of a month take on Azurite, from the rows to the report: milliseconds of this machine, not a ratio. The queue has 5,000 calls on each of 31 days, filed through the port, and 25
/// agents who log in and out every day. The stays themselves, which a report does not read, are kept in memory: the emulator takes minutes to write them.
/// </summary>
internal static class QueueReports
{
    private const int Days = 31;
    private const int Calls = 5000;
    private const int Agents = 25;
    private const int Rounds = 15;
    private const double Most = 200;
    private static readonly AccountId Account = AccountId.Parse("bench");
    private static readonly ExtensionNumber Queue = ExtensionNumber.Parse("500");
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-09-30T22:00:00Z", CultureInfo.InvariantCulture);
    private static readonly PhoneAddress Caller = PhoneAddress.Parse("+31612345678");

    public static async Task<IEnumerable<Ratio>> Measure()
    {
        await using var azurite = await AzuriteProcess.Start(dataFolder: null);
        var storage = TableAccount.Connect(azurite.ConnectionString, new StorageOperations());
        var desk = new QueueStatisticsDesk(new MemoryQueueStays(), new TableQueueFigures(storage));
        var prng = new Prng(1);
        var rows = new TableQueueFigures(storage);
        List<double> worked = [], read = [], filed = [], month = [], day = [];
        for (var i = 0; i < Days; i++)
        {
            var midnight = Start.AddDays(i);
            foreach (var agent in Enumerable.Range(0, Agents))
            {
                await desk.FileLogin(Account, new LoginChange(Queue, Agent(agent), midnight.AddHours(8).AddSeconds(agent), true, LoginSource.Code), CancellationToken.None);
                await desk.FileLogin(Account, new LoginChange(Queue, Agent(agent), midnight.AddHours(18).AddSeconds(agent), false, LoginSource.Code), CancellationToken.None);
            }

            foreach (var hour in Stays(prng, midnight, i).GroupBy(stay => stay.CountsAt().Hour))
            {
                await desk.File(Account, [.. hour], CancellationToken.None);
            }
        }

        for (var round = 0; round < Rounds; round++)
        {
            filed.Add(await Timed(() => desk.File(Account, Stay(prng, Start.AddHours(10), $"late-{round}"), CancellationToken.None)));
            var before = Environment.CpuUsage.TotalTime;
            month.Add(await Timed(() => Ask(new StatisticsPeriod(Start, Start.AddDays(Days).AddHours(1), "Europe/Amsterdam"), (Days * Calls) + round + 1)));
            worked.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            read.Add(await Timed(() => rows.List(Account, Queue, "b-2026093020", "b-2026103123", CancellationToken.None)));
            day.Add(await Timed(() => Ask(new StatisticsPeriod(Start.AddDays(3), Start.AddDays(4), "Europe/Amsterdam"), Calls)));
        }

        return
        [
            new Ratio("queues", "a month of 155,000 calls of one queue, milliseconds", month, Most: Most),
            new Ratio("info", "the first time in a process", [month[0]]),
            new Ratio("info", "processor time of the process for it, milliseconds", worked),
            new Ratio("info", "reading its rows, which is part of it, milliseconds", read),
            new Ratio("info", "a day of 5,000 calls, milliseconds", day),
            new Ratio("info", "filing one call into it, milliseconds", filed),
        ];

        async Task Ask(StatisticsPeriod period, int calls)
        {
            var report = await desk.Report(Account, Queue, period, new ServiceTarget(), Start.AddDays(60), CancellationToken.None);
            if (report.Whole.Figures.Outcomes.Values.Sum() != calls)
            {
                throw new InvalidOperationException($"{report.Whole.Figures.Outcomes.Values.Sum()} calls were counted, not {calls}.");
            }
        }
    }

    private static List<QueueStay> Stays(Prng prng, DateTimeOffset midnight, int day) =>
        [.. Enumerable.Range(0, Calls).Select(i => Stay(prng, midnight + TimeSpan.FromTicks((long)(prng.Fraction() * TimeSpan.TicksPerDay)), $"202640-{day:D2}{i:D10}-90af5e1d2c3b4a59"))];

    private static QueueStay Stay(Prng prng, DateTimeOffset entered, string call)
    {
        var ended = entered + TimeSpan.FromSeconds(prng.Fraction() * prng.Fraction() * 400);
        var agent = Agent(prng.Below(Agents));
        var offers = ValueList.From(Enumerable.Range(0, 1 + prng.Below(3)).Select(i => new StayOffer(Agent(prng.Below(Agents)), ended.AddSeconds(-20), ended, OfferEnd.Missed)));
        return prng.Chance(0.85)
            ? new QueueStay(Queue, call, 0, Caller, entered, entered, ended, StayEnd.Answered, agent, $"Agent number {agent}", ended.AddSeconds(prng.Fraction() * 600), offers.Add(new StayOffer(agent, ended.AddSeconds(-5), ended, OfferEnd.Answered)))
            : new QueueStay(Queue, call, 0, Caller, entered, entered, ended, StayEnd.Abandoned, Offers: offers);
    }

    private static ExtensionNumber Agent(int index) => ExtensionNumber.Parse((201 + index).ToString(CultureInfo.InvariantCulture));

    private static async Task<double> Timed(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }
}
