using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;

namespace Pbx.Domain.QueueStatistics;

/// <summary>Who is logged in to a queue, and since when: what is needed to tell how long, once it is over.</summary>
/// <param name="Agents">By number, each with the last change that counted.</param>
public sealed record OpenLogins(ValueList<LastLogin> Agents = default)
{
    /// <summary>
    /// After a login or logout. A change that is told again, or an older one, changes nothing; a login while logged in leaves the start as it is.
    /// </summary>
    /// <returns>What is open then, and the time that is over.</returns>
    public (OpenLogins Next, LoginTime? Over) After(LoginChange change)
    {
        var before = Agents.FirstOrDefault(one => one.Agent == change.Agent);
        if (before?.At > change.At || before?.IsIn == change.IsIn)
        {
            return (this, null);
        }

        var next = Agents.Where(one => one.Agent != change.Agent).Append(new LastLogin(change.Agent, change.At, change.IsIn)).OrderBy(one => one.Agent.Value, StringComparer.Ordinal);
        return (new OpenLogins([.. next]), before is { IsIn: true } ? new LoginTime(change.Agent, before.At, change.At) : null);
    }

    /// <summary>The times that go on, until an instant.</summary>
    public IEnumerable<LoginTime> Until(DateTimeOffset now) => Agents.Where(one => one.IsIn && one.At < now).Select(one => new LoginTime(one.Agent, one.At, now));
}

/// <summary>The last login or logout of an agent.</summary>
public sealed record LastLogin(ExtensionNumber Agent, DateTimeOffset At, bool IsIn);

/// <summary>How long an agent was logged in at a stretch; the end is not included.</summary>
public sealed record LoginTime(ExtensionNumber Agent, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The same time by days of UTC.</summary>
    public IEnumerable<(DateOnly Day, LoginTime Time)> ByDays()
    {
        for (var from = From.ToUniversalTime(); from < To;)
        {
            var midnight = new DateTimeOffset(from.Date.AddDays(1), TimeSpan.Zero);
            var to = midnight < To ? midnight : To.ToUniversalTime();
            yield return (DateOnly.FromDateTime(from.Date), new LoginTime(Agent, from, to));
            from = to;
        }
    }

    /// <summary>How much of it lies in a period; the end of the period is not included.</summary>
    public TimeSpan Within(DateTimeOffset from, DateTimeOffset to)
    {
        var inside = (To < to ? To : to) - (From > from ? From : from);
        return inside > TimeSpan.Zero ? inside : TimeSpan.Zero;
    }
}

/// <summary>The times that ended, of all agents of a queue, on one day of UTC.</summary>
public sealed record LoginDay(ValueList<LoginTime> Times = default)
{
    /// <summary>With a time more; as it is when the time is in it.</summary>
    public LoginDay Add(LoginTime time) => Times.Contains(time) ? this : new LoginDay(Times.Add(time));
}
