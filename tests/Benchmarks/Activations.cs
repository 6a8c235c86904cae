using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Domain.Accounts;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Prompts;
using Pbx.Domain.Time;
using Pbx.Engine.Configurations;
using Pbx.Engine.NumberingPlans;
using Pbx.Infra.Memory;

namespace Pbx.Benchmarks;

/// <summary>What the minute timer costs with 10,000 accounts in memory: milliseconds of this machine, not a ratio. Once nothing changes in any of them, once the day begins in all.</summary>
internal static class Activations
{
    private const int Accounts = 10_000;
    private const int Rounds = 7;
    private const double Most = 1000;

    public static async Task<IEnumerable<Ratio>> Measure()
    {
        List<double> none = [], all = [];
        var clock = new StandingClock(DateTimeOffset.Parse("2026-11-16T07:30:00Z", CultureInfo.InvariantCulture));
        var (store, activations) = (new MemoryConfigurations(), new MemoryActivations());
        var read = new AccountConfigurations(store);
        var desk = new ActivationDesk(read, activations, clock, NullLogger<ActivationDesk>.Instance);
        var saving = new AccountSaving(store, new MemoryNumbers(), new MemoryAudio(), read, clock, desk);
        for (var i = 0; i < Accounts; i++)
        {
            if (await saving.Save(AccountId.Parse($"bench{i}"), Document(i), null, new VersionNote("bench", "to measure"), CancellationToken.None) is not Saving.Saved)
            {
                throw new InvalidOperationException("The account was not saved.");
            }
        }

        var upkeep = new ScheduleUpkeep(store, read, saving, activations, desk, clock, NullLogger<ScheduleUpkeep>.Instance);
        for (var round = 0; round < Rounds; round++)
        {
            var day = clock.Now.Date.AddDays(round == 0 ? 0 : 1);
            clock.Now = new DateTimeOffset(day, TimeSpan.Zero).AddHours(7.9);
            await upkeep.Activate(CancellationToken.None); // the evening before
            clock.Now = clock.Now.AddMinutes(1);
            none.Add(await Timed(0));
            clock.Now = new DateTimeOffset(day, TimeSpan.Zero).AddHours(8);
            all.Add(await Timed(Accounts));
        }

        return
        [
            new Ratio("activate", "a minute in which none of 10,000 accounts changes, milliseconds", none, Most: Most),
            new Ratio("info", "a minute in which all of 10,000 accounts change, milliseconds", all),
        ];

        async Task<double> Timed(int expected)
        {
            var from = Stopwatch.GetTimestamp();
            var looked = await upkeep.Activate(CancellationToken.None);
            return looked == expected ? Stopwatch.GetElapsedTime(from).TotalMilliseconds : throw new InvalidOperationException($"{looked} accounts were looked at, not {expected}.");
        }
    }

    private static AccountDocument Document(int account) => new(
        new AccountSettings($"Bench {account}", Country.Netherlands, Language.Dutch, "Europe/Amsterdam", 3),
        [
            new Scheme(1, $"Bench {account}", [new Plan(1, "Day", []), new Plan(2, "Night", []), new Plan(3, "Lunch", [])], Weekly:
            [
                WeeklyEntry.WholeWeek(2),
                .. Enumerable.Range(0, 7).SelectMany(day => new WeeklyEntry[]
                {
                    new((Weekday)day, ClockTime.At(9), ClockTime.At(17), 1), new((Weekday)day, ClockTime.At(12), ClockTime.At(13), 3),
                }),
            ]),
        ],
        []);

    private sealed class StandingClock(DateTimeOffset at) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = at;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
