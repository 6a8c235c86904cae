namespace Pbx.Domain.NumberingPlans;

/// <summary>Sets and removes the plans that people set by hand. A scheme has a manual or a temporary override, never both (NPL-095, NPL-096).</summary>
public static class Overrides
{
    /// <summary>How far ahead a scheduled change is looked for that ends a temporary override (NPL-094).</summary>
    public static TimeSpan Horizon { get; } = TimeSpan.FromDays(366);

    /// <summary>A plan is in force until it is switched off (NPL-085, NPL-136).</summary>
    public static Scheme Set(Scheme scheme, int plan, string by)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return scheme with { Manual = new ManualOverride(plan, by), Temporary = null };
    }

    /// <summary>A plan is in force from now until the next scheduled change (NPL-090, NPL-135). Without one within <see cref="Horizon"/> it has no end.</summary>
    public static Scheme SetTemporary(Scheme scheme, string accountZone, int plan, DateTimeOffset at, string by)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return scheme with { Manual = null, Temporary = new TemporaryOverride(plan, at, SchemeClock.NextScheduledChange(scheme, accountZone, at, Horizon), by) };
    }

    /// <summary>The schedule decides again (NPL-087, NPL-137).</summary>
    public static Scheme Lift(Scheme scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return scheme with { Manual = null, Temporary = null };
    }

    /// <summary>The scheme without a temporary override that is over (NPL-098); one without an end gets it once something is scheduled to change (NPL-094).</summary>
    public static Scheme Settle(Scheme scheme, string accountZone, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return scheme.Temporary switch
        {
            { } over when over.HasExpired(at) => scheme with { Temporary = null },
            { Until: null } open when SchemeClock.NextScheduledChange(scheme, accountZone, at, Horizon) is { } until => scheme with { Temporary = open with { Until = until } },
            _ => scheme,
        };
    }
}
