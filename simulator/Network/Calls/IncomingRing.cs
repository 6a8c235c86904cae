using System.Buffers.Text;
using System.Text;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Time;

namespace Pbx.Simulator.Network.Calls;

/// <summary>
/// A call that rings at the application: raised with the notice that carries its context, over as soon as somebody acts on it,
/// and after 30 seconds, when the caller gives up. A phone of the resource that is rung raises one as well; that one may be
/// answered or rejected.
/// </summary>
internal sealed class IncomingRing
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Alarm? givesUp;

    private IncomingRing(PhoneNetwork network, Conversation call, Invitation? invitation)
    {
        Call = call;
        Invitation = invitation;
        if (invitation is null)
        {
            givesUp = new Alarm(network, Patience, () => call.Ends(Outcome.CallerCancelled, "not-answered"));
        }
    }

    /// <summary>The incomingCallContext; looks like a token, and must not be looked into.</summary>
    public string Context { get; } =
        Base64Url.EncodeToString("""{"alg":"none"}"""u8) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"cc":"{{Guid.NewGuid()}}"}""")) + ".";

    public Conversation Call { get; }

    /// <summary>Set when this is the ring of a phone that was invited, not of somebody who dialled.</summary>
    public Invitation? Invitation { get; }

    public bool IsOver { get; private set; }

    public static void OfCaller(PhoneNetwork network, Conversation call)
    {
        var ring = new IncomingRing(network, call, invitation: null);
        call.Ring = ring;
        network.Raise(ring, call.To, call.From, call.DisplayName, call.Custom);
    }

    public static IncomingRing OfInvitation(PhoneNetwork network, Invitation invitation, Address from, string? name, CustomContext custom)
    {
        var ring = new IncomingRing(network, invitation.Party.Call, invitation);
        network.Raise(ring, invitation.Party.Address, from, name, custom);
        return ring;
    }

    public void Stops()
    {
        IsOver = true;
        givesUp?.Cancel();
    }
}
