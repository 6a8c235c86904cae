using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.NightMode;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Schedules;

/// <summary>What the schedule of an extension makes of a call that enters it at an instant: one line decides, the reason says which.</summary>
/// <param name="Message">What the caller hears first; none: nothing.</param>
public abstract record Opening(Sound? Message, Because Because)
{
    /// <summary>What becomes of the call, in words that go on after the extension's number.</summary>
    public abstract string What { get; }

    /// <summary>The line in force decides.</summary>
    public static Opening Of(NumberSchedule schedule, string accountZone, Arrival arrival, DateTimeOffset at)
    {
        var (index, line) = ScheduleClock.InForce(schedule, accountZone, at);
        var setting = line is ScheduleEvent ? $"../schedule/events/{index}" : "../schedule/otherwise";
        var why = line is ScheduleEvent one ? $"{line.Called} is in force: {ScheduleWords.Of(one)}." : "No event of its schedule matches, so the default event is in force.";
        if (line.Action == ScheduleAction.Closed)
        {
            return new Closed(Announcement.Of(line.Message, line.MessagePrompt, arrival, Prompt.Closed), new Because(why, "NPL-166", setting));
        }

        var message = (line.Message ?? line.MessagePrompt) is null ? null : Announcement.Of(line.Message, line.MessagePrompt, arrival, Prompt.PleaseHold);
        return line switch
        {
            { Action: ScheduleAction.Forward, Destination: { } to } => new Forwarded(message, to, new Because(why, "NPL-167", setting)),
            _ => new Open(message, new Because(why, "NPL-165", setting)),
        };
    }

    /// <summary>
    /// Until when no call from outside stays at an extension, because its schedule or night mode keeps them away; where nobody foresees the end, until the next look. Nothing: they stay.
    /// </summary>
    public static DateTimeOffset? ClosedUntil(Extension extension, AccountSettings account, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(extension);
        ArgumentNullException.ThrowIfNull(account);
        var next = at + NextLook;
        if (NightDiversion.Of(extension, account, null, at) is not null)
        {
            return NightClock.NextChange(account, at) is { } morning && morning < next ? morning : next;
        }

        return extension.Schedule is { } schedule && ScheduleClock.InForce(schedule, account.TimeZone, at).Line.Action is ScheduleAction.Closed or ScheduleAction.Forward
            ? ScheduleClock.NextChange(schedule, account.TimeZone, at) is { } change && change < next ? change : next
            : null;
    }

    private static readonly TimeSpan NextLook = TimeSpan.FromMinutes(15); // a schedule may be saved meanwhile

    /// <summary>The extension handles it.</summary>
    public sealed record Open(Sound? Message, Because Because) : Opening(Message, Because)
    {
        /// <inheritdoc/>
        public override string What => "is open";
    }

    /// <summary>It is released.</summary>
    public sealed record Closed(Sound? Message, Because Because) : Opening(Message, Because)
    {
        /// <inheritdoc/>
        public override string What => "is closed";
    }

    /// <summary>It goes elsewhere.</summary>
    public sealed record Forwarded(Sound? Message, Destination To, Because Because) : Opening(Message, Because)
    {
        /// <inheritdoc/>
        public override string What => $"forwards the call to {To}";
    }
}
