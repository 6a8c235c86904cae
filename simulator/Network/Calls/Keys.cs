using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Calls;

/// <summary>Whose keys are told one by one, from when on and until when.</summary>
public sealed record WatchRequest(Address Target)
{
    public string? OperationContext { get; init; }

    public string? Callback { get; init; }
}

/// <summary>Keys of a call outside of recognitions: the application sends tones, and is told of each key of somebody.</summary>
public sealed class Keys
{
    private readonly PhoneNetwork network;

    internal Keys(PhoneNetwork network) => this.network = network;

    /// <summary>Sends tones to a phone number; to anybody else the sending fails.</summary>
    public void Send(string legId, SendTonesRequest asked) => network.Do(() =>
    {
        var leg = network.ConnectedLeg(legId);
        if (asked.Tones.Count is 0 or > SendTonesRequest.Most)
        {
            throw new CallRefusedException(Refusal.Invalid, $"Between one and {SendTonesRequest.Most} tones can be sent at once, not {asked.Tones.Count}.");
        }

        var party = Possible.MustBeIn(leg.Call, asked.Target);
        if (party.Address.Kind != AddressKind.PhoneNumber)
        {
            leg.Call.Tell(NoticeType.SendDtmfTonesFailed, Outcome.NoTonesThere, asked.OperationContext, asked.Callback, by: leg);
            return;
        }

        party.Sending ??= new ToneSending(network, party);
        party.Sending.Send(asked with { By = leg });
    });

    /// <summary>From now on each key is told. Asked again, the new request takes the place of the one before, and the keys are counted on.</summary>
    public void Watch(string legId, WatchRequest asked) => network.Do(() =>
    {
        var leg = network.ConnectedLeg(legId);
        var party = Possible.MustBeIn(leg.Call, asked.Target);
        party.Watch = new KeyWatch(leg, asked.OperationContext, asked.Callback, party.Watch?.Keys ?? 0);
    });

    /// <summary>From now on keys are not told any more; told so also when they were not.</summary>
    public void StopWatching(string legId, WatchRequest asked) => network.Do(() =>
    {
        var leg = network.ConnectedLeg(legId);
        Possible.MustBeIn(leg.Call, asked.Target).Watch = null;
        leg.Call.Tell(NoticeType.ContinuousDtmfRecognitionStopped, Outcome.Done, asked.OperationContext, asked.Callback, by: leg);
    });
}
