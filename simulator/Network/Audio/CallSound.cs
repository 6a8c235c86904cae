using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Audio;

/// <summary>
/// What sounds in a call: all of it mixed, what each party says into it, and what each party hears. Rendering needs no time of
/// the clock: the tracks tell what was when.
/// </summary>
public sealed class CallSound
{
    private readonly PhoneNetwork network;
    private readonly Conversation call;
    private readonly Dictionary<Address, Track> voices = [];

    internal CallSound(PhoneNetwork network, Conversation call) => (this.network, this.call) = (network, call);

    /// <summary>Everything: what all parties say, keys that are pressed, and what is played to whomever.</summary>
    public Track Mixed { get; } = new();

    /// <summary>What each party says and presses, by address; also of those who have left.</summary>
    public IReadOnlyDictionary<Address, Track> Voices => voices;

    /// <summary>A key is pressed: the others hear it. Keys that are pressed at one instant sound one after the other.</summary>
    internal void Pressed(Party party, Tone tone)
    {
        party.Keys.RemoveAll(k => k.Origin + KeyTone.Apart <= network.Now);
        party.Keys.Add(new Sounding(new KeyTone(tone), party.Keys is [.., var last] ? last.Origin + KeyTone.Apart : network.Now));
        Update();
    }

    /// <summary>Works out what sounds now, after anything may have changed.</summary>
    internal void Update()
    {
        var now = network.Now;
        var mixed = new List<Sounding>();
        foreach (var party in call.Parties)
        {
            var heard = new List<Sounding>();
            if (party.State is PartyState.Calling or PartyState.Ringing)
            {
                heard.Add(new Sounding(RingTone.Endless, call.Started));
            }
            else if (party.State == PartyState.Connected)
            {
                AddHeard(party, heard, []);
                Add(mixed, heard);
                var said = new List<Sounding>();
                AddSaid(party, said, []);
                Add(mixed, said);
                VoiceOf(party.Address).Sounds(now, said);
            }

            if (party.Ear.Sounds(now, heard) && party.OtherEnd is { } otherEnd)
            {
                // What is heard at this end of the line is said at the other.
                otherEnd.Call.Audio.Update();
            }
        }

        foreach (var (address, voice) in voices)
        {
            if (!call.Present.Any(p => p.Address == address))
            {
                voice.Sounds(now, []);
            }
        }

        Mixed.Sounds(now, mixed);
    }

    private Track VoiceOf(Address address)
    {
        if (!voices.TryGetValue(address, out var voice))
        {
            voice = new Track();
            voices.Add(address, voice);
        }

        return voice;
    }

    // Lines of the network to itself could lead round in a circle: nobody is asked twice.
    private void AddHeard(Party party, List<Sounding> all, List<Party> asked)
    {
        if (party.Hearing.Current?.Audio is { } played)
        {
            Add(all, [played]);
        }

        foreach (var other in call.Present.Where(p => p != party && !party.IsOnHold))
        {
            AddSaid(other, all, asked);
        }
    }

    private static void AddSaid(Party party, List<Sounding> all, List<Party> asked)
    {
        if (asked.Contains(party) || !party.IsHeard)
        {
            return;
        }

        asked.Add(party);
        if (party.OtherEnd is { State: PartyState.Connected } otherEnd)
        {
            otherEnd.Call.Audio.AddHeard(otherEnd, all, asked);
        }

        Add(all, party.Keys);
        if (party.Speech is { } speech)
        {
            Add(all, [speech.Sounding]);
        }

        if (party.Greets is { } greeting)
        {
            Add(all, [greeting]);
        }
    }

    private static void Add(List<Sounding> all, IEnumerable<Sounding> more) => all.AddRange(more.Where(m => !all.Contains(m)));
}
