using System.Buffers.Binary;
using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Media.Streaming;

/// <summary>
/// The sound of a call on its way to the application: what the participants say, in frames of 20 ms, one of all together or one of
/// each. What the application plays is not in it. It may be stopped and started again, each time as a new connection.
/// </summary>
/// <remarks>
/// <code>
/// idle    --start-----------> opening     --opened------> active (Started)
/// opening --not opened------> idle (Failed)
/// active  --stop, call ends-> idle (Stopped)
/// active  --lost------------> idle (Failed)
/// </code>
/// </remarks>
public sealed class AudioStream
{
    /// <summary>How much sound one frame has.</summary>
    public static readonly TimeSpan PerFrame = TimeSpan.FromMilliseconds(20);

    private static readonly int SamplesPerFrame = (int)Pcm.Samples(PerFrame);

    private readonly PhoneNetwork network;
    private readonly AppLeg leg;
    private readonly StreamingRequest asked;
    private Phase phase;
    private IStreamLine? line;
    private Alarm? next;
    private DateTimeOffset since;
    private long frames;
    private string? operationContext;
    private string? callback;

    internal AudioStream(PhoneNetwork network, AppLeg leg, StreamingRequest asked) => (this.network, this.leg, this.asked) = (network, leg, asked);

    private enum Phase
    {
        Idle,
        Opening,
        Active,
    }

    /// <summary>The id of the subscription.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    public bool IsActive => phase == Phase.Active;

    internal void CallConnected()
    {
        if (asked.StartsAtOnce)
        {
            Starts(leg.Asked.OperationContext, callbackOf: null);
        }
    }

    internal void Starts(string? context, string? callbackOf)
    {
        if (phase != Phase.Idle)
        {
            throw new CallRefusedException(Refusal.NotNow, "Media streaming has been started already.");
        }

        (operationContext, callback) = (context, callbackOf);
        phase = Phase.Opening;
        var target = new StreamTarget(asked.Address, leg.Id, leg.Call.CorrelationId);
        network.InBackground("stream", async cancel =>
        {
            var opening = await network.Settings.OpenStream(target, cancel);
            network.Do(() => Opened(opening));
        });
    }

    internal void Stops(string? context, string? callbackOf)
    {
        if (phase != Phase.Active)
        {
            throw new CallRefusedException(Refusal.NotNow, "Media streaming has not been started.");
        }

        (operationContext, callback) = (context, callbackOf);
        CallEnded();
    }

    /// <summary>The leg goes: the stream ends with it.</summary>
    internal void CallEnded()
    {
        if (phase == Phase.Active)
        {
            Tell(NoticeType.MediaStreamingStopped, StreamTurn.Stopped, Outcome.Done);
        }

        Ends();
    }

    /// <summary>Ends without a word.</summary>
    internal void Ends()
    {
        phase = Phase.Idle;
        next?.Cancel();
        line?.Close();
        line = null;
    }

    internal void Pressed(Tone tone)
    {
        if (asked.TellsKeys)
        {
            line?.Send(new StreamPacket.Key(tone));
        }
    }

    private void Opened(StreamOpening opening)
    {
        var wanted = phase == Phase.Opening && leg.State != AppLegState.Disconnected;
        switch (opening)
        {
            case StreamOpening.Opened(var open) when wanted:
                line = open;
                phase = Phase.Active;
                open.Lost = () => network.Do(() => Lost(open));
                open.Send(new StreamPacket.Metadata(Id));
                (since, frames) = (network.Now, 0);
                Tell(NoticeType.MediaStreamingStarted, StreamTurn.Started, Outcome.Done);
                SendsDue();
                break;
            case StreamOpening.Opened(var late):
                late.Close(); // the call ended while it was being opened
                break;
            case StreamOpening.Refused(var turn, var why) when wanted:
                phase = Phase.Idle;
                Tell(NoticeType.MediaStreamingFailed, turn, Outcome.StreamBroken(why));
                break;
            default:
                break;
        }
    }

    private void Lost(IStreamLine which)
    {
        if (line == which)
        {
            Ends();
            Tell(NoticeType.MediaStreamingFailed, StreamTurn.Interrupted, Outcome.StreamBroken("The web socket was closed by the other side."));
        }
    }

    // Frames that are over, also those that a late alarm left behind, and then an alarm for the end of the next one.
    private void SendsDue()
    {
        for (; since + (frames + 1) * PerFrame <= network.Now; frames++)
        {
            Sends(since + frames * PerFrame);
        }

        next = new Alarm(network, since + (frames + 1) * PerFrame - network.Now, SendsDue);
    }

    private void Sends(DateTimeOffset at)
    {
        Address[] present = [.. leg.Call.Present.Select(p => p.Address)];
        if (asked.Mixed)
        {
            Send(at, who: null, present);
            return;
        }

        foreach (var who in present)
        {
            Send(at, who, [who]);
        }
    }

    private void Send(DateTimeOffset at, Address? who, IReadOnlyList<Address> voices)
    {
        Span<int> mix = stackalloc int[SamplesPerFrame];
        Span<short> voice = stackalloc short[SamplesPerFrame];
        mix.Clear();
        foreach (var address in voices)
        {
            if (!leg.Call.Audio.Voices.TryGetValue(address, out var track))
            {
                continue;
            }

            track.Read(at, voice);
            for (var i = 0; i < mix.Length; i++)
            {
                mix[i] += voice[i];
            }
        }

        var pcm = new byte[SamplesPerFrame * sizeof(short)];
        for (var i = 0; i < mix.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(i * sizeof(short)), Pcm.Cut(mix[i]));
        }

        line?.Send(new StreamPacket.Audio(at, who, pcm, !pcm.AsSpan().ContainsAnyExcept((byte)0)));
    }

    private void Tell(NoticeType type, StreamTurn turn, Outcome outcome) =>
        leg.Call.Tell(type, outcome, operationContext, callback, n => n with { Stream = turn }, leg);
}
