using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Network.Calls;

/// <summary>Whom the application puts on hold, and what plays there meanwhile; silence without music.</summary>
public sealed record HoldRequest(Address Target)
{
    public PlaySource? Music { get; init; }

    public string? OperationContext { get; init; }

    public string? Callback { get; init; }
}

/// <summary>
/// Who is heard in a call: the application mutes, holds and takes back from hold. Only a failed hold has an event of its own;
/// what was done is seen in ParticipantsUpdated. Unmuting is the phone's own business (<see cref="People.Mute"/>).
/// </summary>
public sealed class Floor
{
    private readonly PhoneNetwork network;

    internal Floor(PhoneNetwork network) => this.network = network;

    /// <summary>Mutes identities of the resource; nobody is muted when one of them is not in the call or of another kind.</summary>
    public void Mute(string legId, IReadOnlyList<Address> who) => network.Do(() =>
    {
        var call = network.ConnectedLeg(legId).Call;
        Party[] parties = [.. who.Select(a => Possible.MustBeIn(call, a))];
        if (who.Count == 0 || who.FirstOrDefault(a => a.Kind != AddressKind.CommunicationUser) is not null)
        {
            throw new CallRefusedException(Refusal.Invalid, "Only communication users can be muted, and at least one must be named.");
        }

        if (parties.Any(p => !p.IsMuted))
        {
            foreach (var party in parties)
            {
                party.IsMuted = true;
            }

            call.RosterChanged();
        }
    });

    /// <summary>Puts somebody on hold, once the music has been fetched; again, with other music.</summary>
    public void Hold(string legId, HoldRequest asked) => network.Do(() =>
    {
        var leg = network.ConnectedLeg(legId);
        if (asked.Music is { } source)
        {
            Possible.MustBeAbleToSpeak(leg, [source]);
        }

        if (leg.Call.PresentAt(asked.Target) is not { } party)
        {
            Fails(leg, asked, Outcome.NotInCall);
            return;
        }

        party.Hold?.Ends();
        if (asked.Music is { } music)
        {
            var playback = new Playback(network, leg.Call, [music], loop: true, asked.OperationContext);
            var hold = party.Hold = new Holding(playback);
            playback.Start(leg.Call.RosterChanged, completed: () => { }, failed: (outcome, _) =>
            {
                if (party.Hold == hold)
                {
                    party.Hold = null;
                }

                Fails(leg, asked, outcome);
                leg.Call.RosterChanged();
            });
            leg.Call.Hear();
        }
        else
        {
            party.Hold = new Holding(music: null);
            leg.Call.RosterChanged();
        }
    });

    /// <summary>Brings somebody back into the call.</summary>
    public void Unhold(string legId, HoldRequest asked) => network.Do(() =>
    {
        var leg = network.ConnectedLeg(legId);
        if (leg.Call.PresentAt(asked.Target) is not { Hold: { } hold } party)
        {
            Fails(leg, asked, leg.Call.PresentAt(asked.Target) is null ? Outcome.NotInCall : Outcome.NotOnHold);
            return;
        }

        hold.Ends();
        party.Hold = null;
        leg.Call.RosterChanged();
    });

    private static void Fails(AppLeg leg, HoldRequest asked, Outcome outcome) =>
        leg.Call.Tell(NoticeType.HoldFailed, outcome, asked.OperationContext, asked.Callback, by: leg);
}
