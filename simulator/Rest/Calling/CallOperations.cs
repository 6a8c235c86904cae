using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>Answer, make and end calls.</summary>
internal sealed class CallOperations(PhoneNetwork network, SimulatorOptions options)
{
    private string Identity => $"8:acs:{options.ResourceId}_00000000-0000-4000-8000-000000000001";

    public Answer Create(CallingRequest request)
    {
        var body = request.Body;
        var asked = Asked(request);
        var number = body.Member("sourceCallerIdNumber")?.Text("value");
        var source = number is not null ? Address.OfNumber(number) : new Address(body.Member("source")?.Text("id") ?? Identity);
        var targets = body.Items("targets").Select((t, i) => new InvitationRequest(Identifiers.Read(t, $"targets[{i}]"))
        {
            CallerId = number,
            DisplayName = body.Text("sourceDisplayName"),
        });
        return new Answer(201, Properties(network.Application.Create([.. targets], source, asked), AppLegState.Connecting));
    }

    public Answer Answer(CallingRequest request)
    {
        var leg = network.Application.Answer(Context(request), Asked(request));
        // The call is only connecting as far as this answer goes: CallConnected tells the rest.
        return new Answer(200, Properties(leg, AppLegState.Connecting));
    }

    public Answer Reject(CallingRequest request)
    {
        network.Application.Reject(Context(request), request.Body.Text("callRejectReason") is "busy");
        return Calling.Answer.NoContent;
    }

    public Answer Redirect(CallingRequest request)
    {
        network.Application.Redirect(Context(request), Identifiers.Read(request.Body.GetProperty("target"), "target"));
        return Calling.Answer.NoContent;
    }

    public Answer Connect(CallingRequest request)
    {
        var locator = request.Body.GetProperty("callLocator");
        // Rooms and group calls are made by clients, which are not simulated: such a call is not there.
        var serverCallId = locator.Text("kind") is null or "serverCallLocator" ? locator.Text("serverCallId") : null;
        return new Answer(200, Properties(network.Application.Connect(serverCallId, new Address(Identity), Asked(request)), AppLegState.Connecting));
    }

    public Answer Transfer(CallingRequest request)
    {
        var body = request.Body;
        network.Application.Transfers.Transfer(request.CallConnectionId, new TransferRequest(new InvitationRequest(Identifiers.Read(body.GetProperty("targetParticipant"), "targetParticipant"))
        {
            CallerId = body.Member("sourceCallerIdNumber")?.Text("value"),
            OperationContext = request.OperationContext,
            Callback = request.OperationCallback,
            Custom = CustomHeaders.Read(body.Member("customCallingContext")),
        })
        {
            Transferee = body.Member("transferee") is { } transferee ? Identifiers.Read(transferee, "transferee") : null,
        });
        return new Answer(202, request.WithContext([]));
    }

    public Answer Get(CallingRequest request)
    {
        var leg = network.Application.Find(request.CallConnectionId);
        return new Answer(200, Properties(leg, leg.State));
    }

    public Answer HangUp(CallingRequest request)
    {
        network.Application.HangUp(request.CallConnectionId);
        return Calling.Answer.NoContent;
    }

    public Answer Terminate(CallingRequest request)
    {
        network.Application.Terminate(request.CallConnectionId);
        return Calling.Answer.NoContent;
    }

    private static string Context(CallingRequest request) => request.Body.Text("incomingCallContext") ?? string.Empty;

    private static AppLegRequest Asked(CallingRequest request)
    {
        if (request.Body.Member("transcriptionOptions") is not null)
        {
            throw new CallRefusedException(Refusal.NotSimulated, "The simulator does not turn speech into text: transcriptionOptions cannot be given.");
        }

        return new AppLegRequest(
            request.Callback(request.Body.Text("callbackUri") ?? string.Empty, "callbackUri"),
            request.OperationContext,
            request.Body.Member("callIntelligenceOptions")?.Text("cognitiveServicesEndpoint") is { Length: > 0 })
        {
            Streaming = request.Body.Member("mediaStreamingOptions") is { } streaming ? StreamingOptions.Read(streaming, request) : null,
        };
    }

    private JsonObject Properties(AppLeg leg, AppLegState state) => network.Read(_ =>
    {
        var call = leg.Call;
        var json = new JsonObject
        {
            ["callConnectionId"] = leg.Id,
            ["serverCallId"] = call.ServerCallId,
            ["correlationId"] = call.CorrelationId,
            ["source"] = Identifiers.Write(call.From),
            ["targets"] = new JsonArray([.. Targets(call).Select(Identifiers.Write)]),
            ["callConnectionState"] = state switch
            {
                AppLegState.Connecting => "connecting",
                AppLegState.Connected => call.Parties.Any(p => p.IsTransferTarget) ? "transferring" : "connected",
                _ => "disconnected",
            },
            ["callbackUri"] = leg.Asked.CallbackUri,
            ["answeredBy"] = new JsonObject { ["id"] = Identity },
        };
        if (leg.Stream is { } stream)
        {
            json["mediaStreamingSubscription"] = new JsonObject
            {
                ["id"] = stream.Id,
                ["state"] = stream.IsActive ? "active" : "inactive",
                ["subscribedContentTypes"] = new JsonArray("audio"),
            };
        }

        if (call.From.Number is { } number)
        {
            json["sourceCallerIdNumber"] = Identifiers.WriteNumber(number);
        }

        if (call.DisplayName is { Length: > 0 } name)
        {
            json["sourceDisplayName"] = name;
        }

        return json;
    });

    private static IEnumerable<Address> Targets(Conversation call) => call.WasDialled
        ? [call.To]
        : call.Parties.Where(p => p.WasCalled).Select(p => p.Address);
}
