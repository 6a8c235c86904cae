using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Groups;

/// <summary>One number that rings several users at once (EXT-019, EXT-129 to EXT-142).</summary>
public sealed class Group : IExtensionType<GroupConfig, GroupState>
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    private Group()
    {
    }

    /// <inheritdoc/>
    public static string Key => "group";

    /// <inheritdoc/>
    public static bool IsKeyed => true;

    /// <inheritdoc/>
    public static bool Answers => false;

    /// <inheritdoc/>
    public static GroupConfig Sample { get; } = new(
        [ExtensionNumber.Parse("201"), ExtensionNumber.Parse("202")],
        External: new GroupForwards(NoAnswer: [new Destination.ToExtension(ExtensionNumber.Parse("600"))]),
        TransferTimeout: TimeSpan.FromSeconds(25));

    /// <inheritdoc/>
    public static Move<GroupState> Enter(GroupConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(directory);
        var forwards = config.ForwardsFor(arrival);
        if (forwards.Always.Count > 0)
        {
            return Forward(forwards.Always, [], config, arrival, directory, at, new Because("The group forwards every call.", "EXT-129", $"/{GroupConfig.SetFor(arrival)}/always"));
        }

        var members = Members(config, arrival, directory);
        if (members.Count == 0)
        {
            return Unreachable([], config, arrival, directory, at);
        }

        var timeout = forwards.NoAnswer.Count > 0 ? config.TransferTimeout ?? GroupConfig.UsualTimeout : RingingPhone.Longest;
        var (phones, commands) = RingingPhones.Start(members, at.At + timeout, Display(config, arrival), at);
        return new Move<GroupState>.Stay(
            new GroupState.Ringing(phones, at.At + timeout),
            commands,
            new Because($"{members.Count} members of {arrival.Name} are rung at once, for {timeout.TotalSeconds:0} s.", "EXT-135", "/members"));
    }

    /// <inheritdoc/>
    public static Move<GroupState> Step(GroupState state, CallEvent evt, GroupConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        return (state, evt) switch
        {
            (GroupState.Ringing ringing, CallEvent.TimeReached) when at.At >= ringing.Until => NobodyAnswered(ringing, config, arrival, directory, at),
            (GroupState.Ringing { RetryAt: { } retry } ringing, CallEvent.TimeReached) when at.At >= retry => RingAgain(ringing, config, arrival, at),
            (GroupState.Ringing ringing, _) => ringing.Phones.Step(evt, arrival, Display(config, arrival), at) switch
            {
                RingingPhonesMove.Answered answered => Connect(answered),
                RingingPhonesMove.Goes goes when at.At >= ringing.Until => NobodyAnswered(ringing with { Phones = goes.State }, config, arrival, directory, at),
                RingingPhonesMove.Goes goes => Consider(ringing, goes, config, arrival, directory, at),
                var other => throw new ArgumentOutOfRangeException(nameof(evt), other, "There are two moves."),
            },
            (GroupState.Forwarding forwarding, CallEvent.TimeReached) when at.At >= forwarding.Until =>
                new Move<GroupState>.End(EndReason.NoAnswer, forwarding.Phones.Stop(), new Because("None of the destinations answered, and nothing else is set.", "EXT-071")),
            (GroupState.Forwarding forwarding, _) => forwarding.Phones.Step(evt, arrival, Display(config, arrival), at) switch
            {
                RingingPhonesMove.Answered answered => Connect(answered),
                RingingPhonesMove.Goes { State.Rings: false } goes when at.At < forwarding.Until => ForwardFailed(goes.State),
                RingingPhonesMove.Goes goes => new Move<GroupState>.Stay(forwarding with { Phones = goes.State }, goes.Commands, goes.Because),
                var other => throw new ArgumentOutOfRangeException(nameof(evt), other, "There are two moves."),
            },
            _ => new Move<GroupState>.Stay(state, []),
        };
    }

    /// <inheritdoc/>
    public static DateTimeOffset? Due(GroupState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state switch
        {
            GroupState.Ringing ringing => Earliest(ringing.Until, ringing.RetryAt, ringing.Phones.Due),
            GroupState.Forwarding forwarding => Earliest(forwarding.Until, null, forwarding.Phones.Due),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(GroupConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.Members.Select((member, i) => new Way(new Destination.ToExtension(member), $"/members/{i}", "member"))
            .Concat(Ways(config.External, "external", "calls from outside"))
            .Concat(Ways(config.Internal, "internal", "calls of colleagues"));
    }

    /// <inheritdoc/>
    public static bool Takes(GroupConfig config) => false; // its members do

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(GroupConfig config, IDialPlan plan) => GroupCheck.Check(config, plan);

    private static IEnumerable<Way> Ways(GroupForwards? forwards, string set, string who) => forwards is null
        ? []
        : forwards.Always.Select((to, i) => new Way(to, $"/{set}/always/{i}", $"{who}: always"))
            .Concat(forwards.Busy.Select((to, i) => new Way(to, $"/{set}/busy/{i}", $"{who}: busy")))
            .Concat(forwards.NoAnswer.Select((to, i) => new Way(to, $"/{set}/noAnswer/{i}", $"{who}: no answer")));

    private static ValueList<RingTarget> Members(GroupConfig config, Arrival arrival, IDirectory directory) =>
        ValueList.From(directory.FindAll(config.Members).Select(member => RingTarget.Of(member, arrival) is { } target ? Shown(target, config, arrival) : null).OfType<RingTarget>().DistinctBy(target => target.Phone));

    private static RingTarget Shown(RingTarget target, GroupConfig config, Arrival arrival) =>
        target.CallerId is not null && config.CallerId == GroupCallerId.Called ? target with { CallerId = arrival.Own } : target;

    // the group is what its members see as the origin of the call (EXT-118)
    private static string Display(GroupConfig config, Arrival arrival) => $"{arrival.Name} {(config.CallerId == GroupCallerId.Called ? arrival.Dialled.Value : arrival.Display)}";

    private static Move<GroupState>.Connect Connect(RingingPhonesMove.Answered answered) => new(
        answered.Ring,
        answered.Commands,
        new Because($"{answered.Who.Extension?.Value ?? answered.Who.Phone.Value} was the first to answer.", "EXT-135"),
        answered.Who.Rights);

    // What to do when nobody rings any more before the time is over.
    private static Move<GroupState> Consider(GroupState.Ringing ringing, RingingPhonesMove.Goes goes, GroupConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        var phones = goes.State;
        var forwards = config.ForwardsFor(arrival);
        if (phones.Rings || ringing.RetryAt is not null)
        {
            return new Move<GroupState>.Stay(ringing with { Phones = phones }, goes.Commands, goes.Because);
        }

        var isBusy = phones.Any(RungState.Busy) || phones.Any(RungState.Declined);
        if (!isBusy && !phones.Any(RungState.NoAnswer))
        {
            return Unreachable(goes.Commands, config, arrival, directory, at);
        }

        if (isBusy && forwards.Busy.Count > 0)
        {
            return Forward(forwards.Busy, goes.Commands, config, arrival, directory, at, new Because("No member is free.", "EXT-133", $"/{GroupConfig.SetFor(arrival)}/busy"));
        }

        // those who rejected the call are left in peace
        return phones.Any(RungState.Busy) || phones.Any(RungState.NoAnswer)
            ? new Move<GroupState>.Stay(
                ringing with { Phones = phones, RetryAt = at.At + Retry },
                goes.Commands,
                new Because("No member is free: the caller waits until one is.", "EXT-133", $"/{GroupConfig.SetFor(arrival)}/busy"))
            : forwards.NoAnswer.Count > 0
                ? Forward(forwards.NoAnswer, goes.Commands, config, arrival, directory, at, new Because("Every member rejected the call.", "EXT-123", $"/{GroupConfig.SetFor(arrival)}/noAnswer"))
                : new Move<GroupState>.End(EndReason.Busy, goes.Commands, new Because("Every member rejected the call, and nothing is set for that.", "RCH-195"));
    }

    private static Move<GroupState>.Stay RingAgain(GroupState.Ringing ringing, GroupConfig config, Arrival arrival, Moment at)
    {
        var again = ValueList.From(ringing.Phones.Of(RungState.Busy).Concat(ringing.Phones.Of(RungState.NoAnswer)));
        var (phones, commands) = ringing.Phones.Ring(again, ringing.Until, Display(config, arrival), at);
        return new Move<GroupState>.Stay(ringing with { Phones = phones, RetryAt = null }, commands, new Because($"{again.Count} members who may be free now are rung.", "EXT-133", "/members"));
    }

    private static Move<GroupState> NobodyAnswered(GroupState.Ringing ringing, GroupConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        var stop = ringing.Phones.Stop();
        var forwards = config.ForwardsFor(arrival);
        return forwards.NoAnswer.Count > 0
            ? Forward(forwards.NoAnswer, stop, config, arrival, directory, at, new Because("Nobody answered in time.", "EXT-139", $"/{GroupConfig.SetFor(arrival)}/noAnswer"))
            : new Move<GroupState>.End(
                ringing.Phones.Rings || ringing.Phones.Any(RungState.NoAnswer) ? EndReason.NoAnswer : EndReason.Busy,
                stop,
                new Because("Nobody answered, and nothing is set for that.", "EXT-071", $"/{GroupConfig.SetFor(arrival)}/noAnswer"));
    }

    private static Move<GroupState> Unreachable(ValueList<CallCommand> given, GroupConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        var forwards = config.ForwardsFor(arrival);
        var setting = $"/{GroupConfig.SetFor(arrival)}/noAnswer";
        return forwards.NoAnswer.Count > 0
            ? Forward(forwards.NoAnswer, given, config, arrival, directory, at, new Because("No member can be reached.", "EXT-134", setting))
            : new Move<GroupState>.End(EndReason.Unavailable, given, new Because("No member can be reached, and nothing is set for that.", "EXT-134", setting));
    }

    private static Move<GroupState> Forward(ValueList<Destination> to, ValueList<CallCommand> given, GroupConfig config, Arrival arrival, IDirectory directory, Moment at, Because because)
    {
        var (targets, takes) = to.Count == 1 ? ([], to[0]) : RingTarget.Of(to, arrival, directory);
        if (takes is not null)
        {
            return new Move<GroupState>.GoTo(takes, given, because, Shown: config.Shown);
        }

        if (targets.Count == 0)
        {
            return new Move<GroupState>.End(EndReason.Unavailable, given, new Because($"{because.Why} None of the destinations can be rung.", "EXT-063", because.Setting));
        }

        // what an extension shows is its own affair
        var shown = targets.Change(target => target.Extension is null ? Shown(target, config, arrival) : target);
        var (phones, commands) = RingingPhones.Start(shown, at.At + RingingPhone.Longest, Display(config, arrival), at.After(given.Count));
        return new Move<GroupState>.Stay(
            new GroupState.Forwarding(phones, at.At + RingingPhone.Longest),
            given.AddRange(commands),
            new Because($"{because.Why} {targets.Count} destinations are rung at once.", "EXT-059", because.Setting));
    }

    private static Move<GroupState>.End ForwardFailed(RingingPhones phones)
    {
        var reason = phones.Any(RungState.NoAnswer) ? EndReason.NoAnswer : phones.Any(RungState.Busy) || phones.Any(RungState.Declined) ? EndReason.Busy : EndReason.Unavailable;
        return new Move<GroupState>.End(reason, [], new Because("None of the destinations was reached, and nothing else is set.", "EXT-063"));
    }

    private static DateTimeOffset Earliest(DateTimeOffset until, DateTimeOffset? retry, DateTimeOffset? phones)
    {
        var due = retry < until ? retry.Value : until;
        return phones < due ? phones.Value : due;
    }
}
