using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;

namespace Pbx.Domain.SystemExtensions;

/// <summary>
/// The dialogue in which users log in to queues and out of them (QUE-086 to QUE-092, CFT-319), and what a feature code does without asking (QUE-094). The floor decides; what it answers is said.
/// </summary>
public sealed class QueueLoginNumber : IExtensionType<QueueLoginConfig, QueueLoginState>
{
    private const string AllOfMine = "0"; // QUE-087
    private const string Stop = "#";
    private const int Most = 6; // one key more than a number has: the stop key that follows must not be left over for the next question
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(60); // the floor, with what a crash and its alarm take

    private QueueLoginNumber()
    {
    }

    /// <inheritdoc/>
    public static string Key => "queue-login";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static QueueLoginConfig Sample { get; } = new(IsIn: true);

    /// <inheritdoc/>
    public static Move<QueueLoginState> Enter(QueueLoginConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(directory);
        return arrival.CallerExtension is not { } user ? new Move<QueueLoginState>.End(EndReason.NotAuthorised, [], new Because("No user is signed in at the phone.", "QUE-092"))
            : arrival.Keys is not { } code ? Ask(0, arrival, at, new Because($"Extension {user} is asked for a queue.", "QUE-087"))
            : QueueLogin.Find(code, directory) is { } queue ? Log(queue, isAsked: false, 0, config, user, at)
            : Close(Catalogue.Say(Prompt.NoSuchQueue, arrival.Spoken), EndReason.Unassigned, $"No queue has the feature code {code}.", "QUE-096", at);
    }

    /// <inheritdoc/>
    public static Move<QueueLoginState> Step(QueueLoginState state, CallEvent evt, QueueLoginConfig config, Arrival arrival, IDirectory directory, Moment at) => (state, evt) switch
    {
        (QueueLoginState.Asking asking, CallEvent.DigitsCollected digits) when digits.Of == asking.Op => Entered(asking, digits.Digits, config, arrival, directory, at),
        (QueueLoginState.Asking asking, CallEvent.NoDigitsCollected none) when none.Of == asking.Op => Again(asking, "The caller pressed nothing.", arrival, at),
        (QueueLoginState.Asking asking, CallEvent.CollectingFailed failed) when failed.Of == asking.Op => Again(asking, "The network could not ask.", arrival, at),
        (QueueLoginState.Asking asking, CallEvent.TimeReached) when at.At >= asking.Until => Again(asking, "The network did not tell what became of the question.", arrival, at),
        (QueueLoginState.Logging logging, CallEvent.QueuesLogged logged) when logged.Of == logging.Op => Logged(logging, logged.Queues, config, arrival, directory, at),
        (QueueLoginState.Logging logging, CallEvent.CommandRefused refused) when refused.Of == logging.Op => Fail("The floor could not be told.", arrival, at),
        (QueueLoginState.Logging logging, CallEvent.TimeReached) when at.At >= logging.Until => Fail("The floor did not answer in time.", arrival, at),
        (QueueLoginState.Refusing refusing, CallEvent.SoundEnded ended) when ended.Of == refusing.Op => Ask(refusing.Failures, arrival, at, null),
        (QueueLoginState.Refusing refusing, CallEvent.SoundFailed failed) when failed.Of == refusing.Op => Ask(refusing.Failures, arrival, at, null),
        (QueueLoginState.Refusing refusing, CallEvent.TimeReached) when at.At >= refusing.Until => Ask(refusing.Failures, arrival, at, null),
        (QueueLoginState.Closing closing, CallEvent.SoundEnded ended) when ended.Of == closing.Op => End(closing),
        (QueueLoginState.Closing closing, CallEvent.SoundFailed failed) when failed.Of == closing.Op => End(closing),
        (QueueLoginState.Closing closing, CallEvent.TimeReached) when at.At >= closing.Until => End(closing),
        _ => new Move<QueueLoginState>.Stay(state, []),
    };

    /// <inheritdoc/>
    public static DateTimeOffset? Due(QueueLoginState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(QueueLoginConfig config) => [];

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(QueueLoginConfig config, IDialPlan plan) => [];

    private static Move<QueueLoginState>.Stay Entered(QueueLoginState.Asking asking, string keys, QueueLoginConfig config, Arrival arrival, IDirectory directory, Moment at) => arrival.CallerExtension switch
    {
        { } user when keys == AllOfMine => Log(null, isAsked: true, asking.Failures, config, user, at),
        { } user when ExtensionNumber.TryParse(keys, out var number) && directory.Find(number)?.Config is QueueConfig => Log(number, isAsked: true, asking.Failures, config, user, at),
        _ => Refuse(Prompt.NoSuchQueue, asking.Failures, new Because($"There is no queue {keys}.", "QUE-088"), arrival, at),
    };

    private static Move<QueueLoginState>.Stay Log(ExtensionNumber? queue, bool isAsked, int failures, QueueLoginConfig config, ExtensionNumber user, Moment at) => new(
        new QueueLoginState.Logging(at.Op(0), isAsked, failures, at.At + AnswerWithin),
        [new CallCommand.TellFloor(new FloorMessage.Logs(at.Op(0), user, queue, config.IsIn, ByFeatureCode: !isAsked))],
        new Because($"Extension {user} wants to log {(config.IsIn ? "in to" : "out of")} {(queue is { } one ? $"queue {one}" : "all queues of which it is a member")}.", isAsked ? "QUE-087" : "QUE-094"));

    // of all own queues those are named that the user was let in to or out of; the log has the others
    private static Move<QueueLoginState>.Stay Logged(QueueLoginState.Logging logging, ValueList<QueueLogged> queues, QueueLoginConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        var said = ValueList.From(queues.Where(one => one.Answer is LoginAnswer.Done or LoginAnswer.Already).Select(one => Confirmation(one, config, arrival.Spoken, directory)));
        var why = string.Join(' ', queues.Select(one => Words(one, config, arrival)));
        if (said.Count > 0)
        {
            return Close(said, EndReason.Completed, why, queues.Any(one => one.Answer == LoginAnswer.Done) ? logging.IsAsked ? "QUE-087" : "QUE-094" : "QUE-089", at);
        }

        var (prompt, because) = (queues.Count == 0 ? null : queues[0]) switch
        {
            null => (Prompt.NoQueueOfYours, new Because("The caller is a member of no queue.", "QUE-087")),
            { Answer: LoginAnswer.Refused, Refusal: { } refusal, Queue: var queue } when arrival.CallerExtension is { } user => (
                config.IsIn ? Prompt.QueueLoginNotAllowed : Prompt.NotAuthorised, QueueLogin.Because(refusal, queue, user) with { Why = why }),
            _ => (Prompt.NoSuchQueue, new Because(why, "QUE-088")),
        };
        return logging.IsAsked
            ? Refuse(prompt, logging.Failures, because, arrival, at)
            : Close(Catalogue.Say(prompt, arrival.Spoken), EndReason.NotAuthorised, because.Why, because.Rule ?? "QUE-095", at);
    }

    private static Sound Confirmation(QueueLogged queue, QueueLoginConfig config, Language language, IDirectory directory)
    {
        var prompt = (queue.Answer, config.IsIn) switch
        {
            (LoginAnswer.Done, true) => Prompt.QueueLoggedIn,
            (LoginAnswer.Done, false) => Prompt.QueueLoggedOut,
            (_, true) => Prompt.QueueAlreadyLoggedIn,
            (_, false) => Prompt.QueueAlreadyLoggedOut,
        };
        return Catalogue.Say(prompt, language, directory.Find(queue.Queue)?.Name is { Length: > 0 } name ? name : queue.Queue.Value);
    }

    private static string Words(QueueLogged queue, QueueLoginConfig config, Arrival arrival) => queue switch
    {
        { Answer: LoginAnswer.Done } => $"Extension {arrival.CallerExtension} is logged {(config.IsIn ? "in to" : "out of")} queue {queue.Queue}.",
        { Answer: LoginAnswer.Already } => $"Extension {arrival.CallerExtension} is logged {(config.IsIn ? "in to" : "out of")} queue {queue.Queue} already.",
        { Answer: LoginAnswer.Refused, Refusal: { } refusal } when arrival.CallerExtension is { } user => QueueLogin.Because(refusal, queue.Queue, user).Why,
        _ => $"There is no queue {queue.Queue}.",
    };

    private static Move<QueueLoginState>.Stay Again(QueueLoginState.Asking asking, string why, Arrival arrival, Moment at) => asking.Failures + 1 >= arrival.Waits.MostAttempts
        ? GiveUp(why, arrival, at)
        : Ask(asking.Failures + 1, arrival, at, new Because(why, "QUE-088"));

    private static Move<QueueLoginState>.Stay Refuse(Prompt prompt, int failures, Because because, Arrival arrival, Moment at)
    {
        var sound = Catalogue.Say(prompt, arrival.Spoken);
        return failures + 1 >= arrival.Waits.MostAttempts
            ? Close([sound, Catalogue.Say(Prompt.Goodbye, arrival.Spoken)], EndReason.NoChoice, $"{because.Why} That was the last attempt.", because.Rule ?? "QUE-088", at)
            : new(new QueueLoginState.Refusing(at.Op(0), failures + 1, at.At + SoundLength.AtMost(sound)), [new CallCommand.Play([sound])], because);
    }

    private static Move<QueueLoginState>.Stay GiveUp(string why, Arrival arrival, Moment at) =>
        Close(Catalogue.Say(Prompt.Goodbye, arrival.Spoken), EndReason.NoChoice, $"{why} That was the last attempt.", "QUE-088", at);

    private static Move<QueueLoginState>.Stay Ask(int failures, Arrival arrival, Moment at, Because? because)
    {
        var sound = Catalogue.Say(Prompt.EnterQueue, arrival.Spoken);
        var ask = new CallCommand.CollectDigits([sound], Most, arrival.Waits.UntilNumberKey, arrival.Waits.BetweenNumberKeys, Stop);
        return new(new QueueLoginState.Asking(at.Op(0), failures, at.At + Questions.AtMost(ask)), [ask], because);
    }

    private static Move<QueueLoginState>.Stay Fail(string why, Arrival arrival, Moment at)
    {
        var sound = Catalogue.Say(Prompt.ChangeFailed, arrival.Spoken);
        return new(
            new QueueLoginState.Closing(at.Op(1), EndReason.Failed, why, "QUE-087", at.At + SoundLength.AtMost(sound)),
            [new CallCommand.RaiseAlarm($"Logging in to a queue by telephone: {why}"), new CallCommand.Play([sound])],
            new Because(why, "QUE-087"));
    }

    private static Move<QueueLoginState>.Stay Close(Sound sound, EndReason reason, string why, string rule, Moment at) => Close([sound], reason, why, rule, at);

    private static Move<QueueLoginState>.Stay Close(ValueList<Sound> sounds, EndReason reason, string why, string rule, Moment at) => new(
        new QueueLoginState.Closing(at.Op(0), reason, why, rule, sounds.Aggregate(at.At, (until, sound) => until + SoundLength.AtMost(sound))),
        [new CallCommand.Play(sounds)],
        new Because(why, rule));

    private static Move<QueueLoginState>.End End(QueueLoginState.Closing closing) => new(closing.Reason, [], new Because(closing.Why, closing.Rule), IsSaid: true);
}
