using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.VoicemailNumbers;

/// <summary>Changing PIN, language and greeting (EXT-199 to EXT-201): one save of the account each.</summary>
internal static class Changing
{
    /// <summary>A new PIN was keyed, for the first time or for the second.</summary>
    public static Move<VoicemailNumberState> Judged(VoicemailNumberState.Asking asking, PinVerdict verdict, VoicemailNumberConfig config, Arrival arrival, Moment at) => (asking, verdict) switch
    {
        ({ Question: Question.NewPin, Session: { } session }, PinVerdict.Right) => Dialogue.Ask(new Question.NewPinAgain(), session, config, arrival, at, new Because("The new PIN keeps the rule.", "EXT-173")),
        ({ Question: Question.NewPinAgain, Session: { } session }, PinVerdict.Right) => Save(session, new BoxChange.NewPin(), "EXT-200", at),
        ({ Question: Question.NewPin }, _) => Dialogue.Refuse(Prompt.WeakPin, asking.Question, asking.Session, asking.Failures, new Because("The new PIN breaks the rule.", "EXT-173"), arrival, at),
        _ => Dialogue.Refuse(Prompt.PinsDiffer, new Question.NewPin(), asking.Session, asking.Failures, new Because("The second PIN was not the first.", "EXT-200"), arrival, at),
    };

    public static Move<VoicemailNumberState>.Stay Save(Session session, BoxChange change, string rule, Moment at) => new(
        new VoicemailNumberState.Saving(at.Op(0), session, change, at.At + Dialogue.AnswerWithin),
        [new CallCommand.ChangeBox(session.Box, change, at.At)],
        new Because($"Mailbox {session.Box} gets {change.Words}.", rule));

    /// <summary>It is saved, or could not be: the options follow.</summary>
    public static Move<VoicemailNumberState> Saved(VoicemailNumberState.Saving saving, bool isDone, VoicemailNumberConfig config, Arrival arrival, Moment at)
    {
        var session = isDone && saving.Change is BoxChange.Speaks speaks ? saving.Session with { Language = speaks.Language } : saving.Session;
        return Dialogue.Ask(
            new Question.Options(),
            session,
            config,
            arrival,
            at,
            new Because(isDone ? $"Mailbox {session.Box} has {saving.Change.Words}." : "The change could not be saved.", "VMR-062"),
            [Catalogue.Say(isDone ? Prompt.ChangeSaved : Prompt.ChangeFailed, session.Language)]);
    }
}
