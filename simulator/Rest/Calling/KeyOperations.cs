using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>Tones that are sent to somebody, and keys that are told one by one.</summary>
internal sealed class KeyOperations(PhoneNetwork network)
{
    public Answer Send(CallingRequest request)
    {
        network.Application.Keys.Send(request.CallConnectionId, new SendTonesRequest(request.Target, Keypad.Read(request.Body.Items("tones").Select(t => t.GetString())))
        {
            OperationContext = request.OperationContext,
            Callback = request.OperationCallback,
        });
        return new Answer(202, request.WithContext([]));
    }

    public Answer StartContinuous(CallingRequest request)
    {
        network.Application.Keys.Watch(request.CallConnectionId, Watch(request));
        return Answer.Done;
    }

    public Answer StopContinuous(CallingRequest request)
    {
        network.Application.Keys.StopWatching(request.CallConnectionId, Watch(request));
        return Answer.Done;
    }

    private static WatchRequest Watch(CallingRequest request) => new(request.Target)
    {
        OperationContext = request.OperationContext,
        Callback = request.OperationCallback,
    };
}
