using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Users;

namespace Pbx.Domain.Ringing;

/// <summary>One phone is being rung while the caller hears ring-back; shared by every extension that rings one.</summary>
/// <param name="Ring">The command that rings it.</param>
/// <param name="Sound">The command that lets the caller hear something.</param>
/// <param name="Until">When it should long have been answered or given up: the network's word is overdue then.</param>
/// <param name="ToneFailed">Whether ring-back could not be played, so that words took its place.</param>
/// <param name="Line">The line that has to have room for the call; none: nobody counts.</param>
public sealed record RingingPhone(OpId Ring, OpId Sound, PhoneAddress Phone, TimeSpan For, PhoneNumber? CallerId, DateTimeOffset Until, bool ToneFailed = false, UserLine? Line = null)
{
    /// <summary>The longest that a phone may ring (EXT-071); the network allows no more.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(180);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Starts to ring.</summary>
    public static (RingingPhone State, ValueList<CallCommand> Commands) Start(PhoneAddress phone, TimeSpan ringFor, PhoneNumber? callerId, Arrival arrival, Moment at, UserLine? line = null)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        var ringing = new RingingPhone(at.Op(1), at.Op(0), phone, ringFor, callerId, at.At + ringFor + Grace, Line: line);
        return (ringing, [RingBack, new CallCommand.RingPhone(phone, ringFor, callerId, arrival.Display, Line: line)]);
    }

    /// <summary>What an event means for the ringing.</summary>
    public RingingMove Step(CallEvent evt, Arrival arrival, Moment at)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        return evt switch
        {
            CallEvent.PhoneAnswered answered when answered.Of == Ring => new RingingMove.Answered([new CallCommand.StopSounds()]),
            CallEvent.PhoneNotReached { Why: NotReached.CallerIdRefused } refused when refused.Of == Ring && CallerId != arrival.Own => RingAsDialled(arrival, at),
            CallEvent.PhoneNotReached missed when missed.Of == Ring => new RingingMove.NotReached(missed.Why, []),
            CallEvent.TimeReached when at.At >= Until => new RingingMove.NotReached(Calls.NotReached.NoAnswer, [new CallCommand.StopRinging(Ring)]),
            CallEvent.SoundFailed failed when failed.Of == Sound && !ToneFailed => SayInstead(arrival, at),
            _ => new RingingMove.Goes(this, []),
        };
    }

    private static CallCommand.Play RingBack { get; } = new([new Sound.Signal(Tone.Ringback)], Loop: true);

    // the carrier does not let us show the caller: the number that was dialled is ours, so it may be shown (EXT-065)
    private RingingMove.Goes RingAsDialled(Arrival arrival, Moment at) => new(
        this with { Ring = at.Op(0), CallerId = arrival.Own, Until = at.At + For + Grace },
        [new CallCommand.RingPhone(Phone, For, arrival.Own, arrival.Display, Line: Line)],
        new Because("The carrier does not show the caller's number, so the dialled number is shown.", "EXT-065"));

    private RingingMove.Goes SayInstead(Arrival arrival, Moment at) => new(
        this with { Sound = at.Op(0), ToneFailed = true },
        [new CallCommand.Play([Catalogue.Say(Prompt.PleaseHold, arrival.Spoken)], Loop: true)]);
}

/// <summary>What became of a phone that is being rung.</summary>
public abstract record RingingMove
{
    private RingingMove()
    {
    }

    /// <summary>It rings on.</summary>
    public sealed record Goes(RingingPhone State, ValueList<CallCommand> Commands, Because? Because = null) : RingingMove;

    /// <summary>Somebody answered.</summary>
    public sealed record Answered(ValueList<CallCommand> Commands) : RingingMove;

    /// <summary>Nobody did.</summary>
    public sealed record NotReached(Calls.NotReached Why, ValueList<CallCommand> Commands) : RingingMove;
}
