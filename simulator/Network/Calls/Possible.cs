using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Network.Calls;

/// <summary>Refuses what the network cannot be asked for, and finds what requests name.</summary>
internal static class Possible
{
    public static AppLeg Leg(this PhoneNetwork network, string legId) => network.Legs.TryGetValue(legId, out var leg)
        ? leg
        : throw new CallRefusedException(Refusal.NotThere, $"Call not found, key: {legId}.");

    public static AppLeg ConnectedLeg(this PhoneNetwork network, string legId)
    {
        var leg = network.Leg(legId);
        return leg.State == AppLegState.Connected
            ? leg
            : throw new CallRefusedException(Refusal.NotNow, "The action is not valid while the call is connecting.");
    }

    public static Party MustBeIn(Conversation call, Address who) =>
        call.PresentAt(who) ?? throw new CallRefusedException(Refusal.NotThere, $"{who} is not in the call.");

    public static void MustNotBeIn(Conversation call, Address who)
    {
        if (call.Parties.Any(p => p.Address == who && p.State != PartyState.Left))
        {
            throw new CallRefusedException(Refusal.Invalid, $"{who} is in the call or being invited already.");
        }
    }

    public static void MustBeRingable(InvitationRequest asked)
    {
        MustBeRingable(asked.Target);
        if (asked is { Target.Kind: AddressKind.PhoneNumber, CallerId: null })
        {
            throw new CallRefusedException(Refusal.Invalid, "sourceCallerIdNumber is required to call a phone number.");
        }
    }

    public static void MustBeRingable(Address target)
    {
        if (target.Kind == AddressKind.Unknown)
        {
            throw new CallRefusedException(Refusal.Invalid, $"'{target}' is not an identifier that can be called.");
        }

        if (target.Kind == AddressKind.PhoneNumber && !target.IsDiallableNumber)
        {
            throw new CallRefusedException(Refusal.Invalid, $"'{target.Number}' is not a phone number in E.164 format.");
        }
    }

    /// <summary>Words are recognised with the speech service only.</summary>
    public static void MustBeAbleToHear(AppLeg leg, RecognizeInput input)
    {
        if (!leg.Asked.CanSpeak && input != RecognizeInput.Keys)
        {
            throw new CallRefusedException(Refusal.Invalid, "Speech is recognised with callIntelligenceOptions.cognitiveServicesEndpoint only, when the call is created or answered.");
        }
    }

    public static void MustBeAbleToSpeak(AppLeg leg, IReadOnlyList<PlaySource> sources)
    {
        if (!leg.Asked.CanSpeak && sources.Any(s => s.IsSpoken))
        {
            throw new CallRefusedException(Refusal.Invalid, "Text and SSML need callIntelligenceOptions.cognitiveServicesEndpoint when the call is created or answered.");
        }
    }
}
