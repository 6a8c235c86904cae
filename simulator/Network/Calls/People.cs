using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Calls;

/// <summary>
/// What persons at phones do: dial, answer, decline, press keys, speak, hang up. Whatever cannot be done at that moment is
/// refused with <see cref="CallRefusedException"/>.
/// </summary>
public sealed class People
{
    private readonly PhoneNetwork network;

    internal People(PhoneNetwork network) => this.network = network;

    /// <summary>Somebody out in the world dials a number of the resource.</summary>
    public Conversation Call(Address from, Address to, string? displayName) => network.Do(() =>
    {
        if (to.Number is not null && !network.Trunks.Owns(to))
        {
            throw new CallRefusedException(
                Refusal.Invalid,
                $"{to.Number} is not a number of the resource, so this call would not reach the application. Calls from phone to phone are not simulated.");
        }

        return Ring(from, to, displayName, CustomContext.None);
    });

    /// <summary>Somebody dials at a phone that is connected to the application: whatever is dialled there reaches it.</summary>
    public Conversation Dial(Address at, Address to, string? displayName, CustomContext custom) =>
        network.Do(() => Ring(at, to, displayName, custom));

    /// <summary>A phone behaves like this from now on, also when it rings already.</summary>
    public void Behave(Address address, Behaviour behaviour) => network.Do(() =>
    {
        var phone = network.PhoneAt(address);
        phone.Behaviour = behaviour;
        foreach (var ringing in phone.Parties.Where(p => p.State == PartyState.Ringing).ToArray())
        {
            ringing.Invitation?.Behaves();
        }
    });

    public void Answer(Address address) => network.Do(() => Ringing(address).Answered());

    public void Decline(Address address) => network.Do(() => Ringing(address).Declined());

    /// <summary>Hangs up the call that goes on there, or gives up the one that was dialled there.</summary>
    public void HangUp(Address address) => network.Do(() =>
    {
        var phone = network.PhoneAt(address);
        HangUp(phone.Talking ?? phone.Calling ?? throw new CallRefusedException(
            Refusal.NotNow,
            phone.Ringing is null ? $"{address} is not in a call." : $"{address} only rings: decline it."));
    });

    public void HangUp(Conversation call) => network.Do(() => HangUp(
        call.Person.Latest is { State: not PartyState.Left } person ? person : throw new CallRefusedException(Refusal.NotNow, "The call has ended.")));

    /// <summary>Mutes the phone in the call that goes on there, or ends that: whoever muted it, only the phone itself can undo it.</summary>
    public void Mute(Address address, bool muted) => network.Do(() =>
    {
        var party = Talking(address);
        if (party.IsMuted != muted)
        {
            party.IsMuted = muted;
            party.Call.RosterChanged();
        }
    });

    /// <summary>Presses keys, all at this instant.</summary>
    public void Press(Address address, IReadOnlyList<Tone> tones) => network.Do(() => Press(Talking(address), tones));

    public void Press(Conversation call, IReadOnlyList<Tone> tones) => network.Do(() => Press(Talking(call), tones));

    /// <summary>Speaks for some time: the others hear the voice of the phone, and what recognises speech takes it for the words.</summary>
    public void Speak(Address address, TimeSpan time, string? words = null) => network.Do(() => Speak(Talking(address), time, words));

    public void Speak(Conversation call, TimeSpan time, string? words = null) => network.Do(() => Speak(Talking(call), time, words));

    /// <summary>Plays a file into the phone: the others hear it as long as it lasts. One that cannot be fetched is refused.</summary>
    public Task Speak(Address address, string file, string? words = null) => Speak(() => Talking(address), file, words);

    public Task Speak(Conversation call, string file, string? words = null) => Speak(() => Talking(call), file, words);

    private Conversation Ring(Address from, Address to, string? displayName, CustomContext custom)
    {
        var call = new Conversation(network, from, to, displayName, custom);
        call.AddParty(from == Address.Anonymous ? new Phone(from) : network.PhoneAt(from), PartyState.Calling, caller: null);
        network.Calls.Add(call);
        IncomingRing.OfCaller(network, call);
        return call;
    }

    private Invitation Ringing(Address address) => network.PhoneAt(address).Ringing?.Invitation
        ?? throw new CallRefusedException(Refusal.NotNow, $"{address} does not ring.");

    private Party Talking(Address address) => network.PhoneAt(address).Talking
        ?? throw new CallRefusedException(Refusal.NotNow, $"{address} is not in a call that was answered.");

    private static Party Talking(Conversation call) => call.Person.Latest is { State: PartyState.Connected } person
        ? person
        : throw new CallRefusedException(Refusal.NotNow, call.Stage == CallStage.Ringing ? "The call has not been answered." : "The call has ended.");

    private static void HangUp(Party party) => party.Call.Leaves(
        party,
        party.State == PartyState.Calling ? Outcome.CallerCancelled : Outcome.RemoteHungUp(party.Address),
        party.State == PartyState.Calling ? "gave-up" : "left");

    private static void Press(Party party, IReadOnlyList<Tone> tones)
    {
        foreach (var tone in tones)
        {
            party.Call.Pressed(party, tone);
        }
    }

    private void Speak(Party party, TimeSpan time, string? words) =>
        Speak(party, new Speech(File: null, new Sounding(party.Phone.Voice, network.Now), words), time);

    private void Speak(Party party, Speech speech, TimeSpan time)
    {
        party.Speech = speech;
        party.Call.Spoke(party, speech.Words);
        _ = new Alarm(network, time, () =>
        {
            // unless it says something else by now
            var now = party.Latest;
            if (ReferenceEquals(now.Speech, speech))
            {
                now.Speech = null;
                now.Call.FellSilent(now);
            }
        });
    }

    private async Task Speak(Func<Party> who, string file, string? words)
    {
        network.Read(_ => who());
        var playable = await network.Settings.Fetch(file, null, AudioFormats.Any, CancellationToken.None) switch
        {
            FetchedAudio.Playable known => known,
            FetchedAudio.NotFetched(var why) => throw new CallRefusedException(Refusal.Invalid, why),
            FetchedAudio.NotPlayable(var why) => throw new CallRefusedException(Refusal.Invalid, why),
            _ => throw new InvalidOperationException("Unknown audio."),
        };
        network.Do(() => Speak(who(), new Speech(file, new Sounding(playable.Wave, network.Now), words), playable.Length));
    }
}
