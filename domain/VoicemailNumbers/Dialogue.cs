using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.VoicemailNumbers;

/// <summary>What all parts of the dialogue have in common: asking, asking again, refusing, and how it ends.</summary>
internal static class Dialogue
{
    public const string Back = "*"; // EXT-204

    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(60); // the store, with what a crash and its alarm take

    public static Move<VoicemailNumberState>.Stay Ask(Question question, Session? session, VoicemailNumberConfig config, Arrival arrival, Moment at, Because? because, ValueList<Sound> first = default, int failures = 0, ValueList<CallCommand> before = default)
    {
        var ask = Questions.Ask(question, first, config.Mailbox, Spoken(session, arrival), arrival.Waits);
        return new(new VoicemailNumberState.Asking(at.Op(before.Count), question, session, failures, at.At + Questions.AtMost(ask)), before.Add(ask), because);
    }

    /// <summary>The same question once more, unless that was the last attempt.</summary>
    public static Move<VoicemailNumberState>.Stay Again(VoicemailNumberState.Asking asking, string why, VoicemailNumberConfig config, Arrival arrival, Moment at)
    {
        var because = new Because(why, "VMR-063");
        return asking.Failures + 1 >= arrival.Waits.MostAttempts
            ? GiveUp(asking.Session, because, arrival, at)
            : Ask(asking.Question, asking.Session, config, arrival, at, because, failures: asking.Failures + 1);
    }

    /// <summary>The caller hears what was wrong, then a question, unless that was the last attempt.</summary>
    public static Move<VoicemailNumberState>.Stay Refuse(Prompt prompt, Question next, Session? session, int failures, Because because, Arrival arrival, Moment at) =>
        failures + 1 >= arrival.Waits.MostAttempts ? GiveUp(session, because, arrival, at) : Tell(prompt, next, session, failures + 1, because, arrival, at);

    public static Move<VoicemailNumberState>.Stay Tell(Prompt prompt, Question next, Session? session, int failures, Because because, Arrival arrival, Moment at)
    {
        var sound = Catalogue.Say(prompt, Spoken(session, arrival));
        return new(new VoicemailNumberState.Refusing(at.Op(0), next, session, failures, at.At + SoundLength.AtMost(sound)), [new CallCommand.Play([sound])], because);
    }

    public static Move<VoicemailNumberState>.Stay Close(Prompt prompt, EndReason reason, Because because, Language language, Moment at, ValueList<CallCommand> first = default)
    {
        var sound = Catalogue.Say(prompt, language);
        return new(
            new VoicemailNumberState.Closing(at.Op(first.Count), reason, because.Why, because.Rule ?? "EXT-190", at.At + SoundLength.AtMost(sound)), first.Add(new CallCommand.Play([sound])), because);
    }

    public static Move<VoicemailNumberState>.Stay Fail(string why, Session? session, Arrival arrival, Moment at) => Close(
        Prompt.ChangeFailed, EndReason.Failed, new Because(why, "VMR-055"), Spoken(session, arrival), at, [new CallCommand.RaiseAlarm($"Mailbox {session?.Box.Value ?? "by telephone"}: {why}")]);

    /// <summary>The language of the mailbox once it is open (EXT-174).</summary>
    public static Language Spoken(Session? session, Arrival arrival) => session?.Language ?? arrival.Spoken;

    private static Move<VoicemailNumberState>.Stay GiveUp(Session? session, Because because, Arrival arrival, Moment at) =>
        Close(Prompt.Goodbye, EndReason.NoChoice, because with { Why = $"{because.Why} That was the last attempt." }, Spoken(session, arrival), at);
}
