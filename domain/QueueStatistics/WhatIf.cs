using System.Globalization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;

namespace Pbx.Domain.QueueStatistics;

/// <summary>What else could have been on a day.</summary>
/// <param name="Shifts">How many agents work when; none: as many as are said for the whole day.</param>
/// <param name="Strategy">In place of the queue's.</param>
/// <param name="RingFor">In place of the queue's and of its agents'.</param>
/// <param name="CoolDown">In place of the queue's and of its agents'.</param>
public sealed record Supposition(ValueList<Shift> Shifts, Strategy? Strategy = null, TimeSpan? RingFor = null, TimeSpan? CoolDown = null);

/// <summary>So many agents work from when to when. At the end of it they log out and finish their conversations.</summary>
public sealed record Shift(DateTimeOffset From, DateTimeOffset To, int Agents);

/// <summary>
/// Lets the callers of a past day come again to a queue with other agents. They come when they came, those that were refused too. Who talked talks as long again, and who did not as long as somebody of that
/// day. Who hung up has the same patience; how long the others would have waited is drawn from who hung up later than they were served (the estimator of Kaplan and Meier). How long agents let it ring, and
/// how often they miss it, is drawn from the offers of the day. Draws begin with the day, and each caller has draws of his own: the same question has the same answer, and two answers differ by what was
/// changed alone.
/// </summary>
public static class WhatIf
{
    private static readonly TimeSpan LongestPatience = TimeSpan.FromHours(2); // as long as a forward timer can be
    private static readonly TimeSpan UsualTalk = TimeSpan.FromMinutes(3);
    private const int RingsOfACall = 20;

    /// <summary>The stays that there would have been.</summary>
    /// <param name="day">The stays of the day, all of one queue.</param>
    public static IReadOnlyList<QueueStay> Replay(ExtensionNumber queue, QueueConfig config, IReadOnlyList<QueueStay> day, Supposition other)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(other);
        var ordered = day.Where(stay => !stay.Outcome.IsElsewhere()).OrderBy(stay => stay.CountsAt()).ThenBy(stay => stay.Call, StringComparer.Ordinal).ThenBy(stay => stay.Sequence).ToList();
        if (ordered.Count == 0)
        {
            return [];
        }

        var observed = new Observed(ordered);
        var seed = (ulong)ordered[0].CountsAt().UtcDateTime.Date.Ticks;
        var callers = ordered.Select((stay, i) => observed.Again(stay, i, seed));
        return FloorRun.Run(queue, Changed(config, other), callers, Agents(config, other.Shifts), seed);
    }

    // Nobody is logged out for missing offers: he would log in again, and nothing tells when.
    private static QueueConfig Changed(QueueConfig config, Supposition other) => config with
    {
        Strategy = other.Strategy ?? config.Strategy,
        RingFor = other.RingFor ?? config.RingFor,
        CoolDown = other.CoolDown ?? config.CoolDown,
        LogOffAfter = null,
        PresenceMatters = false,
        Members = config.Members.Change(member => member with { RingFor = other.RingFor is null ? member.RingFor : null, CoolDown = other.CoolDown is null ? member.CoolDown : null }),
    };

    // The members of the queue first, by rank, and when there are not enough of them, others. Who works in two shifts that touch does not log out in between.
    private static IEnumerable<ComingAgent> Agents(QueueConfig config, ValueList<Shift> shifts)
    {
        var most = shifts.Count == 0 ? 0 : shifts.Max(shift => shift.Agents);
        var members = config.Members.Select(member => member.Agent).ToHashSet();
        var others = Enumerable.Range(10_000, 90_000).Select(number => ExtensionNumber.Parse(number.ToString(CultureInfo.InvariantCulture))).Where(number => !members.Contains(number));
        var all = config.Members.Select(member => member.Agent).Concat(others).Take(most).ToList();
        for (var i = 0; i < all.Count; i++)
        {
            ComingAgent? working = null;
            foreach (var shift in shifts.Where(shift => shift.Agents > i).OrderBy(shift => shift.From))
            {
                if (working is not null && shift.From <= working.To)
                {
                    working = working with { To = shift.To > working.To ? shift.To : working.To };
                    continue;
                }

                if (working is not null)
                {
                    yield return working;
                }

                working = new ComingAgent(all[i], shift.From, shift.To);
            }

            if (working is not null)
            {
                yield return working;
            }
        }
    }

    // What the day showed of callers and agents.
    private sealed class Observed
    {
        private readonly List<TimeSpan> talks;
        private readonly List<RingResult> rings;
        private readonly List<(TimeSpan Wait, double Stays)> patience = []; // who hung up, and what share is still there after it

        public Observed(List<QueueStay> stays)
        {
            talks = [.. stays.Where(stay => stay.Outcome.IsAnswered()).Select(stay => stay.Talk())];
            rings = [.. stays.SelectMany(stay => stay.Offers).Where(offer => offer.Result != OfferEnd.Cancelled).Select(offer => new RingResult(offer.Result, offer.Ended > offer.Began ? offer.Ended - offer.Began : TimeSpan.Zero))];
            var (there, share) = (stays.Count(stay => !stay.Outcome.IsRefused()), 1.0);
            foreach (var stay in stays.Where(stay => !stay.Outcome.IsRefused()).OrderBy(stay => stay.Wait()).ThenBy(stay => stay.Outcome == StayEnd.Abandoned ? 0 : 1))
            {
                if (stay.Outcome == StayEnd.Abandoned)
                {
                    share *= (there - 1.0) / there;
                    patience.Add((stay.Wait(), share));
                }

                there--;
            }
        }

        public ComingCaller Again(QueueStay stay, int index, ulong seed)
        {
            var draws = new Draws(seed ^ ((ulong)index * 0xD1B54A32D192ED03));
            var talk = talks.Count == 0 ? UsualTalk : talks[draws.Below(talks.Count)];
            var fraction = draws.Fraction();
            var results = Enumerable.Range(0, RingsOfACall).Select(_ => rings.Count == 0 ? new RingResult(OfferEnd.Answered, TimeSpan.Zero) : rings[draws.Below(rings.Count)]);
            return new ComingCaller(
                $"{stay.Call}-{index}",
                stay.Caller,
                stay.CountsAt(),
                stay.Outcome == StayEnd.Abandoned ? stay.Wait() : Patience(stay, fraction),
                stay.Outcome.IsAnswered() ? stay.Talk() : talk,
                [.. results]);
        }

        private TimeSpan Patience(QueueStay stay, double fraction)
        {
            var waited = stay.Outcome.IsRefused() ? TimeSpan.Zero : stay.Wait();
            var still = patience.LastOrDefault(one => one.Wait <= waited, (Wait: TimeSpan.Zero, Stays: 1.0)).Stays;
            return patience.Where(one => one.Wait > waited && one.Stays <= still * fraction).Select(one => (TimeSpan?)one.Wait).FirstOrDefault() is { } wait && wait < LongestPatience ? wait : LongestPatience;
        }
    }

    private sealed class Draws(ulong seed)
    {
        private ulong state = seed;

        public int Below(int limit) => Floors.Strategies.Draw.Below(limit, ref state);

        public double Fraction() => Below(1 << 30) / (double)(1 << 30);
    }
}
