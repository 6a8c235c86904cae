using System.Globalization;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.VoicemailNumbers;

namespace Pbx.Domain.SystemExtensions;

/// <summary>
/// The dialogue for time configuration (NPL-120 to NPL-137). A user who calls from a phone of the account is in it at once, be it through the system extension of the country or through an extension of
/// this type (EXT-310); anybody else logs in first with extension and PIN (EXT-305 to EXT-309).
/// </summary>
public sealed class SystemAccess : IExtensionType<SystemAccessConfig, SystemAccessState>
{
    private const int LogIns = 3; // EXT-309
    private const string Back = "*"; // NPL-125
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(60); // the store, with what a crash and its alarm take

    private SystemAccess()
    {
    }

    /// <inheritdoc/>
    public static string Key => "system-access";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static SystemAccessConfig Sample { get; } = new();

    /// <inheritdoc/>
    public static Move<SystemAccessState> Enter(SystemAccessConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        return config.ForwardTo == SystemDialogue.Voicemail ? InMailbox(VoicemailNumber.Enter(VoicemailNumber.Sample, arrival, directory, at)) : arrival.CallerExtension is { } user
            ? Open(user, new Because($"Extension {user} calls: no log-in is needed.", "EXT-310"), at)
            : Ask(new Question.User(0), null, 0, [], arrival, at, new Because("A caller from outside is asked for extension and PIN.", "EXT-307"));
    }

    /// <inheritdoc/>
    public static Move<SystemAccessState> Step(SystemAccessState state, CallEvent evt, SystemAccessConfig config, Arrival arrival, IDirectory directory, Moment at) => (state, evt) switch
    {
        (SystemAccessState.InMailbox mailbox, _) => InMailbox(VoicemailNumber.Step(mailbox.Inner, evt, VoicemailNumber.Sample, arrival, directory, at)),
        (SystemAccessState.Asking asking, CallEvent.DigitsCollected digits) when digits.Of == asking.Op => Entered(asking, digits.Digits, arrival, at),
        (SystemAccessState.Asking { Question: Question.Pin pin } asking, CallEvent.PinJudged judged) when judged.Of == asking.Op => Judged(pin, judged.Verdict, arrival, at),
        (SystemAccessState.Asking asking, CallEvent.NoDigitsCollected none) when none.Of == asking.Op => Silent(asking, arrival, at),
        (SystemAccessState.Asking asking, CallEvent.CollectingFailed failed) when failed.Of == asking.Op => Again(asking, new Because("The network could not ask.", "NPL-124"), arrival, at),
        (SystemAccessState.Asking asking, CallEvent.TimeReached) when at.At >= asking.Until => Again(asking, new Because("The network did not tell what became of the question.", "NPL-124"), arrival, at),
        (SystemAccessState.Refusing refusing, CallEvent.SoundEnded ended) when ended.Of == refusing.Op => Ask(refusing, arrival, at),
        (SystemAccessState.Refusing refusing, CallEvent.SoundFailed failed) when failed.Of == refusing.Op => Ask(refusing, arrival, at),
        (SystemAccessState.Refusing refusing, CallEvent.TimeReached) when at.At >= refusing.Until => Ask(refusing, arrival, at),
        (SystemAccessState.Opening opening, CallEvent.SchemesShown shown) when shown.Of == opening.Op => Opened(opening.User, shown.Schemes, arrival, at),
        (SystemAccessState.Opening opening, CallEvent.CommandRefused refused) when refused.Of == opening.Op => Fail("The schemes could not be read.", arrival.Spoken, at),
        (SystemAccessState.Opening opening, CallEvent.TimeReached) when at.At >= opening.Until => Fail("The schemes were not read in time.", arrival.Spoken, at),
        (SystemAccessState.Switching switching, CallEvent.SchemeSwitched switched) when switched.Of == switching.Op => Switched(switching, switched.Result, arrival, at),
        (SystemAccessState.Switching switching, CallEvent.CommandRefused refused) when refused.Of == switching.Op => Fail("The change could not be saved.", switching.Session.Switchable.Language, at),
        (SystemAccessState.Switching switching, CallEvent.TimeReached) when at.At >= switching.Until => Fail("Whether the change was saved was not told in time.", switching.Session.Switchable.Language, at),
        (SystemAccessState.Closing closing, CallEvent.SoundEnded ended) when ended.Of == closing.Op => End(closing),
        (SystemAccessState.Closing closing, CallEvent.SoundFailed failed) when failed.Of == closing.Op => End(closing),
        (SystemAccessState.Closing closing, CallEvent.TimeReached) when at.At >= closing.Until => End(closing),
        _ => new Move<SystemAccessState>.Stay(state, []),
    };

    /// <inheritdoc/>
    public static DateTimeOffset? Due(SystemAccessState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(SystemAccessConfig config) => [];

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(SystemAccessConfig config, IDialPlan plan) => [];

    // whoever knows number and PIN of a mailbox may open it, wherever the call comes from: no other log-in is needed (EXT-307)
    private static Move<SystemAccessState> InMailbox(Move<VoicemailNumberState> move) => move switch
    {
        Move<VoicemailNumberState>.Stay stay => new Move<SystemAccessState>.Stay(new SystemAccessState.InMailbox(stay.State), stay.Commands, stay.Because),
        Move<VoicemailNumberState>.End end => new Move<SystemAccessState>.End(end.Reason, end.Commands, end.Because, end.IsSaid),
        _ => throw new ArgumentOutOfRangeException(nameof(move), move, "From mailboxes calls go nowhere else."),
    };

    private static Move<SystemAccessState>.Stay Open(ExtensionNumber user, Because because, Moment at) =>
        new(new SystemAccessState.Opening(at.Op(0), user, at.At + AnswerWithin), [new CallCommand.ShowSchemes(user)], because);

    private static Move<SystemAccessState>.Stay Opened(ExtensionNumber user, SwitchableSchemes switchable, Arrival arrival, Moment at) => switchable.IsAllowed
        ? Ask(new Question.Menu(), new Session(user, switchable), 0, [], arrival, at, new Because($"Extension {user} has the right to time configuration.", "NPL-131"))
        : Close(Prompt.NotAuthorised, EndReason.NotAuthorised, $"Extension {user} lacks the right to time configuration.", "NPL-120", [], switchable.Language, at);

    private static Move<SystemAccessState> Entered(SystemAccessState.Asking asking, string keys, Arrival arrival, Moment at) => (asking.Question, keys, asking.Session) switch
    {
        (Question.User or Question.Menu, Back, _) => new Move<SystemAccessState>.End(EndReason.Disconnected, [], new Because("The caller pressed the star key.", "NPL-125")),
        (Question.Pin pin, Back, _) => Ask(new Question.User(pin.Wrong), null, 0, [], arrival, at, GoesBack),
        (Question.Scheme, Back, { } session) => Ask(new Question.Menu(), session, 0, [], arrival, at, GoesBack),
        (Question.Plan plan, Back, { } session) => Ask(session.Switchable.Schemes.Count == 1 ? new Question.Menu() : new Question.Scheme(plan.Mode), session, 0, [], arrival, at, GoesBack),
        (Question.User user, _, _) => Ask(
            new Question.Pin(ExtensionNumber.TryParse(keys, out var owner) ? owner : null, user.Wrong), null, 0, [], arrival, at, new Because("Whatever the extension is, its PIN is asked for.", "EXT-192")),
        (Question.Menu, "1", { } session) => Chosen(SwitchMode.Temporary, session, arrival, at),
        (Question.Menu, "2", { } session) => Chosen(SwitchMode.Permanent, session, arrival, at),
        (Question.Menu, "3", { } session) => Chosen(SwitchMode.Automatic, session, arrival, at),
        (Question.Scheme scheme, _, { } session) when Number(keys) is { } number && Find(session, number) is not null => OfScheme(scheme.Mode, number, asking.Failures, session, arrival, at),
        (Question.Plan plan, _, { } session) when Number(keys) is >= 1 and <= 99 and var number => Switch(new Wish(plan.Mode, plan.Number, number), asking.Failures, session, at),
        _ => Refuse(asking.Question, asking.Session, asking.Failures, new Because("The caller pressed keys that are not valid here.", "NPL-124"), arrival, at),
    };

    private static Move<SystemAccessState> Chosen(SwitchMode mode, Session session, Arrival arrival, Moment at) => session.Switchable.Schemes.Count == 1
        ? OfScheme(mode, session.Switchable.Schemes[0].Number, 0, session, arrival, at)
        : Ask(new Question.Scheme(mode), session, 0, [], arrival, at, new Because($"The caller chose {Words(mode)}.", "NPL-132"));

    private static Move<SystemAccessState>.Stay OfScheme(SwitchMode mode, int scheme, int failures, Session session, Arrival arrival, Moment at) => mode == SwitchMode.Automatic
        ? Switch(new Wish(mode, scheme, null), failures, session, at)
        : Ask(new Question.Plan(mode, scheme), session, 0, [], arrival, at, new Because($"The caller chose {Words(mode)} for scheme {scheme}.", session.Switchable.Schemes.Count == 1 ? "NPL-123" : "NPL-133"));

    private static Move<SystemAccessState>.Stay Switch(Wish wish, int failures, Session session, Moment at) => new(
        new SystemAccessState.Switching(at.Op(0), session, wish, failures, at.At + AnswerWithin),
        [new CallCommand.SwitchScheme(session.User, wish.Scheme, wish.Mode, wish.Plan, at.At)],
        new Because(wish.Plan is { } plan ? $"Extension {session.User} wants plan {plan} of scheme {wish.Scheme}, {Words(wish.Mode)}." : $"Extension {session.User} wants the time configuration of scheme {wish.Scheme}.", "NPL-126"));

    private static Move<SystemAccessState> Switched(SystemAccessState.Switching switching, SwitchResult result, Arrival arrival, Moment at)
    {
        var (session, wish) = (switching.Session, switching.Wish);
        var hasChoice = session.Switchable.Schemes.Count > 1;
        return result.Answer switch
        {
            SwitchAnswer.Done => Ask(
                new Question.Menu(), session with { HasSwitched = true }, 0, Confirmation.Of(wish, result, session.Switchable, at.At), arrival, at, Confirmation.Because(wish, result)),
            SwitchAnswer.NotAllowed => Close(
                Prompt.NotAuthorised, EndReason.NotAuthorised, $"Extension {session.User} no longer has the right to time configuration.", "NPL-144", [], session.Switchable.Language, at),
            SwitchAnswer.NoScheme when hasChoice => Refuse(
                new Question.Scheme(wish.Mode), session, switching.Failures, new Because($"There is no scheme {wish.Scheme} any more.", "NPL-128"), arrival, at),
            SwitchAnswer.NoPlan when wish.Plan is { } plan => Refuse(
                new Question.Plan(wish.Mode, wish.Scheme), session, switching.Failures, new Because($"Scheme {wish.Scheme} has no plan {plan}, or it has no link.", "NPL-128"), arrival, at),
            _ => Fail("The change could not be saved.", session.Switchable.Language, at),
        };
    }

    // the wrong log-ins are what counts here, not the inputs in a row
    private static Move<SystemAccessState>.Stay Judged(Question.Pin pin, PinVerdict verdict, Arrival arrival, Moment at)
    {
        if (verdict == PinVerdict.Right && pin.Owner is { } user)
        {
            return Open(user, new Because($"The PIN of extension {user} is right.", "EXT-308"), at);
        }

        var because = verdict == PinVerdict.Blocked
            ? new Because("After ten wrong PINs within an hour the extension is blocked from outside.", "EXT-309")
            : new Because("Extension or PIN is wrong.", "EXT-309");
        return pin.Wrong + 1 >= LogIns
            ? Close(Prompt.LogInFailed, EndReason.NotAuthorised, "That was the third wrong log-in.", "EXT-309", [], arrival.Spoken, at)
            : Tell(Prompt.LogInFailed, new Question.User(pin.Wrong + 1), null, 0, because, arrival, at);
    }

    private static Move<SystemAccessState> Silent(SystemAccessState.Asking asking, Arrival arrival, Moment at) => asking is { Question: Question.Menu, Session.HasSwitched: true }
        ? new Move<SystemAccessState>.End(EndReason.Completed, [], new Because("The caller wants nothing more.", "NPL-127"))
        : Again(asking, new Because("The caller pressed nothing.", "NPL-124"), arrival, at);

    private static Move<SystemAccessState>.Stay Again(SystemAccessState.Asking asking, Because because, Arrival arrival, Moment at) => asking.Failures + 1 >= arrival.Waits.MostAttempts
        ? GiveUp(asking.Session, because, arrival, at)
        : Ask(asking.Question, asking.Session, asking.Failures + 1, [], arrival, at, because);

    private static Move<SystemAccessState>.Stay Refuse(Question question, Session? session, int failures, Because because, Arrival arrival, Moment at) => failures + 1 >= arrival.Waits.MostAttempts
        ? GiveUp(session, because, arrival, at)
        : Tell(Prompt.InvalidChoice, question, session, failures + 1, because, arrival, at);

    private static Move<SystemAccessState>.Stay GiveUp(Session? session, Because because, Arrival arrival, Moment at) =>
        Close(Prompt.Goodbye, EndReason.NoChoice, $"{because.Why} That was the last attempt.", "NPL-124", [], Spoken(session, arrival), at);

    private static Move<SystemAccessState>.Stay Tell(Prompt prompt, Question question, Session? session, int failures, Because because, Arrival arrival, Moment at)
    {
        var sound = Catalogue.Say(prompt, Spoken(session, arrival));
        return new(new SystemAccessState.Refusing(at.Op(0), question, session, failures, at.At + SoundLength.AtMost(sound)), [new CallCommand.Play([sound])], because);
    }

    private static Move<SystemAccessState>.Stay Ask(SystemAccessState.Refusing refusing, Arrival arrival, Moment at) =>
        Ask(refusing.Question, refusing.Session, refusing.Failures, [], arrival, at, null);

    private static Move<SystemAccessState>.Stay Ask(Question question, Session? session, int failures, ValueList<Sound> first, Arrival arrival, Moment at, Because? because)
    {
        var ask = Questions.Ask(question, first, session?.Switchable, Spoken(session, arrival), arrival.Waits);
        return new(new SystemAccessState.Asking(at.Op(0), question, session, failures, at.At + Questions.AtMost(ask)), [ask], because);
    }

    private static Move<SystemAccessState>.Stay Fail(string why, Language language, Moment at) =>
        Close(Prompt.ChangeFailed, EndReason.Failed, why, "NPL-126", [new CallCommand.RaiseAlarm($"Time configuration by telephone: {why}")], language, at);

    private static Move<SystemAccessState>.Stay Close(Prompt prompt, EndReason reason, string why, string rule, ValueList<CallCommand> first, Language language, Moment at)
    {
        var sound = Catalogue.Say(prompt, language);
        return new(
            new SystemAccessState.Closing(at.Op(first.Count), reason, why, rule, at.At + SoundLength.AtMost(sound)),
            first.Add(new CallCommand.Play([sound])),
            new Because(why, rule));
    }

    private static Move<SystemAccessState>.End End(SystemAccessState.Closing closing) => new(closing.Reason, [], new Because(closing.Why, closing.Rule), IsSaid: true);

    private static Language Spoken(Session? session, Arrival arrival) => session?.Switchable.Language ?? arrival.Spoken;

    private static Numbered? Find(Session session, int scheme)
    {
        foreach (var one in session.Switchable.Schemes.AsSpan())
        {
            if (one.Number == scheme)
            {
                return one;
            }
        }

        return null;
    }

    private static int? Number(string keys) => int.TryParse(keys, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Words(SwitchMode mode) => mode switch
    {
        SwitchMode.Temporary => "a temporary change",
        SwitchMode.Permanent => "a permanent override",
        _ => "the time configuration",
    };

    private static Because GoesBack { get; } = new("The caller goes back one question.", "NPL-125");
}
