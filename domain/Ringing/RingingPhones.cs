using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Ringing;

/// <summary>
/// Several phones are rung while the caller hears ring-back; the first that answers has the call, and the others are taken back (docs/azure/notes.md, section 6). A second answer that crosses is
/// undone by the call machine.
/// </summary>
/// <param name="Phones">Every phone that was rung, each once, with what became of it.</param>
/// <param name="Sound">The command that lets the caller hear something.</param>
/// <param name="ToneFailed">Whether ring-back could not be played, so that words took its place.</param>
public sealed record RingingPhones(ValueList<RungPhone> Phones, OpId Sound, bool ToneFailed = false)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Whether a phone rings.</summary>
    [JsonIgnore]
    public bool Rings => Any(RungState.Ringing);

    /// <summary>By when the network should have told of one of them.</summary>
    [JsonIgnore]
    public DateTimeOffset? Due
    {
        get
        {
            DateTimeOffset? due = null;
            foreach (var phone in Phones.AsSpan())
            {
                due = phone.State == RungState.Ringing && (due is null || phone.Until < due) ? phone.Until : due;
            }

            return due;
        }
    }

    /// <summary>Lets the caller hear ring-back and rings the first phones.</summary>
    /// <param name="until">By when each of them stops; the network lets none ring longer than 180 s.</param>
    /// <param name="display">What they show.</param>
    public static (RingingPhones State, ValueList<CallCommand> Commands) Start(ValueList<RingTarget> targets, DateTimeOffset until, string display, Moment at)
    {
        var (state, commands) = new RingingPhones([], at.Op(0)).Ring(targets, until, display, at.After(1));
        return (state, ValueList.From(commands.Prepend(RingBack)));
    }

    /// <summary>Rings more phones, or phones again that were rung before.</summary>
    public (RingingPhones State, ValueList<CallCommand> Commands) Ring(ValueList<RingTarget> targets, DateTimeOffset until, string display, Moment at)
    {
        var ringFor = until - at.At < RingingPhone.Longest ? until - at.At : RingingPhone.Longest;
        var phones = Phones.Where(phone => !targets.Any(target => target.Phone == phone.Target.Phone)).ToList();
        var commands = new List<CallCommand>(targets.Count);
        foreach (var target in targets)
        {
            phones.Add(new RungPhone(target, at.Op(commands.Count), at.At, at.At + ringFor + Grace));
            commands.Add(new CallCommand.RingPhone(target.Phone, ringFor, target.CallerId, display, target.Extension, target.Line));
        }

        return (this with { Phones = ValueList.From(phones) }, ValueList.From(commands));
    }

    /// <summary>What an event means for the ringing.</summary>
    public RingingPhonesMove Step(CallEvent evt, Arrival arrival, string display, Moment at)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        return evt switch
        {
            CallEvent.PhoneAnswered answered when Rung(answered.Of) is { } phone => new RingingPhonesMove.Answered(phone.Target, phone.Ring, ValueList.From(Stop(except: phone.Ring).Prepend(new CallCommand.StopSounds()))),
            CallEvent.PhoneNotReached { Why: NotReached.CallerIdRefused } refused when Rung(refused.Of) is { } phone && phone.Target.CallerId != arrival.Own => RingAsDialled(phone, arrival, display, at),
            CallEvent.PhoneNotReached missed when Rung(missed.Of) is { } phone => new RingingPhonesMove.Goes(With(phone with { State = RungPhone.StateOf(missed.Why) }), []),
            CallEvent.TimeReached when Due <= at.At => Overdue(at),
            CallEvent.SoundFailed failed when failed.Of == Sound && !ToneFailed => new RingingPhonesMove.Goes(
                this with { Sound = at.Op(0), ToneFailed = true },
                [new CallCommand.Play([Catalogue.Say(Prompt.PleaseHold, arrival.Spoken)], Loop: true)]),
            _ => new RingingPhonesMove.Goes(this, []),
        };
    }

    /// <summary>Takes back whatever still rings.</summary>
    public ValueList<CallCommand> Stop(OpId? except = null) =>
        ValueList.From<CallCommand>(Phones.Where(phone => phone.State == RungState.Ringing && phone.Ring != except).Select(phone => new CallCommand.StopRinging(phone.Ring)));

    /// <summary>What still rings counts as not answered: its ringing is being taken back.</summary>
    public RingingPhones GivenUp() => this with { Phones = Phones.Change(phone => phone.State == RungState.Ringing ? phone with { State = RungState.NoAnswer } : phone) };

    /// <summary>Whether something became of a phone.</summary>
    public bool Any(RungState state)
    {
        foreach (var phone in Phones.AsSpan())
        {
            if (phone.State == state)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The phones of which something became.</summary>
    public ValueList<RingTarget> Of(RungState state) => ValueList.From(Phones.Where(phone => phone.State == state).Select(phone => phone.Target));

    private static CallCommand.Play RingBack { get; } = new([new Sound.Signal(Tone.Ringback)], Loop: true);

    private RungPhone? Rung(OpId ring)
    {
        foreach (var phone in Phones.AsSpan())
        {
            if (phone.Ring == ring && phone.State == RungState.Ringing)
            {
                return phone;
            }
        }

        return null;
    }

    private RingingPhones With(RungPhone changed) => this with { Phones = Phones.Change(phone => phone.Ring == changed.Ring ? changed : phone) };

    // the carrier does not let us show the caller: a number of ours may be shown (EXT-065)
    private RingingPhonesMove.Goes RingAsDialled(RungPhone phone, Arrival arrival, string display, Moment at)
    {
        var ringFor = phone.Until - Grace - at.At;
        return ringFor <= TimeSpan.Zero
            ? new RingingPhonesMove.Goes(With(phone with { State = RungState.NoAnswer }), [])
            : new RingingPhonesMove.Goes(
                this with { Phones = Phones.Change(one => one.Ring == phone.Ring ? phone with { Target = phone.Target with { CallerId = arrival.Own }, Ring = at.Op(0) } : one) },
                [new CallCommand.RingPhone(phone.Target.Phone, ringFor, arrival.Own, display, phone.Target.Extension, phone.Target.Line)],
                new Because("The carrier does not show the caller's number, so the dialled number is shown.", "EXT-065"));
    }

    private RingingPhonesMove.Goes Overdue(Moment at)
    {
        var late = Phones.Where(phone => phone.State == RungState.Ringing && phone.Until <= at.At).Select(phone => phone.Ring).ToHashSet();
        return new RingingPhonesMove.Goes(
            this with { Phones = Phones.Change(phone => late.Contains(phone.Ring) ? phone with { State = RungState.NoAnswer } : phone) },
            ValueList.From<CallCommand>(late.Select(ring => new CallCommand.StopRinging(ring))));
    }
}

/// <summary>A phone that is rung together with others.</summary>
/// <param name="Ring">The command that rings it.</param>
/// <param name="Since">When it began to ring.</param>
/// <param name="Until">When the network's word is overdue.</param>
public sealed record RungPhone(RingTarget Target, OpId Ring, DateTimeOffset Since, DateTimeOffset Until, RungState State = RungState.Ringing)
{
    /// <summary>What a failure says of a phone.</summary>
    public static RungState StateOf(NotReached why) => why switch
    {
        NotReached.Busy => RungState.Busy,
        NotReached.Declined => RungState.Declined,
        NotReached.NoAnswer or NotReached.Withdrawn => RungState.NoAnswer,
        _ => RungState.Unreachable,
    };
}

/// <summary>What became of a phone that was rung.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RungState>))]
public enum RungState
{
    /// <summary>It rings.</summary>
    [JsonStringEnumMemberName("ringing")]
    Ringing,

    /// <summary>It is engaged, and may become free.</summary>
    [JsonStringEnumMemberName("busy")]
    Busy,

    /// <summary>Its user rejected the call: busy too, but not asked again (RCH-195).</summary>
    [JsonStringEnumMemberName("declined")]
    Declined,

    /// <summary>It rang, and nobody answered.</summary>
    [JsonStringEnumMemberName("no-answer")]
    NoAnswer,

    /// <summary>The network has no way to it.</summary>
    [JsonStringEnumMemberName("unreachable")]
    Unreachable,
}

/// <summary>What became of several phones that are being rung.</summary>
public abstract record RingingPhonesMove
{
    private RingingPhonesMove()
    {
    }

    /// <summary>They ring on, or none does any more.</summary>
    public sealed record Goes(RingingPhones State, ValueList<CallCommand> Commands, Because? Because = null) : RingingPhonesMove;

    /// <summary>One was answered; the commands take the others back.</summary>
    public sealed record Answered(RingTarget Who, OpId Ring, ValueList<CallCommand> Commands) : RingingPhonesMove;
}
