using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Network.Calls;

/// <summary>Who is transferred to whom. In a call with one other party that one is meant when nobody is named.</summary>
public sealed record TransferRequest(InvitationRequest To)
{
    public Address? Transferee { get; init; }
}

/// <summary>Who is moved from which other call of the application, by its callConnectionId.</summary>
public sealed record MoveRequest(IReadOnlyList<Address> Targets, string FromCall)
{
    public string? OperationContext { get; init; }

    public string? Callback { get; init; }
}

/// <summary>Participants that go from one call to another.</summary>
public sealed class Transfers
{
    private readonly PhoneNetwork network;

    internal Transfers(PhoneNetwork network) => this.network = network;

    /// <summary>
    /// Rings a target for 60 seconds to talk to somebody in place of the application. Until it answers, and when it does not,
    /// everything stays as it is. The target sees the given caller id, else the number of the transferee.
    /// </summary>
    public void Transfer(string legId, TransferRequest asked) => network.Do(() =>
    {
        var leg = network.ConnectedLeg(legId);
        var call = leg.Call;
        Possible.MustBeRingable(asked.To.Target);
        Possible.MustNotBeIn(call, asked.To.Target);
        var transferee = Transferee(call, asked.Transferee);
        if (asked.To is { Target.Kind: AddressKind.PhoneNumber, CallerId: null } && transferee.Address.Number is null)
        {
            throw new CallRefusedException(Refusal.Invalid, $"sourceCallerIdNumber is required to transfer {transferee.Address} to a phone number: it has no number to show.");
        }

        if (call.Pending.Any(i => i.Transferee == transferee))
        {
            throw new CallRefusedException(Refusal.NotNow, $"{transferee.Address} is being transferred already.");
        }

        Invitation.Send(network, call, InvitationPurpose.Transfer, asked.To with { By = leg }, transferee);
    });

    /// <summary>
    /// Moves participants from another call here, each with an outcome of its own; whoever is not in the other call fails. With its
    /// last participant the other call ends.
    /// </summary>
    public IReadOnlyList<Participant> Move(string legId, MoveRequest asked) => network.Do(() =>
    {
        var leg = network.ConnectedLeg(legId);
        if (asked.Targets.Count == 0)
        {
            throw new CallRefusedException(Refusal.Invalid, "targetParticipants must name at least one participant.");
        }

        var from = network.Legs.TryGetValue(asked.FromCall, out var other) ? other.Call : null;
        if (from == leg.Call)
        {
            throw new CallRefusedException(Refusal.Invalid, "fromCall is the call into which the participants are to be moved.");
        }

        var moved = new List<Participant>();
        foreach (var target in asked.Targets)
        {
            var party = leg.Call.PresentAt(target) is null ? from?.PresentAt(target) : null;
            if (party is null)
            {
                Tell(leg, asked, target, NoticeType.MoveParticipantFailed, Outcome.NotInSource);
                moved.Add(new Participant(target, IsMuted: false, IsOnHold: false));
                continue;
            }

            moved.Add(leg.Call.Takes(party, "moved").AsParticipant());
            Tell(leg, asked, target, NoticeType.MoveParticipantSucceeded, Outcome.Done);
            leg.Call.RosterChanged();
            party.Call.GoesOnWithout(party, Outcome.MovedAway, "moved");
        }

        return moved;
    });

    private static Party Transferee(Conversation call, Address? named)
    {
        if (named is not null)
        {
            return Possible.MustBeIn(call, named);
        }

        Party[] present = [.. call.Present];
        return present.Length == 1
            ? present[0]
            : throw new CallRefusedException(Refusal.Invalid, "transferee is required in a call with more than one other participant.");
    }

    private static void Tell(AppLeg leg, MoveRequest asked, Address who, NoticeType type, Outcome outcome) =>
        leg.Call.Tell(type, outcome, asked.OperationContext, asked.Callback, n => n with { Participant = who, FromCall = asked.FromCall }, leg);
}
