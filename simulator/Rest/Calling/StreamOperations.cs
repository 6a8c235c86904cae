using Pbx.Simulator.Network;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>The sound of a call on its way to the application.</summary>
internal sealed class StreamOperations(PhoneNetwork network)
{
    public Answer Start(CallingRequest request)
    {
        network.Application.Streams.Start(request.CallConnectionId, request.OperationContext, request.OperationCallback);
        return Answer.Accepted;
    }

    public Answer Stop(CallingRequest request)
    {
        network.Application.Streams.Stop(request.CallConnectionId, request.OperationContext, request.OperationCallback);
        return Answer.Accepted;
    }
}
