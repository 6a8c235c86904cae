using System.Globalization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Simulation.World;

namespace Pbx.Domain.Tests.QueueStatistics;

/// <summary>Calls that have been in the queue 500.</summary>
internal static class Stays
{
    public const string Zone = "Europe/Amsterdam";
    public static readonly ExtensionNumber Queue = ExtensionNumber.Parse("500");
    public static readonly ExtensionNumber Anna = ExtensionNumber.Parse("201");
    public static readonly ExtensionNumber Bram = ExtensionNumber.Parse("202");
    private static readonly PhoneAddress Caller = PhoneAddress.Parse("+31612345678");

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>A call that waited so many seconds; answered ones are answered by Anna.</summary>
    public static QueueStay Stay(string call, string entered, double waited, StayEnd end, double talked = 0) => Stay(call, At(entered), waited, end, talked);

    public static QueueStay Stay(string call, DateTimeOffset entered, double waited, StayEnd end, double talked = 0)
    {
        var ended = entered.AddSeconds(waited);
        return end.IsAnswered()
            ? new QueueStay(Queue, call, 0, Caller, entered.AddSeconds(-3), entered, ended, end, Anna, "Anna", ended.AddSeconds(talked))
            : new QueueStay(Queue, call, 0, Caller, entered.AddSeconds(-3), end.IsRefused() ? null : entered, ended, end);
    }

    public static QueueStay Offered(this QueueStay stay, ExtensionNumber agent, OfferEnd result) =>
        stay with { Offers = stay.Offers.Add(new StayOffer(agent, stay.WaitEnded.AddSeconds(-5), stay.WaitEnded, result)) };

    public static QueueReport Report(IEnumerable<QueueStay> stays, string from = "2026-11-22T00:00Z", string to = "2026-11-23T00:00Z", ServiceTarget? target = null, string zone = Zone, IEnumerable<LoginTime>? logins = null) =>
        QueueReport.Of(new StatisticsPeriod(At(from), At(to), zone), target ?? new ServiceTarget(), FiledBlock.Of(stays), logins ?? []);

    /// <summary>A drawn day.</summary>
    public static List<QueueStay> Drawn(ulong seed, int calls)
    {
        var prng = new Prng(seed);
        var ends = Enum.GetValues<StayEnd>();
        return [.. Enumerable.Range(0, calls).Select(i =>
        {
            var entered = At("2026-11-22T00:00Z") + TimeSpan.FromTicks((long)(prng.Fraction() * TimeSpan.TicksPerDay));
            var end = prng.Chance(0.6) ? StayEnd.Answered : ends[prng.Below(ends.Length)];
            var waited = prng.Chance(0.3) ? prng.Below(700) : prng.Fraction() * 700; // whole seconds too: the edges
            var agent = prng.Chance(0.5) ? Anna : Bram;
            var stay = Stay($"call-{i}", entered, waited, end, prng.Fraction() * 900).Offered(Bram, OfferEnd.Missed);
            return end.IsAnswered() ? (stay with { Agent = agent }).Offered(agent, OfferEnd.Answered) : stay;
        })];
    }
}
