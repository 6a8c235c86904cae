using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.Recordings;

namespace Pbx.Domain.Calls;

/// <summary>What a call keeps of its way: legs, steps, prefixes, and what an extension is told of them.</summary>
internal static class CallTrail
{
    private const int MostSteps = 500;
    private const int FirstSteps = 100;
    private static readonly TimeSpan TakenBackWithin = TimeSpan.FromMinutes(1);

    /// <summary>Keeps which phones commands ring and what becomes of recordings by them.</summary>
    public static Call Noting(this Call call, ValueList<CallCommand> commands, ExtensionNumber? of, Moment at)
    {
        var (legs, recordings, lines, isChanged) = (call.Trail.Legs, call.Trail.Recordings, call.Trail.Lines, false);
        for (var i = 0; i < commands.Count; i++)
        {
            switch (commands[i])
            {
                case CallCommand.RingPhone ring:
                    legs = Rung(legs, new Leg(at.Op(i), ring.Phone, LegDirection.Outgoing, ring.Of ?? of, at.At));
                    lines = ring.Line is { } line ? lines.Add(new HeldLine(at.Op(i), line.User)) : lines;
                    break;
                case CallCommand.MovePhone move:
                    legs = Rung(legs, new Leg(at.Op(i), move.Phone, LegDirection.Outgoing, move.Of, at.At));
                    lines = lines.Add(new HeldLine(at.Op(i), move.Of));
                    break;
                case CallCommand.StopRinging stop:
                    legs = legs.Change(leg => leg.Op == stop.Ring && leg.Ended is null ? leg with { Ended = at.At, Failed = stop.IsElsewhere ? NotReached.AnsweredElsewhere : NotReached.NoAnswer } : leg);
                    break;
                case CallCommand.TakePlace take when !call.Trail.Places.Contains(take.Limit):
                    call = call with { Trail = call.Trail with { Places = call.Trail.Places.Add(take.Limit) } };
                    break;
                case CallCommand.FreePlace free:
                    call = call.WithoutPlace(free.Limit);
                    break;
                case CallCommand.TellFloor:
                    call = call with { Trail = call.Trail with { Queue = QueueVisits.Noting(call.Trail.Queue, commands[i]) } };
                    break;
                case CallCommand.StartRecording start:
                    recordings = recordings.Add(new CallRecording(at.Op(i), start.Purpose, at.At, start.IsPaused ? RecordingState.Paused : RecordingState.Running));
                    break;
                case CallCommand.PauseRecording pause:
                    recordings = recordings.Change(one => one.Op == pause.Recording ? one with { State = RecordingState.Paused } : one);
                    break;
                case CallCommand.ResumeRecording resume:
                    recordings = recordings.Change(one => one.Op == resume.Recording ? one with { State = RecordingState.Running } : one);
                    break;
                case CallCommand.StopRecording stop:
                    recordings = recordings.Change(one => one.Op == stop.Recording ? one with { State = RecordingState.Stopped } : one);
                    break;
                default:
                    continue;
            }

            isChanged = true;
        }

        return isChanged ? call with { Trail = call.Trail with { Legs = legs, Recordings = recordings, Lines = lines } } : call;
    }

    public static Call WithoutPlace(this Call call, ExtensionNumber? limit) =>
        call with { Trail = call.Trail with { Places = ValueList.From(call.Trail.Places.Where(one => one != limit)) } };

    public static Call WithRecording(this Call call, CallRecording recording) =>
        call with { Trail = call.Trail with { Recordings = call.Trail.Recordings.Change(one => one.Op == recording.Op ? recording : one) } };

    public static CallRecording? RecordingOf(this Call call, OpId op)
    {
        foreach (var recording in call.Trail.Recordings.AsSpan())
        {
            if (recording.Op == op)
            {
                return recording;
            }
        }

        return null;
    }

    public static Call WithInvitation(this Call call, OpId op, string invitation) =>
        call with { Trail = call.Trail with { Legs = call.Trail.Legs.Change(leg => leg.Op == op ? leg with { Invitation = invitation } : leg) } };

    public static Call WithPrefix(this Call call, string prefix) =>
        prefix.Length == 0 ? call : call with { Trail = call.Trail with { Prefixes = call.Trail.Prefixes.Add(prefix) } };

    public static Call Logged(this Call call, Moment at, string what, Because because, Phase.InExtension? inside = null, bool leaves = false) =>
        call.Logged(new LoggedStep(at.At, what, because.Why, because.Rule, inside?.Arrival.Number, inside?.State.Type.Key, because.Setting, leaves ? at.At - inside?.Entered : null));

    // a text that somebody gave before stays where the extension keeps it
    public static Call Informed(this Call call, object config) => config is IInforms { Information.Length: > 0 } informs && (call.Trail.Information is null || !informs.KeepsInformation)
        ? call with { Trail = call.Trail with { Information = informs.Information } }
        : call;

    // whoever has a language of his own keeps it
    public static Call Shaped(this Call call, object config) => config is IShapesCall shapes
        ? call with { Trail = call.Trail with { PrefersOwn = shapes.PrefersOwnNumber, Language = call.Facts.CallerExtension is null ? shapes.PromptLanguage ?? call.Trail.Language : null } }
        : call;

    /// <summary>The language of what the caller hears where no extension says otherwise.</summary>
    public static Language Heard(this Call call) => call.Trail.Language ?? call.Facts.Language;

    /// <summary>What an extension knows of the call, once that has changed as the call entered it.</summary>
    public static Arrival Renewed(this Call call, Arrival arrival, Extension extension) => arrival with
    {
        Display = call.Display(),
        Language = extension.Language ?? call.Trail.Language ?? arrival.Language,
        CallerLanguage = call.Trail.Language ?? arrival.CallerLanguage,
        PrefersOwn = call.Trail.PrefersOwn,
    };

    public static Call Logged(this Call call, Moment at, string what, Because because, Extension about) =>
        call.Logged(new LoggedStep(at.At, what, because.Why, because.Rule, about.Number, about.Type.Key, because.Setting));

    // A call may go on for days, and its state has a place in one row: of a long log the beginning and the end are kept.
    private static Call Logged(this Call call, LoggedStep step)
    {
        var steps = call.Trail.Steps;
        if (steps.Count >= MostSteps)
        {
            var gap = new LoggedStep(steps[FirstSteps].At, "Steps are left out here.", $"The log of a call has at most {MostSteps} steps.", null);
            steps = ValueList.From(steps.Take(FirstSteps).Append(gap).Concat(steps.Skip(FirstSteps + 2)));
        }

        return call with { Trail = call.Trail with { Steps = steps.Add(step) } };
    }

    // Of somebody who is rung again and again in one call, only the last time is kept; but as long as a ringing may have to be taken back, its leg tells how.
    private static ValueList<Leg> Rung(ValueList<Leg> legs, Leg leg)
    {
        var isAgain = false;
        foreach (var one in legs.AsSpan())
        {
            isAgain |= IsOver(one);
        }

        return (isAgain ? ValueList.From(legs.Where(one => !IsOver(one))) : legs).Add(leg);

        bool IsOver(Leg one) => one is { Op: not null, Answered: null, Ended: { } ended } && one.Phone == leg.Phone && one.Extension == leg.Extension
            && (one.Failed is NotReached.Busy or NotReached.Declined or NotReached.Unreachable or NotReached.Failed || ended <= leg.Started - TakenBackWithin);
    }

    public static Arrival ArrivalAt(this Call call, ExtensionNumber? number, string name, Language language, IAccountVersion version) => new(
        number,
        name,
        language,
        call.Facts.Caller,
        call.Facts.CallerName,
        call.Facts.Dialled,
        call.Display(),
        version.Account.MainNumber,
        version.Account.Recording,
        call.Facts.CallerExtension,
        call.Facts.CallerExtension is null ? call.Trail.Language : call.Facts.Language,
        version.Account.Timers,
        PrefersOwn: call.Trail.PrefersOwn,
        Information: call.Trail.Information);

    private static string Display(this Call call) =>
        Calls.Display.Of(call.Trail.Prefixes, call.Facts.CallerExtension is { } own ? $"{own} {call.Facts.CallerName}" : call.Facts.CallerName, call.Facts.Caller, call.Trail.Information);
}
