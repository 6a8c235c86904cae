using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Forwards;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Queues;

/// <summary>How a call leaves a queue without an agent: why, where to, and what it does there.</summary>
internal sealed record Leaving(QueueConfig Config, Arrival Arrival, IDirectory Directory, Moment At)
{
    private static readonly TimeSpan RedialAfter = TimeSpan.FromSeconds(2); // QUE-297
    private static readonly TimeSpan RangAtLeast = TimeSpan.FromSeconds(5); // what ends sooner did not ring
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(45);

    /// <summary>The floor does not admit the call (QUE-254, QUE-258, QUE-271).</summary>
    public Move<QueueState> Refused(StayEnd why, ValueList<CallCommand> given) => why switch
    {
        StayEnd.RefusedNoAgent when Config.NoAgent.Count > 0 => Forward(Config.NoAgent, given, new Because("No agent is logged in.", "QUE-271", "/noAgent")),
        StayEnd.RefusedClosed => Close(Catalogue.Say(Prompt.Closed, Arrival.Language), given, new Because("The queue is closed.", "QUE-276")),
        _ => Overflow(given, why switch
        {
            StayEnd.RefusedLongestWait => new Because("Somebody has waited for too long already.", "QUE-256", "/overflowAfter"),
            StayEnd.RefusedNoAgent => new Because("No agent is logged in.", "QUE-271", "/noAgent"),
            _ => new Because("All positions are taken.", "QUE-254", "/callLimit"),
        }),
    };

    /// <summary>The floor never answered.</summary>
    public Move<QueueState> NoAnswer(bool isEntering)
    {
        ValueList<CallCommand> left = isEntering ? [Leaves(StayEnd.ForwardedTimer)] : [];
        return Config.TimerLeads
            ? TooLong(left, new Because("The call has waited too long to be admitted.", "QUE-263", "/forwardAfter"))
            : new Move<QueueState>.End(EndReason.Unavailable, left, new Because("The call could not be admitted, and nothing is set for that.", "EXT-071", "/forwardTo"));
    }

    /// <summary>The forward timer or the attempts are used up (QUE-265, QUE-269).</summary>
    public Move<QueueState> TooLong(ValueList<CallCommand> given, Because because) => Config.WaitedTooLong is { } late
        ? Forward([late], given, because with { Setting = Config.IsPersonal ? "/personalQueue/forwardTo" : "/waitedTooLong" })
        : Config.IsPersonal ? new Move<QueueState>.End(EndReason.NoAnswer, given, because with { Setting = "/personalQueue/forwardTo" })
        : Forward(Config.ForwardTo, given, because with { Setting = "/forwardTo" });

    /// <summary>No agent is logged in any more (QUE-273).</summary>
    public Move<QueueState> WithoutAgents(ValueList<CallCommand> given) => Forward(Config.NoAgent, given, new Because("No agent is logged in any more.", "QUE-273", "/noAgent"));

    /// <summary>The caller has pressed 1 (QUE-300).</summary>
    public static Move<QueueState> BreakOut(Destination to, ValueList<CallCommand> given) =>
        new Move<QueueState>.GoTo(to, given, new Because("The caller pressed 1.", "QUE-300", "/breakout"), Chosen: true, Shown: Shown);

    /// <summary>The caller hears something and is released.</summary>
    public Move<QueueState> Close(Sound message, ValueList<CallCommand> given, Because because, EndReason reason = EndReason.Closed) =>
        new Move<QueueState>.Stay(new QueueState.Saying(At.Op(given.Count), At.At + SoundLength.AtMost(message), reason), given.Add(new CallCommand.Play([message])), because);

    /// <summary>Something happened while destinations ring.</summary>
    public Move<QueueState> Step(QueueState.Forwarding forwarding, CallEvent evt) => evt switch
    {
        CallEvent.TimeReached when At.At >= forwarding.Until => new Move<QueueState>.End(EndReason.Busy, forwarding.Phones.Stop(), new Because("None of the destinations answered, and nothing else is set.", "QUE-286")),
        CallEvent.TimeReached when At.At >= forwarding.RedialAt => Redial(forwarding),
        CallEvent.TimeReached when At.At >= forwarding.LookAt => new Move<QueueState>.Stay(forwarding with { LookAt = At.At + LookEvery }, [new CallCommand.LookWhoIsThere()]),
        _ => forwarding.Phones.Step(evt, Arrival, Display, At) switch
        {
            RingingPhonesMove.Answered answered => new Move<QueueState>.Connect(
                answered.Ring, answered.Commands, new Because($"{answered.Who.Extension?.Value ?? answered.Who.Phone.Value} was the first to answer.", "QUE-281"), answered.Who.Rights),
            RingingPhonesMove.Goes goes => Consider(forwarding, goes),
            var other => throw new ArgumentOutOfRangeException(nameof(evt), other, "There are two moves."),
        },
    };

    /// <summary>When it wants to be woken.</summary>
    public static DateTimeOffset Due(QueueState.Forwarding forwarding) =>
        Instants.Earlier(Instants.Earlier(Instants.Earlier(forwarding.LookAt, forwarding.Until), forwarding.RedialAt), forwarding.Phones.Due);

    /// <summary>What the floor is told.</summary>
    public CallCommand.TellFloor Leaves(StayEnd why) => new(new FloorMessage.Leaves(why, At.At));

    private string Display => Config.DisplayFor(Arrival);

    // receivers see the caller, where the carrier does not let them the number of ours that was dialled (QUE-285)
    private static ShownNumber Shown { get; } = new(ForwardCallerId.Calling);

    private Move<QueueState> Overflow(ValueList<CallCommand> given, Because because) => Config switch
    {
        { OverflowAction: Queues.Overflow.Forward, OverflowTo: { } to } => Forward([to], given, because with { Why = $"{because.Why} The call is forwarded." }),
        { OverflowAction: Queues.Overflow.Automatic, ForwardTo.Count: > 0 } => Forward(Config.ForwardTo, given, because with { Why = $"{because.Why} The call is forwarded." }),
        _ => new Move<QueueState>.End(EndReason.Busy, given, because),
    };

    private Move<QueueState> Forward(ValueList<Destination> to, ValueList<CallCommand> given, Because because)
    {
        if (to.Count == 1 && (Config.IndividualForwards || !RingsHere(to[0])))
        {
            return new Move<QueueState>.GoTo(to[0], given, because, Shown: Shown);
        }

        var (targets, takes) = RingTarget.Of(to, Arrival, Directory);
        if (takes is not null)
        {
            return new Move<QueueState>.GoTo(takes, given, because, Shown: Shown);
        }

        if (targets.Count == 0)
        {
            return new Move<QueueState>.End(EndReason.Busy, given, new Because($"{because.Why} None of the destinations can be rung.", "QUE-286", because.Setting));
        }

        // without forwards of its own a destination rings until it is answered or the caller hangs up (QUE-295)
        DateTimeOffset? until = Config.IndividualForwards ? At.At + RingingPhone.Longest : null;
        var (phones, commands) = RingingPhones.Start(targets, At.At + RingingPhone.Longest, Display, At.After(given.Count));
        return new Move<QueueState>.Stay(new QueueState.Forwarding(phones, At.At + LookEvery, Until: until), given.AddRange(commands), because);
    }

    // a person's forwards are a destination's own: where they do not count, the phone itself is rung (QUE-295, QUE-296)
    private bool RingsHere(Destination to) => to is not Destination.ToExtension { Extension: var number } || Directory.Find(number) is not { Type.RingsOnePhone: false };

    private Move<QueueState> Consider(QueueState.Forwarding forwarding, RingingPhonesMove.Goes goes)
    {
        var phones = goes.State with { Phones = goes.State.Phones.Change(phone => phone.State == RungState.NoAnswer && At.At - phone.Since < RangAtLeast ? phone with { State = RungState.Unreachable } : phone) };
        var isAgain = !Config.IndividualForwards && phones.Any(RungState.NoAnswer);
        if (phones.Rings || isAgain)
        {
            var redial = isAgain ? forwarding.RedialAt ?? At.At + RedialAfter : (DateTimeOffset?)null;
            return new Move<QueueState>.Stay(forwarding with { Phones = phones, RedialAt = redial }, goes.Commands, goes.Because);
        }

        return new Move<QueueState>.End(EndReason.Busy, goes.Commands, new Because("All destinations are busy or cannot be reached.", "QUE-286"));
    }

    private Move<QueueState>.Stay Redial(QueueState.Forwarding forwarding)
    {
        var (phones, commands) = forwarding.Phones.Ring(forwarding.Phones.Of(RungState.NoAnswer), At.At + RingingPhone.Longest, Display, At);
        return new Move<QueueState>.Stay(forwarding with { Phones = phones, RedialAt = null }, commands, new Because("The network ended the ringing, so it is dialled again.", "QUE-297", "/individualForwards"));
    }
}
