using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Engine.Configurations;

namespace Pbx.Engine.NumberingPlans;

/// <summary>What is in force now, computed from the configuration; of what was put down before only the instants are taken over at which it began.</summary>
internal static class Observation
{
    // a process that was away for longer does not tell all that it missed
    private static readonly TimeSpan LongestLook = TimeSpan.FromDays(40);

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(4);

    /// <summary>The next activation, and every change since the one before, in order.</summary>
    public static (Activation Next, IReadOnlyList<PlanChange> Changes) Of(AccountSchedules account, Activation? before, DateTimeOffset now)
    {
        var changes = new List<PlanChange>();
        var schemes = ValueList.From(account.Schemes.Select(scheme => Look(account, scheme, before, now, changes)));
        var due = new[] { Tidying(account, before, now), account.Schemes.Select(scheme => Watch.Next(scheme, account.Account.TimeZone, now)).Min() }.Min();
        changes.Sort((one, other) => one.Now.Since.CompareTo(other.Now.Since));
        return (new Activation(account.Id, (before?.Revision ?? 0) + 1, account.Pointer.Version.Number, now, schemes, due), changes);
    }

    // A temporary override that is over has to be removed (NPL-098), and one without an end gets it when the schedule has one now (NPL-094): soon after a save, and where that was tried, again
    // within the five minutes that it may take.
    private static DateTimeOffset? Tidying(AccountSchedules account, Activation? before, DateTimeOffset now)
    {
        if (account.Schemes == account.Schemes.Change(scheme => Overrides.Settle(scheme, account.Account.TimeZone, now)))
        {
            return null;
        }

        var wasTried = before?.Version == account.Pointer.Version.Number;
        return wasTried && before?.Due > now ? before.Due : now + (wasTried ? TryAgain : Soon);
    }

    private static ActiveScheme Look(AccountSchedules account, Scheme scheme, Activation? before, DateTimeOffset now, List<PlanChange> changes)
    {
        var zone = account.Account.TimeZone;
        ActiveScheme? last = before?.Schemes.FirstOrDefault(one => one.Scheme == scheme.Number);
        var version = account.Pointer.Version;
        var from = before is not null && before.Version == version.Number ? before.At : version.At;
        from = from > now ? now : from < now - LongestLook ? now - LongestLook : from;
        foreach (var stretch in SchemeClock.Stretches(scheme, zone, from, now.AddTicks(1)))
        {
            var seen = new ActiveScheme(scheme.Number, stretch.Active.Plan?.Number, stretch.Active.By, stretch.Active.Holiday?.Description, stretch.From);
            if (last is null || seen != last with { Since = seen.Since })
            {
                changes.Add(new PlanChange(last, seen));
                last = seen;
            }
        }

        return last ?? throw new InvalidOperationException("Some stretch covers every instant.");
    }
}

/// <summary>In a scheme another plan is in force than before, or for another reason.</summary>
/// <param name="Was">None: the scheme is new.</param>
public sealed record PlanChange(ActiveScheme? Was, ActiveScheme Now);
