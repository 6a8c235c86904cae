using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.PersonalQueues;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Queues;

/// <summary>
/// Callers wait until an agent is free (EXT-021, file 03). What one call does in it: who is admitted, who comes first and who is offered to whom is decided by the floor of the account, which the call
/// tells what it does, and which tells it whom to ring.
/// </summary>
public sealed class Queue : IExtensionType<QueueConfig, QueueState>
{
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(15); // what the floor does not answer is said again

    private Queue()
    {
    }

    /// <inheritdoc/>
    public static string Key => "queue";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static QueueConfig Sample { get; } = new(
        [new QueueMember(ExtensionNumber.Parse("201")), new QueueMember(ExtensionNumber.Parse("202"), RingFor: TimeSpan.FromSeconds(15))],
        AnnouncesPosition: true,
        Breakout: Destination.Read("200"),
        ForwardTo: [Destination.Parse("200")],
        ForwardAfter: TimeSpan.FromMinutes(5));

    /// <inheritdoc/>
    public static Move<QueueState> Enter(QueueConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        if (config.Ringback)
        {
            return new Move<QueueState>.Stay(
                new QueueState.Asking(at.At, at.At + SayEvery, GiveUpAt(config, at.At)),
                [new CallCommand.TellFloor(new FloorMessage.Asks(Own(arrival)))],
                new Because("It is asked whether the call would be admitted, before ring-back is heard.", "QUE-262", "/ringback"));
        }

        return AskForPosition(at.At, config, arrival, at, new Because("The call asks for a position.", "QUE-261"));
    }

    /// <inheritdoc/>
    public static Move<QueueState> Step(QueueState state, CallEvent evt, QueueConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(directory);
        var newest = Newest(config, arrival, directory);
        return (state, evt) switch
        {
            (QueueState.Asking asking, CallEvent.QueueAdmits admits) when admits.Queue == arrival.Number => RingBack(asking, at),
            (QueueState.Asking, CallEvent.QueueRefuses refuses) when refuses.Queue == arrival.Number => new Leaving(newest, arrival, directory, at).Refused(refuses.Why, []),
            (QueueState.Asking asking, CallEvent.TimeReached) when at.At >= asking.GiveUpAt => new Leaving(newest, arrival, directory, at).NoAnswer(isEntering: false),
            (QueueState.Asking asking, CallEvent.TimeReached) when at.At >= asking.SayAt => AskAgain(asking, arrival, at),
            (QueueState.RingingBack back, CallEvent.SoundEnded ended) when ended.Of == back.Sound => AskForPosition(back.Arrived, newest, arrival, at, null),
            (QueueState.RingingBack back, CallEvent.SoundFailed failed) when failed.Of == back.Sound => AskForPosition(back.Arrived, newest, arrival, at, null),
            (QueueState.RingingBack back, CallEvent.TimeReached) when at.At >= back.Until => AskForPosition(back.Arrived, newest, arrival, at, null),
            (QueueState.Entering entering, CallEvent.QueueAdmits { HasEntered: true } admits) when admits.Queue == arrival.Number => new WaitingTurn(newest, arrival, directory, at).Begin(entering, admits.IsFree),
            (QueueState.Entering, CallEvent.QueueRefuses refuses) when refuses.Queue == arrival.Number => new Leaving(newest, arrival, directory, at).Refused(refuses.Why, []),
            (QueueState.Entering entering, CallEvent.AgentsOffered offered) => new WaitingTurn(newest, arrival, directory, at).BeginOffered(entering, offered), // overtook the word that it is admitted
            (QueueState.Entering entering, CallEvent.TimeReached) when at.At >= entering.GiveUpAt => new Leaving(newest, arrival, directory, at).NoAnswer(isEntering: true),
            (QueueState.Entering entering, CallEvent.TimeReached) when at.At >= entering.SayAt => EnterAgain(entering, newest, arrival, at),
            (QueueState.PickedUp pickedUp, _) => new TakingOver(newest, arrival, directory, at).Step(pickedUp, evt),
            (QueueState.Waiting waiting, CallEvent.PickedUp pickedUp) => new TakingOver(newest, arrival, directory, at).Begin(waiting, pickedUp),
            (_, CallEvent.PickedUp pickedUp) => new Move<QueueState>.Stay(state, [TakingOver.Failed(pickedUp.Offer)]),
            (QueueState.Waiting waiting, CallEvent.TakeBackAsked asked) when newest.IsPersonal => new TakingBack(newest, arrival, directory, at).Begin(waiting, asked.By),
            (QueueState.TakingBack taking, _) => new TakingBack(newest, arrival, directory, at).Step(taking, evt),
            (QueueState.Waiting waiting, _) => new WaitingTurn(newest, arrival, directory, at).Step(waiting, evt),
            (QueueState.Forwarding forwarding, _) => new Leaving(newest, arrival, directory, at).Step(forwarding, evt),
            (QueueState.Prompting or QueueState.Dialling or QueueState.Regretting, _) => new CallingBack(newest, arrival, directory, at).Step(state, evt),
            (QueueState.Saying saying, CallEvent.SoundEnded ended) when ended.Of == saying.Sound => Said(saying),
            (QueueState.Saying saying, CallEvent.SoundFailed failed) when failed.Of == saying.Sound => Said(saying),
            (QueueState.Saying saying, CallEvent.TimeReached) when at.At >= saying.Until => Said(saying),
            _ => new Move<QueueState>.Stay(state, []),
        };
    }

    /// <inheritdoc/>
    public static DateTimeOffset? Due(QueueState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state switch
        {
            QueueState.Asking asking => Instants.Earlier(asking.SayAt, asking.GiveUpAt),
            QueueState.RingingBack back => back.Until,
            QueueState.Entering entering => Instants.Earlier(entering.SayAt, entering.GiveUpAt),
            QueueState.Waiting waiting => waiting.WakeAt,
            QueueState.PickedUp pickedUp => pickedUp.Until,
            QueueState.Forwarding forwarding => Leaving.Due(forwarding),
            QueueState.Saying saying => saying.Until,
            QueueState.Prompting prompting => prompting.Until,
            QueueState.Dialling dialling => dialling.Phone.Until,
            QueueState.Regretting regretting => regretting.Until,
            QueueState.TakingBack taking => taking.Phones.Due,
            _ => null,
        };
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(QueueConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.Members.Select((member, i) => new Way(new Destination.ToExtension(member.Agent), $"/members/{i}/agent", "agent"))
            .Concat(config.Breakout is { } breakout ? [new Way(breakout, "/breakout", "key 1", IsChosen: true)] : [])
            .Concat(Several(config.NoAgent, "/noAgent", "no agent is logged in"))
            .Concat(config.OverflowTo is { } overflow ? [new Way(overflow, "/overflowTo", "not admitted", ByTime: true)] : [])
            .Concat(config.WaitedTooLong is { } late ? [new Way(late, "/waitedTooLong", "waited too long", ByTime: true)] : [])
            .Concat(Several(config.ForwardTo, "/forwardTo", config.WaitedTooLong is null ? "not admitted, or waited too long" : "not admitted"));
    }

    /// <inheritdoc/>
    public static bool Takes(QueueConfig config) => config is { IsClosed: false } or { UserGroups.Count: > 0 }; // who may log in need not be a member yet

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(QueueConfig config, IDialPlan plan) => QueueCheck.Check(config, plan);

    // agents answer meanwhile, so nobody is caught in a circle of forwards (QUE-287)
    private static IEnumerable<Way> Several(ValueList<Destination> destinations, string at, string when) => destinations.Select((to, i) => new Way(to, $"{at}/{i}", when, ByTime: true));

    // a saved change counts from the next decision on (QUE-492)
    private static QueueConfig Newest(QueueConfig entered, Arrival arrival, IDirectory directory) =>
        arrival.Number is { } number && directory.Find(number) is { } found && PersonalQueue.QueueOf(found) is { } newest && newest.IsPersonal == entered.IsPersonal ? newest : entered;

    internal static ExtensionNumber Own(Arrival arrival) => arrival.Number ?? throw new InvalidOperationException("A queue has a number.");

    internal static CallCommand.TellFloor Enters(DateTimeOffset entered, DateTimeOffset arrived, Arrival arrival, bool listens) =>
        new(new FloorMessage.Enters(Own(arrival), entered, arrived, arrival.Caller, arrival.CallerName, listens));

    private static DateTimeOffset GiveUpAt(QueueConfig config, DateTimeOffset from) => from + (config.TimerLeads ? config.ForwardsAfter : Ringing.RingingPhone.Longest);

    private static Move<QueueState>.Stay RingBack(QueueState.Asking asking, Moment at)
    {
        var tone = new Sound.Signal(Tone.Ringback);
        return new Move<QueueState>.Stay(
            new QueueState.RingingBack(asking.Arrived, at.Op(0), at.At + SoundLength.AtMost(tone)),
            [new CallCommand.Play([tone])],
            new Because("Ring-back is heard once.", "QUE-211", "/ringback"));
    }

    private static Move<QueueState>.Stay AskAgain(QueueState.Asking asking, Arrival arrival, Moment at) =>
        new(asking with { SayAt = at.At + SayEvery }, [new CallCommand.TellFloor(new FloorMessage.Asks(Own(arrival)))]);

    private static Move<QueueState>.Stay AskForPosition(DateTimeOffset arrived, QueueConfig config, Arrival arrival, Moment at, Because? because) => new(
        new QueueState.Entering(arrived, at.At, at.At + SayEvery, GiveUpAt(config, at.At)),
        [Enters(at.At, arrived, arrival, config.Introduction is not null)],
        because);

    // nobody waits in silence for long
    private static Move<QueueState>.Stay EnterAgain(QueueState.Entering entering, QueueConfig config, Arrival arrival, Moment at) => new(
        entering with { SayAt = at.At + SayEvery },
        [Enters(entering.Entered, entering.Arrived, arrival, config.Introduction is not null), new CallCommand.Play([new Sound.Signal(Tone.Ringback)], Loop: true)]);

    private static Move<QueueState>.End Said(QueueState.Saying saying) => new(saying.Reason, [], new Because("The caller has heard why."), IsSaid: true);
}

/// <summary>Comparisons of instants.</summary>
internal static class Instants
{
    public static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}
