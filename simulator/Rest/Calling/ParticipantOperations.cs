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
        var found = network.Application.Participants(request.CallConnectionId).FirstOrDefault(p => string.Equals(p.RawId, rawId, StringComparison.Ordinal));
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
        var json = WithContext(request, new JsonObject { ["participant"] = Participant(target) });
        json["invitationId"] = invitation;
        return new Answer(202, json);
    }

    public Answer CancelAdd(CallingRequest request)
    {
        var invitation = request.Body.Text("invitationId") ?? string.Empty;
        network.Application.CancelAdd(request.CallConnectionId, invitation, request.OperationContext, request.OperationCallback);
        return new Answer(202, WithContext(request, new JsonObject { ["invitationId"] = invitation }));
    }

    public Answer Remove(CallingRequest request)
    {
        var who = Identifiers.Read(request.Body.GetProperty("participantToRemove"), "participantToRemove");
        network.Application.Remove(request.CallConnectionId, who, request.OperationContext, request.OperationCallback);
        return new Answer(202, WithContext(request, []));
    }

    /// <summary>As events and lists show who is in a call.</summary>
    public static JsonObject Participant(Address address) => new()
    {
        ["identifier"] = Identifiers.Write(address),
        ["isMuted"] = false,
        ["isOnHold"] = false,
    };

    private static JsonObject WithContext(CallingRequest request, JsonObject json)
    {
        if (request.OperationContext is { } context)
        {
            json["operationContext"] = context;
        }

        return json;
    }
}
