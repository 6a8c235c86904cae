using Pbx.Domain.Machines;

namespace Pbx.Domain.Secrets;

/// <summary>
/// The wrong PINs that were entered from outside for one extension within the last hour: ten block it for an hour (EXT-309, EXT-192). An attempt counts as wrong before the PIN is looked at, so that
/// many at once gain nothing; the right PIN takes its own attempt back. An attempt has a name, so that it counts once however often it is told.
/// </summary>
/// <param name="Wrong">In the order in which they were made.</param>
/// <param name="BlockedUntil">Until then no PIN opens the extension; the instant itself is open again.</param>
public sealed record PinAttempts(ValueList<PinAttempt> Wrong = default, DateTimeOffset? BlockedUntil = null)
{
    private const int Most = 10;
    private static readonly TimeSpan Within = TimeSpan.FromHours(1);

    /// <summary>Counts an attempt, and whether it may still be judged.</summary>
    public (PinAttempts Next, bool IsBlocked) Count(string name, DateTimeOffset at)
    {
        if (BlockedUntil > at)
        {
            return (this, true);
        }

        var recent = Except(name, at);
        recent = recent.Add(new PinAttempt(name, at));
        return (new PinAttempts(recent, recent.Count >= Most ? at + Within : null), false);
    }

    /// <summary>The attempt was right, so it does not count.</summary>
    public PinAttempts Forgive(string name, DateTimeOffset at)
    {
        var recent = Except(name, at);
        return new PinAttempts(recent, recent.Count >= Most ? BlockedUntil : null);
    }

    private ValueList<PinAttempt> Except(string name, DateTimeOffset at) => ValueList.From(Wrong.Where(attempt => attempt.Name != name && attempt.At > at - Within));
}

/// <summary>One attempt that was wrong.</summary>
public sealed record PinAttempt(string Name, DateTimeOffset At);
