using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.VoicemailNumbers;

/// <summary>
/// A number for looking after a mailbox by telephone (EXT-035, EXT-190): log in, hear messages, change greeting, PIN and language. The system extension for voicemail management opens the same
/// dialogue (CFT-297). What is heard and changed stands as soon as it is said, so that whoever hangs up loses nothing.
/// </summary>
public sealed class VoicemailNumber : IExtensionType<VoicemailNumberConfig, VoicemailNumberState>
{
    private VoicemailNumber()
    {
    }

    /// <inheritdoc/>
    public static string Key => "voicemail-number";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static VoicemailNumberConfig Sample { get; } = new();

    /// <inheritdoc/>
    public static Move<VoicemailNumberState> Enter(VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        return LogIn.Begin(config, arrival, directory, at);
    }

    /// <inheritdoc/>
    public static Move<VoicemailNumberState> Step(VoicemailNumberState state, CallEvent evt, VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at) => (state, evt) switch
    {
        (VoicemailNumberState.Asking asking, CallEvent.DigitsCollected digits) when digits.Of == asking.Op => Entered(asking, digits.Digits, config, arrival, directory, at),
        (VoicemailNumberState.Asking { Question: Question.Pin pin } asking, CallEvent.PinJudged judged) when judged.Of == asking.Op => LogIn.Judged(pin, judged.Verdict, config, arrival, at),
        (VoicemailNumberState.Asking asking, CallEvent.PinJudged judged) when judged.Of == asking.Op => Changing.Judged(asking, judged.Verdict, config, arrival, at),
        (VoicemailNumberState.Asking asking, CallEvent.NoDigitsCollected none) when none.Of == asking.Op => Dialogue.Again(asking, "The caller pressed nothing.", config, arrival, at),
        (VoicemailNumberState.Asking asking, CallEvent.CollectingFailed failed) when failed.Of == asking.Op => Dialogue.Again(asking, "The network could not ask.", config, arrival, at),
        (VoicemailNumberState.Asking asking, CallEvent.TimeReached) when at.At >= asking.Until => Dialogue.Again(asking, "The network did not tell what became of the question.", config, arrival, at),
        (VoicemailNumberState.Refusing refusing, CallEvent.SoundEnded ended) when ended.Of == refusing.Op => AfterRefusal(refusing, config, arrival, at),
        (VoicemailNumberState.Refusing refusing, CallEvent.SoundFailed failed) when failed.Of == refusing.Op => AfterRefusal(refusing, config, arrival, at),
        (VoicemailNumberState.Refusing refusing, CallEvent.TimeReached) when at.At >= refusing.Until => AfterRefusal(refusing, config, arrival, at),
        (VoicemailNumberState.Finding finding, CallEvent.BoxFound found) when found.Of == finding.Op => LogIn.Found(finding, found.Box, config, arrival, directory, at),
        (VoicemailNumberState.Finding finding, CallEvent.CommandRefused refused) when refused.Of == finding.Op => Dialogue.Fail("The mailbox could not be looked up.", null, arrival, at),
        (VoicemailNumberState.Finding finding, CallEvent.TimeReached) when at.At >= finding.Until => Dialogue.Fail("The mailbox was not looked up in time.", null, arrival, at),
        (VoicemailNumberState.Looking looking, CallEvent.BoxSeen seen) when seen.Of == looking.Op => LogIn.Seen(looking, seen.View, config, arrival, directory, at),
        (VoicemailNumberState.Looking looking, CallEvent.CommandRefused refused) when refused.Of == looking.Op => Dialogue.Fail("The mailbox could not be read.", looking.Session, arrival, at),
        (VoicemailNumberState.Looking looking, CallEvent.TimeReached) when at.At >= looking.Until => Dialogue.Fail("The mailbox was not read in time.", looking.Session, arrival, at),
        (VoicemailNumberState.Hearing hearing, CallEvent.DigitsCollected digits) when digits.Of == hearing.Op => Listening.Pressed(hearing, digits.Digits, config, arrival, directory, at),
        (VoicemailNumberState.Hearing hearing, CallEvent.NoDigitsCollected none) when none.Of == hearing.Op => Listening.Heard(hearing, config, arrival, at),
        (VoicemailNumberState.Hearing hearing, CallEvent.CollectingFailed failed) when failed.Of == hearing.Op => Listening.NotHeard(hearing, config, arrival, at),
        (VoicemailNumberState.Hearing hearing, CallEvent.TimeReached) when at.At >= hearing.Until => Listening.NotHeard(hearing, config, arrival, at),
        (VoicemailNumberState.Preparing or VoicemailNumberState.Speaking or VoicemailNumberState.Fetching, _) => NewGreeting.Step(state, evt, config, arrival, at),
        (VoicemailNumberState.Saving saving, CallEvent.BoxChanged changed) when changed.Of == saving.Op => Changing.Saved(saving, changed.IsDone, config, arrival, at),
        (VoicemailNumberState.Saving saving, CallEvent.CommandRefused refused) when refused.Of == saving.Op => Changing.Saved(saving, isDone: false, config, arrival, at),
        (VoicemailNumberState.Saving saving, CallEvent.TimeReached) when at.At >= saving.Until => Dialogue.Fail("Whether the change was saved was not told in time.", saving.Session, arrival, at),
        (VoicemailNumberState.Closing closing, CallEvent.SoundEnded ended) when ended.Of == closing.Op => End(closing),
        (VoicemailNumberState.Closing closing, CallEvent.SoundFailed failed) when failed.Of == closing.Op => End(closing),
        (VoicemailNumberState.Closing closing, CallEvent.TimeReached) when at.At >= closing.Until => End(closing),
        _ => new Move<VoicemailNumberState>.Stay(state, []),
    };

    /// <inheritdoc/>
    public static DateTimeOffset? Due(VoicemailNumberState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(VoicemailNumberConfig config) => [];

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(VoicemailNumberConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        if (config.GroupMailbox is not { } box)
        {
            yield break;
        }

        if (config.Mailbox != BoxKind.Group)
        {
            yield return new Problem("/groupMailbox", "A mailbox is named only where mailboxes of user groups are opened.");
        }
        else if (TypeCheck.Wrong(box, GroupMailboxes.GroupMailbox.Key, "mailbox of user groups", plan) is { } wrong)
        {
            yield return new Problem("/groupMailbox", wrong);
        }
    }

    /// <summary>Voicemail numbers for mailboxes of user groups in a document that has none (EXT-412, VMR-019).</summary>
    internal static IEnumerable<Problem> WithoutMailbox(ValueList<Extension> extensions)
    {
        var hasGroup = extensions.Any(extension => extension.Config is GroupMailboxes.GroupMailboxConfig);
        for (var i = 0; i < extensions.Count && !hasGroup; i++)
        {
            if (extensions[i].Config is VoicemailNumberConfig { Mailbox: BoxKind.Group, GroupMailbox: null })
            {
                yield return new Problem($"/extensions/{i}/config/mailbox", "There is no mailbox of user groups that could be opened here; make one first.");
            }
        }
    }

    private static Move<VoicemailNumberState> Entered(VoicemailNumberState.Asking asking, string keys, VoicemailNumberConfig config, Arrival arrival, IDirectory directory, Moment at) => (asking.Question, keys, asking.Session) switch
    {
        (Question.Pin, Dialogue.Back, _) when LogIn.Given(config, arrival) is not null => new Move<VoicemailNumberState>.End(EndReason.Disconnected, [], new Because("The caller pressed the star key.", "EXT-204")),
        (Question.Box or Question.Main, Dialogue.Back, _) => new Move<VoicemailNumberState>.End(EndReason.Disconnected, [], new Because("The caller pressed the star key.", "EXT-204")),
        (Question.Pin pin, Dialogue.Back, _) => Dialogue.Ask(new Question.Box(pin.Wrong), null, config, arrival, at, GoesUp),
        (Question.Message or Question.Options, Dialogue.Back, { } session) => Dialogue.Ask(new Question.Main(), session, config, arrival, at, GoesUp),
        (Question.Greeting or Question.NewPin or Question.NewPinAgain or Question.Speaks, Dialogue.Back, { } session) => Dialogue.Ask(new Question.Options(), session, config, arrival, at, GoesUp),
        (Question.Box box, _, _) => LogIn.Named(box, keys, config, arrival, at),
        (Question.Message message, _, { } session) => Listening.Chosen(message, keys, session, asking.Failures, arrival, directory, at),
        (Question.Main, "0", { } session) => Dialogue.Ask(new Question.Options(), session, config, arrival, at, new Because("The caller chose the options.", "EXT-197")),
        (Question.Main, "1", { } session) => Listening.Next(session, BoxPart.Old, null, [], isDeleted: false, new Because("The caller chose the old messages.", "EXT-198"), at),
        (Question.Options, "1", { } session) => NewGreeting.Begin(session, at),
        (Question.Options, "2", { } session) => Dialogue.Ask(new Question.NewPin(), session, config, arrival, at, new Because("The caller chose to change the PIN.", "EXT-200")),
        (Question.Options, "3", { } session) => Dialogue.Ask(new Question.Speaks(), session, config, arrival, at, new Because("The caller chose to change the language.", "EXT-201")),
        (Question.Greeting greeting, "1", { } session) => Changing.Save(session, new BoxChange.NewGreeting(greeting.File, session.Language), "EXT-199", at),
        (Question.Greeting, "2", { } session) => Dialogue.Ask(asking.Question, session, config, arrival, at, new Because("The caller hears the greeting again.", "VMR-061")),
        (Question.Greeting, "3", { } session) => NewGreeting.Begin(session, at),
        (Question.Speaks, [>= '1' and <= '7' and var key], { } session) => Changing.Save(session, new BoxChange.Speaks(Questions.Languages[key - '1']), "EXT-201", at),
        _ => Dialogue.Refuse(Prompt.InvalidChoice, asking.Question, asking.Session, asking.Failures, new Because("The caller pressed keys that are not valid here.", "VMR-063"), arrival, at),
    };

    private static Move<VoicemailNumberState>.Stay AfterRefusal(VoicemailNumberState.Refusing refusing, VoicemailNumberConfig config, Arrival arrival, Moment at) =>
        Dialogue.Ask(refusing.Question, refusing.Session, config, arrival, at, null, failures: refusing.Failures);

    private static Move<VoicemailNumberState>.End End(VoicemailNumberState.Closing closing) => new(closing.Reason, [], new Because(closing.Why, closing.Rule), IsSaid: true);

    private static Because GoesUp { get; } = new("The caller goes one level up.", "EXT-204");
}
