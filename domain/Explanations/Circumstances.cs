using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Secrets;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Explanations;

/// <summary>
/// What people and network can do where a call depends on it, each with a word that never changes: <c>key-1</c> to <c>key-#</c>, <c>no-key</c>, <c>speech</c>; <c>answer</c>, <c>busy</c>, <c>decline</c>,
/// <c>no-answer</c>, <c>unreachable</c>; <c>mailbox-has-room</c>, <c>mailbox-is-full</c>; <c>pin-is-right</c>, <c>pin-is-wrong</c>.
/// </summary>
internal static class Circumstances
{
    private const string Keys = "1234567890*#";

    /// <summary>What happened, in a sentence; nothing for what the network does of its own accord.</summary>
    public static string? Words(CallEvent evt, Call call) => evt switch
    {
        CallEvent.DigitsCollected pressed => $"The caller presses {pressed.Digits}.",
        CallEvent.NoDigitsCollected => "The caller presses no key.",
        CallEvent.KeyPressed pressed => $"The caller presses {pressed.Key}.",
        CallEvent.PinJudged judged => judged.Verdict == PinVerdict.Right ? "The caller enters the right PIN." : "The caller enters a wrong PIN.",
        CallEvent.SpeechEnded => "The caller has spoken and is silent.",
        CallEvent.PhoneAnswered answered => $"{answered.Phone} answers.",
        CallEvent.PhoneNotReached missed => Words(missed.Why, PhoneOf(missed.Of, call)),
        CallEvent.RosterChanged roster => roster.Present.Contains(call.Facts.Caller) ? "The other party hangs up." : "The caller hangs up.",
        CallEvent.CommandsDone done when CountIn(done) is { } count => IsFull(count) ? "The mailbox is full." : "The mailbox has room.",
        CallEvent.TimeReached => "The time is over.",
        _ => null,
    };

    /// <summary>The word for an event that depends on what is assumed, or nothing.</summary>
    public static string? Word(CallEvent evt) => evt switch
    {
        CallEvent.DigitsCollected pressed => $"key-{pressed.Digits}",
        CallEvent.NoDigitsCollected => "no-key",
        CallEvent.PinJudged judged => judged.Verdict == PinVerdict.Right ? "pin-is-right" : "pin-is-wrong",
        CallEvent.SpeechEnded => "speech",
        CallEvent.PhoneAnswered => "answer",
        CallEvent.PhoneNotReached { Why: NotReached.Busy } => "busy",
        CallEvent.PhoneNotReached { Why: NotReached.Declined } => "decline",
        CallEvent.PhoneNotReached { Why: NotReached.NoAnswer } => "no-answer",
        CallEvent.PhoneNotReached { Why: NotReached.Unreachable } => "unreachable",
        CallEvent.CommandsDone done when CountIn(done) is { } count => IsFull(count) ? "mailbox-is-full" : "mailbox-has-room",
        _ => null,
    };

    /// <summary>Everything else that could have happened instead of an event, or in its place later.</summary>
    public static IEnumerable<CallEvent> Others(CallEvent evt, Func<OpId, CallCommand?> asked)
    {
        var word = Word(evt);
        return word is null ? [] : All(evt, asked).Where(other => Word(other) != word);
    }

    private static IEnumerable<CallEvent> All(CallEvent evt, Func<OpId, CallCommand?> asked) => evt switch
    {
        CallEvent.DigitsCollected pressed => Heard(pressed.Of, asked),
        CallEvent.NoDigitsCollected none => Heard(none.Of, asked),
        CallEvent.PinJudged judged => Heard(judged.Of, asked),
        CallEvent.SpeechEnded speech => Heard(speech.Of, asked),
        CallEvent.PhoneAnswered answered => Rung(answered.Of, asked),
        CallEvent.PhoneNotReached missed => Rung(missed.Of, asked),
        CallEvent.CommandsDone done => [Counted(done, 0), Counted(done, VoicemailConfig.MostMessages)],
        _ => [],
    };

    private static IEnumerable<CallEvent> Heard(OpId of, Func<OpId, CallCommand?> asked)
    {
        if (asked(of) is CallCommand.CollectDigits { IsSecret: true })
        {
            yield return new CallEvent.PinJudged(of, PinVerdict.Right);
            yield return new CallEvent.PinJudged(of, PinVerdict.Wrong);
        }
        else
        {
            var stop = (asked(of) as CallCommand.CollectDigits)?.Stop ?? "";
            foreach (var key in Keys.Where(key => !stop.Contains(key, StringComparison.Ordinal)))
            {
                yield return new CallEvent.DigitsCollected(of, key.ToString());
            }
        }

        yield return new CallEvent.NoDigitsCollected(of);
        if (asked(of) is CallCommand.HearOut)
        {
            yield return new CallEvent.SpeechEnded(of);
        }
    }

    private static IEnumerable<CallEvent> Rung(OpId of, Func<OpId, CallCommand?> asked) => asked(of) is CallCommand.RingPhone ring
        ?
        [
            new CallEvent.PhoneAnswered(of, ring.Phone),
            new CallEvent.PhoneNotReached(of, NotReached.Busy),
            new CallEvent.PhoneNotReached(of, NotReached.Declined),
            new CallEvent.PhoneNotReached(of, NotReached.NoAnswer),
            new CallEvent.PhoneNotReached(of, NotReached.Unreachable),
        ]
        : [];

    private static CallEvent.CommandsDone Counted(CallEvent.CommandsDone done, int messages) =>
        new(done.Commands.Change(one => one.Outcome is Outcome.Messages ? one with { Outcome = new Outcome.Messages(messages, 0) } : one));

    private static Outcome.Messages? CountIn(CallEvent.CommandsDone done)
    {
        foreach (var one in done.Commands.AsSpan())
        {
            if (one.Outcome is Outcome.Messages count)
            {
                return count;
            }
        }

        return null;
    }

    private static bool IsFull(Outcome.Messages count) => count.Count >= VoicemailConfig.MostMessages;

    private static string Words(NotReached why, string phone) => why switch
    {
        NotReached.Busy => $"{phone} is busy.",
        NotReached.Declined => $"{phone} declines.",
        NotReached.NoAnswer => $"{phone} does not answer.",
        NotReached.Unreachable => $"{phone} cannot be reached.",
        NotReached.CallerIdRefused => $"The carrier does not show the caller to {phone}.",
        NotReached.Withdrawn => $"{phone} stops ringing.",
        NotReached.Unassigned => $"{phone} does not exist.",
        _ => $"{phone} cannot be rung.",
    };

    private static string PhoneOf(OpId op, Call call)
    {
        foreach (var leg in call.Trail.Legs.AsSpan())
        {
            if (leg.Op == op)
            {
                return leg.Phone.Value;
            }
        }

        return "The phone";
    }
}
