using System.Collections.Immutable;
using Pbx.Domain.Calls;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Engine.Calls;
using Pbx.Engine.Machines;
using Pbx.Engine.Notifications;

namespace Pbx.Engine.Floors;

/// <summary>Carries out what a floor decides: calls are told, and what is over is filed.</summary>
internal sealed class FloorDispatcher(Func<MachineKey, string, CallEvent, CancellationToken, Task> tell, Func<MachineKey, string, CallEvent, CancellationToken, Task> begin, IQueueLog log, NotificationDesk notifications, LivingCalls living) : ICommandDispatcher<Floor, FloorCommand, FloorOutcome>
{
    private static readonly FloorOutcome Done = new FloorOutcome.Done();

    public Task<IReadOnlyDictionary<OpId, FloorOutcome>> Prepare(MachineKey key, IReadOnlyList<PendingCommand<FloorCommand>> together, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<OpId, FloorOutcome>>(ImmutableDictionary<OpId, FloorOutcome>.Empty);

    public async Task<FloorOutcome> CarryOut(MachineKey key, Floor state, OpId op, FloorCommand command, IReadOnlyList<(OpId Op, FloorOutcome Outcome)> soFar, CancellationToken cancel)
    {
        switch (command)
        {
            case FloorCommand.Tell one:
                await tell(new MachineKey(key.Account, CallKind.Name, one.Call), $"floor-{op}", one.Event, cancel);
                return Done;

            case FloorCommand.CallBack one:
                await begin(new MachineKey(key.Account, CallKind.Name, one.Call), $"floor-{op}", one.Due, cancel);
                return Done;

            case FloorCommand.FileStay file:
                await log.File(key.Account, file.Stay, cancel);
                return Done;

            case FloorCommand.FileLogin file:
                await log.FileLogin(key.Account, file.Login, cancel);
                await notifications.Logged(key.Account, file.Login, cancel);
                return Done;

            case FloorCommand.FileRest file:
                await log.FileRest(key.Account, file.Rest, cancel);
                return Done;

            case FloorCommand.LookAtCalls look:
                var calls = await living.Among(new MachineKey(key.Account, CallKind.Name, ""), look.Calls, cancel);
                return new FloorOutcome.Gone(ValueList.From(look.Calls.Where(call => !calls.ContainsKey(call))));

            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "There are five commands.");
        }
    }

    // different calls are told at once, and one call in order; of agents only what one step says of them, because a later one may give an agent to another call that an earlier one has taken back
    public bool GoTogether(FloorCommand one, FloorCommand next) => (one, next) switch
    {
        (FloorCommand.Tell tell, FloorCommand.Tell other) => tell.Call != other.Call && (tell.Step == other.Step || !IsOfAgents(tell.Event) || !IsOfAgents(other.Event)),
        (FloorCommand.CallBack call, FloorCommand.CallBack other) => call.Step == other.Step,
        _ => false,
    };

    private static bool IsOfAgents(CallEvent evt) => evt is not (CallEvent.QueueAdmits or CallEvent.QueueRefuses or CallEvent.QueueSends or CallEvent.QueuesLogged);
}
