using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Prompts;
using Pbx.Domain.Time;
using Pbx.Domain.Users;

namespace Pbx.Domain.Schedules;

/// <summary>What can be wrong with the schedule of an extension: times that cannot be, actions that lack what they need, events that never decide.</summary>
internal static class ScheduleCheck
{
    /// <summary>The problems, with the schedule as the root of the pointers.</summary>
    public static IEnumerable<Problem> Check(Extension extension, IDialPlan plan)
    {
        if (extension.Schedule is not { } schedule)
        {
            yield break;
        }

        if (extension.Type.Key == User.Key)
        {
            yield return new Problem("", "A user has no schedule: schedules open and close functional numbers.");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < schedule.Events.Count; i++)
        {
            var one = schedule.Events[i];
            foreach (var problem in Named(one, names).Concat(Times(one)).Concat(Line(one, extension, plan)))
            {
                yield return problem.Under($"/events/{i}");
            }

            if (IsAlways(one) && i + 1 < schedule.Events.Count)
            {
                yield return new Problem($"/events/{i}", "It matches at any time, so no event below it ever decides.", IsWarning: true);
            }
        }

        if (schedule.Otherwise is { } otherwise)
        {
            foreach (var problem in Line(otherwise, extension, plan))
            {
                yield return problem.Under("/otherwise");
            }
        }
    }

    private static IEnumerable<Problem> Named(ScheduleEvent one, HashSet<string> names)
    {
        foreach (var problem in NameCheck.Check(one.Name))
        {
            yield return problem.Under("/name");
        }

        if (!names.Add(one.Name))
        {
            yield return new Problem("/name", $"Another event is called “{one.Name}”.");
        }
    }

    private static IEnumerable<Problem> Times(ScheduleEvent one)
    {
        if (one.Start == ClockTime.EndOfDay)
        {
            yield return new Problem("/start", "24:00 is an end only: start at 00:00 of the next day.");
        }

        if (one.EndDate < one.StartDate)
        {
            yield return new Problem("/endDate", "The end date is not before the start date.");
        }

        foreach (var problem in one.IsOfTheWeek ? Weekly(one) : Dated(one))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Weekly(ScheduleEvent one)
    {
        if (one.Repeat == ScheduleRepeat.Daily)
        {
            return NoDays(one);
        }

        return one.Days.Count == 0 ? [new Problem("/days", "A weekly event needs at least one weekday.")] : WeekdayCheck.Check(one.Days);
    }

    private static IEnumerable<Problem> Dated(ScheduleEvent one)
    {
        foreach (var problem in NoDays(one))
        {
            yield return problem;
        }

        if (one.StartDate is not { } first)
        {
            yield return new Problem("/startDate", $"An event {(one.Repeat == ScheduleRepeat.None ? "without repeat" : "of every year")} needs a start date.");
            yield break;
        }

        if (one.Repeat == ScheduleRepeat.None && one.EndDate is null)
        {
            yield return new Problem("/endDate", "An event without repeat needs an end date.");
        }
        else if (one.EndDate == one.StartDate && (one.End ?? ClockTime.EndOfDay) <= one.Start)
        {
            yield return new Problem("/end", "It ends after it starts: name the next day as its end date.");
        }
        else if (one.Repeat == ScheduleRepeat.Yearly && one.EndDate?.Date >= first.Date.PlusYears(1))
        {
            yield return new Problem("/endDate", "An event of every year ends before it comes again.");
        }
    }

    private static IEnumerable<Problem> NoDays(ScheduleEvent one) => one.Days.Count > 0 ? [new Problem("/days", "Only weekly events have weekdays: leave them out.")] : [];

    private static IEnumerable<Problem> Line(IScheduleLine line, Extension extension, IDialPlan plan)
    {
        foreach (var problem in Announcement.Check("message", line.Message, line.MessagePrompt, plan))
        {
            yield return problem;
        }

        if (line.Action != ScheduleAction.Forward && line.Destination is not null)
        {
            yield return new Problem("/destination", "Only “forward” has a destination: leave it out.");
        }
        else if (line.Destination is Destination.ToExtension to && to.Extension == extension.Number)
        {
            yield return new Problem("/destination", "An extension cannot be forwarded to itself.");
        }
        else
        {
            foreach (var problem in DestinationCheck.Check(line.Destination, plan, isRequired: line.Action == ScheduleAction.Forward))
            {
                yield return problem.Under("/destination");
            }
        }

        if (line is ScheduleEvent { DisconnectsWaiting: true, Action: not ScheduleAction.Closed })
        {
            yield return new Problem("/disconnectsWaiting", "Only a closed event releases those who wait.");
        }
    }

    private static bool IsAlways(ScheduleEvent one) =>
        one is { Repeat: ScheduleRepeat.Daily, StartDate: null, EndDate: null, Length: Week.MinutesOfDay }
        || (one is { Repeat: ScheduleRepeat.Weekly, StartDate: null, EndDate: null, Length: Week.MinutesOfDay } && one.Days.Distinct().Count() == Week.Days.Count);
}
