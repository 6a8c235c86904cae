using Azure.Core;

namespace Azure.Communication.CallAutomation;

/// <summary>
/// One call as our own leg of it sees it: who takes part, who is invited, and its end. A call that is over answers 404.
/// </summary>
/// <remarks>Every method throws <see cref="RequestFailedException"/> with the service's status and error code when it is refused.</remarks>
public sealed class CallConnection
{
    private readonly CallingRequests requests;
    private readonly string path;

    internal CallConnection(string callConnectionId, CallingRequests requests)
    {
        CallConnectionId = callConnectionId;
        this.requests = requests;
        path = "/calling/callConnections/" + Uri.EscapeDataString(callConnectionId);
    }

    /// <summary>The id of our leg.</summary>
    public string CallConnectionId { get; }

    /// <summary>Playing and listening in this call.</summary>
    public CallMedia GetCallMedia() => new(CallConnectionId, path, requests);

    /// <summary>How the call stands.</summary>
    public async Task<Response<CallConnectionProperties>> GetCallConnectionPropertiesAsync(CancellationToken cancellationToken = default)
    {
        var response = await requests.Get(path, cancellationToken);
        return Response.FromValue(CallConnectionProperties.Read(response), response);
    }

    /// <summary>Ends our own leg, or the call for everybody; CallDisconnected follows.</summary>
    public Task<Response> HangUpAsync(bool forEveryone, CancellationToken cancellationToken = default) => forEveryone
        ? requests.PostRepeatable(path + ":terminate", null, 204, cancellationToken)
        : requests.Delete(path, cancellationToken);

    /// <summary>Invites somebody into the call; AddParticipantSucceeded or AddParticipantFailed follows.</summary>
    public async Task<Response<AddParticipantResult>> AddParticipantAsync(AddParticipantOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = RequestBodies.AddParticipant(options);
        var response = await requests.PostRepeatable(path + "/participants:add", body, 202, cancellationToken);
        return Response.FromValue(AddParticipantResult.Read(response), response);
    }

    /// <summary>Withdraws an invitation; CancelAddParticipantSucceeded or, when it is too late, CancelAddParticipantFailed follows.</summary>
    public async Task<Response<CancelAddParticipantOperationResult>> CancelAddParticipantOperationAsync(
        CancelAddParticipantOperationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = RequestBodies.CancelAddParticipant(options);
        var response = await requests.PostRepeatable(path + "/participants:cancelAddParticipant", body, 202, cancellationToken);
        return Response.FromValue(CancelAddParticipantOperationResult.Read(response), response);
    }

    /// <summary>All who take part, from every page of the answer.</summary>
    public async Task<Response<IReadOnlyList<CallParticipant>>> GetParticipantsAsync(CancellationToken cancellationToken = default)
    {
        var response = await requests.Get(path + "/participants", cancellationToken);
        var participants = new List<CallParticipant>();
        while (CallParticipant.ReadPage(response, participants) is { Length: > 0 } nextLink)
        {
            response = await requests.GetLink(nextLink, cancellationToken);
        }

        return Response.FromValue<IReadOnlyList<CallParticipant>>(participants, response);
    }

    /// <summary>One who takes part; 404 when nobody in the call has this identifier.</summary>
    public async Task<Response<CallParticipant>> GetParticipantAsync(
        CommunicationIdentifier participantIdentifier, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(participantIdentifier);
        var response = await requests.Get(path + "/participants/" + Uri.EscapeDataString(participantIdentifier.RawId), cancellationToken);
        return Response.FromValue(CallParticipant.Read(response), response);
    }

    /// <summary>Throws somebody out of the call; RemoveParticipantSucceeded or RemoveParticipantFailed follows.</summary>
    public async Task<Response<RemoveParticipantResult>> RemoveParticipantAsync(RemoveParticipantOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = RequestBodies.RemoveParticipant(options);
        var response = await requests.PostRepeatable(path + "/participants:remove", body, 202, cancellationToken);
        return Response.FromValue(RemoveParticipantResult.Read(response), response);
    }

    /// <summary>Moves participants of another call of ours into this one, each with an outcome of its own: MoveParticipantSucceeded or MoveParticipantFailed follows.</summary>
    public async Task<Response<MoveParticipantsResult>> MoveParticipantsAsync(MoveParticipantsOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = RequestBodies.MoveParticipants(options);
        var response = await requests.PostRepeatable(path + "/participants:moveHere", body, 202, cancellationToken);
        return Response.FromValue(MoveParticipantsResult.Read(response), response);
    }
}
