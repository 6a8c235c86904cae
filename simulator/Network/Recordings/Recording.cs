using System.Buffers.Text;
using System.Text;
using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Network.Recordings;

/// <summary>Where a recording is.</summary>
public enum RecordingStage
{
    /// <summary>Whether its file will find a place is being looked at.</summary>
    Starting,

    Active,

    Paused,

    /// <summary>Over; its file comes a little later.</summary>
    Stopped,

    /// <summary>It never began.</summary>
    Failed,
}

/// <summary>
/// One recording of a call. It belongs to the call and not to the leg that asked for it: it goes on when the application leaves,
/// and ends with the call. Time in which it is paused is not in it.
/// </summary>
/// <remarks>
/// <code>
/// Starting --place is there, call goes on--> Active, or Paused when asked so     --otherwise--> Failed
/// Active   --pause--> Paused                 Paused --resume--> Active
/// Active, Paused --stop, or the call ends--> Stopped
/// </code>
/// </remarks>
public sealed class Recording
{
    private readonly PhoneNetwork network;
    private readonly List<Interval> intervals = [];
    private DateTimeOffset? since; // of the interval that goes on
    private Content? content;

    internal Recording(PhoneNetwork network, Conversation call, AppLeg leg, RecordingRequest asked)
    {
        this.network = network;
        (Call, Leg, Asked) = (call, leg, asked);
        Id = Base64Url.EncodeToString(Encoding.ASCII.GetBytes($$"""{"PlatformEndpointId":"{{Guid.NewGuid()}}","ResourceSpecificId":"{{Guid.NewGuid()}}"}"""));
    }

    /// <summary>The recordingId; opaque.</summary>
    public string Id { get; }

    /// <summary>The name of its file, as long as the network keeps it.</summary>
    public string DocumentId { get; } = $"0-sim-d1-{Guid.NewGuid():N}";

    public Conversation Call { get; }

    /// <summary>The leg from which it was asked for.</summary>
    public AppLeg Leg { get; }

    public RecordingRequest Asked { get; }

    public RecordingStage Stage { get; private set; } = RecordingStage.Starting;

    public bool IsOver => Stage is RecordingStage.Stopped or RecordingStage.Failed;

    /// <summary>When it began, paused or not; null before.</summary>
    public DateTimeOffset? Started { get; private set; }

    public DateTimeOffset? Stopped { get; private set; }

    /// <summary>Whether it ended because the call did.</summary>
    public bool EndedWithTheCall { get; private set; }

    /// <summary>What is in it until now, or was when it ended.</summary>
    public Content Recorded => content ?? Until(network.Now);

    /// <summary>When it was paused: between its start and its end, so that a pause that lasts ends with it, or now.</summary>
    public IReadOnlyList<Interval> Pauses
    {
        get
        {
            var pauses = new List<Interval>();
            var at = Started ?? network.Now;
            foreach (var interval in Intervals)
            {
                Add(at, interval.From);
                at = interval.To;
            }

            Add(at, Stopped ?? (since is null ? network.Now : at));
            return pauses;

            void Add(DateTimeOffset from, DateTimeOffset to)
            {
                if (to > from)
                {
                    pauses.Add(new Interval(from, to));
                }
            }
        }
    }

    private IReadOnlyList<Interval> Intervals => since is { } from ? [.. intervals, new Interval(from, network.Now)] : intervals;

    internal void Begins()
    {
        Started = network.Now;
        if (Asked.PauseOnStart)
        {
            Stage = RecordingStage.Paused;
        }
        else
        {
            Stage = RecordingStage.Active;
            since = network.Now;
        }

        TellState();
    }

    internal void Fails(string why)
    {
        Stage = RecordingStage.Failed;
        Tell(NoticeType.StartRecordingFailed, Outcome.NotRecorded(why));
    }

    /// <summary>A recording that is paused stays so, and nobody is told.</summary>
    internal void Pause()
    {
        MustHaveBegun();
        if (Stage == RecordingStage.Active)
        {
            Closes();
            Stage = RecordingStage.Paused;
            TellState();
        }
    }

    internal void Resume()
    {
        MustHaveBegun();
        if (Stage == RecordingStage.Paused)
        {
            since = network.Now;
            Stage = RecordingStage.Active;
            TellState();
        }
    }

    internal void Stops(bool withTheCall = false)
    {
        if (Stage == RecordingStage.Starting)
        {
            Fails(withTheCall ? "The call has ended." : "It was stopped before it began.");
            return;
        }

        Closes();
        Stage = RecordingStage.Stopped;
        Stopped = network.Now;
        EndedWithTheCall = withTheCall;
        content = Until(network.Now);
        TellState();
        network.RecordingEnded(this);
    }

    private void MustHaveBegun()
    {
        if (Stage == RecordingStage.Starting)
        {
            throw new CallRefusedException(Refusal.NotNow, "The recording has not begun yet.");
        }
    }

    private void Closes()
    {
        if (since is { } from && network.Now > from)
        {
            intervals.Add(new Interval(from, network.Now));
        }

        since = null;
    }

    private Content Until(DateTimeOffset now)
    {
        Address[] participants = [.. Call.Parties.Where(p => WasIn(p, now)).Select(p => p.Address).Distinct()];
        if (!Asked.Unmixed)
        {
            return new Content(new Rendering([Call.Audio.Mixed.Until(now)], Intervals), participants, []);
        }

        var channels = ChannelsUntil(participants, now);
        return new Content(
            new Rendering([.. channels.Select(who => who is not null && Call.Audio.Voices.TryGetValue(who, out var voice) ? voice.Until(now) : [])], Intervals),
            participants,
            channels);
    }

    private bool WasIn(Party party, DateTimeOffset now) =>
        party.Hearing.Until(now).Any(h => h.Sound.Kind != Media.SoundKind.NetworkRing && h.To > Started && h.From <= now);

    private Address?[] ChannelsUntil(Address[] participants, DateTimeOffset now)
    {
        var channels = new Address?[RecordingRequest.MostChannels];
        foreach (var (channel, who) in Asked.Channels)
        {
            channels[channel] = who;
        }

        foreach (var who in participants.Except(Asked.Channels.Values).OrderBy(p => FirstHeard(p, now)).ToArray())
        {
            if (Array.IndexOf(channels, null) is >= 0 and var free)
            {
                channels[free] = who;
            }
        }

        // Nobody is left out in the middle: a channel is where it was asked for.
        return channels[..Math.Max(1, Array.FindLastIndex(channels, c => c is not null) + 1)];
    }

    private DateTimeOffset FirstHeard(Address who, DateTimeOffset now) => !Call.Audio.Voices.TryGetValue(who, out var voice)
        ? DateTimeOffset.MaxValue
        : Intervals.SelectMany(i => voice.Until(now).Where(s => s.To > i.From && s.From < i.To).Select(s => s.From > i.From ? s.From : i.From))
            .Append(DateTimeOffset.MaxValue).Min();

    private void TellState() => Tell(NoticeType.RecordingStateChanged, Outcome.Done);

    private void Tell(NoticeType type, Outcome outcome)
    {
        var callback = Asked.StateCallback ?? (Leg.State == AppLegState.Disconnected ? null : Leg.Asked.CallbackUri);
        if (callback is not null)
        {
            network.Tell(new Notice(type, Leg, callback, OperationContext: null, outcome, network.Now)
            {
                Recording = new RecordingNotice(Id, Stage == RecordingStage.Active, Started),
            });
        }
    }
}

/// <summary>What is in a recording: its sound, who was in the call, and in an unmixed one whose channel is which.</summary>
public sealed record Content(Rendering Sound, IReadOnlyList<Address> Participants, IReadOnlyList<Address?> Channels);
