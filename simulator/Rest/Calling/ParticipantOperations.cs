using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>Who is in a call.</summary>
internal sealed class ParticipantOperations(PhoneNetwork network)
{
    public Answer List(CallingRequest request) => new(200, new JsonObject
    {
        ["value"] = new JsonArray([.. network.Application.Participants(request.CallConnectionId).Select(Participant)]),
    });

    public Answer Get(CallingRequest request)
    {
        var rawId = request.Route("participantRawId");
        var found = network.Application.Participants(request.CallConnectionId).FirstOrDefault(p => string.Equals(p.Address.RawId, rawId, StringComparison.Ordinal));
        return found is null
            ? throw new CallRefusedException(Refusal.NotThere, $"{rawId} is not in the call.")
            : new Answer(200, Participant(found));
    }

    public Answer Add(CallingRequest request)
    {
        var body = request.Body;
        var target = Identifiers.Read(body.GetProperty("participantToAdd"), "participantToAdd");
        var invitation = network.Application.Add(request.CallConnectionId, new InvitationRequest(target)
        {
            CallerId = body.Member("sourceCallerIdNumber")?.Text("value"),
            DisplayName = body.Text("sourceDisplayName"),
            Timeout = body.Number("invitationTimeoutInSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            OperationContext = request.OperationContext,
            Callback = request.OperationCallback,
            Custom = CustomHeaders.Read(body.Member("customCallingContext")),
        });
        var json = request.WithContext(new JsonObject { ["participant"] = Participant(new Participant(target, IsMuted: false, IsOnHold: false)) });
        json["invitationId"] = invitation;
        return new Answer(202, json);
    }

    public Answer CancelAdd(CallingRequest request)
    {
        var invitation = request.Body.Text("invitationId") ?? string.Empty;
        network.Application.CancelAdd(request.CallConnectionId, invitation, request.OperationContext, request.OperationCallback);
        return new Answer(202, request.WithContext(new JsonObject { ["invitationId"] = invitation }));
    }

    public Answer Remove(CallingRequest request)
    {
        var who = Identifiers.Read(request.Body.GetProperty("participantToRemove"), "participantToRemove");
        network.Application.Remove(request.CallConnectionId, who, request.OperationContext, request.OperationCallback);
        return new Answer(202, request.WithContext([]));
    }

    public Answer Mute(CallingRequest request)
    {
        network.Application.Floor.Mute(request.CallConnectionId, Targets(request));
        return new Answer(200, request.WithContext([]));
    }

    public Answer MoveHere(CallingRequest request)
    {
        var from = request.Body.Text("fromCall") ?? string.Empty;
        var moved = network.Application.Transfers.Move(request.CallConnectionId, new MoveRequest(Targets(request), from)
        {
            OperationContext = request.OperationContext,
            Callback = request.OperationCallback,
        });
        return new Answer(202, request.WithContext(new JsonObject
        {
            ["participants"] = new JsonArray([.. moved.Select(Participant)]),
            ["fromCall"] = from,
        }));
    }

    /// <summary>As events and lists show who is in a call.</summary>
    public static JsonObject Participant(Participant participant) => new()
    {
        ["identifier"] = Identifiers.Write(participant.Address),
        ["isMuted"] = participant.IsMuted,
        ["isOnHold"] = participant.IsOnHold,
    };

    private static IReadOnlyList<Address> Targets(CallingRequest request) =>
        [.. request.Body.Items("targetParticipants").Select((t, i) => Identifiers.Read(t, $"targetParticipants[{i}]"))];
}
