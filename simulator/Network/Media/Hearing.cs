namespace Pbx.Simulator.Network.Media;

/// <summary>A stretch of time in which somebody heard the same. The start is included, the end is not; while it goes on, the end is now.</summary>
public sealed record Heard(DateTimeOffset From, DateTimeOffset To, Sound Sound, bool Ongoing);

/// <summary>
/// Everything that one party of a call heard, from the first ring to the end: stretches without a gap and without one of no
/// length.
/// </summary>
public sealed class Hearing
{
    private readonly List<Heard> heard = [];
    private Sound? current;
    private DateTimeOffset since;

    /// <summary>What is heard now; null before the first ring and after the end.</summary>
    public Sound? Current => current;

    /// <summary>From now on this is heard. Returns whether that is a change.</summary>
    internal bool Hears(DateTimeOffset at, Sound sound)
    {
        if (current == sound)
        {
            return false;
        }

        Close(at);
        if (heard is [.., var last] && last.To == at && last.Sound == sound)
        {
            heard.RemoveAt(heard.Count - 1);
            since = last.From;
        }
        else
        {
            since = at;
        }

        current = sound;
        return true;
    }

    /// <summary>Goes on with what somebody heard in another call until now.</summary>
    internal void GoesOnFrom(Hearing before)
    {
        heard.AddRange(before.heard);
        (current, since) = (before.current, before.since);
    }

    internal void Ends(DateTimeOffset at)
    {
        Close(at);
        current = null;
    }

    /// <summary>All stretches until now.</summary>
    public IReadOnlyList<Heard> Until(DateTimeOffset now) =>
        current is null ? [.. heard] : [.. heard, new Heard(since, now, current, Ongoing: true)];

    private void Close(DateTimeOffset at)
    {
        if (current is not null && at > since)
        {
            heard.Add(new Heard(since, at, current, Ongoing: false));
        }
    }
}
