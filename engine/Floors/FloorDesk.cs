using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Engine.Notifications;

namespace Pbx.Engine.Floors;

/// <summary>
/// The way to the floor of an account. What calls say is handled where it arises, in its order: no message of a call overtakes another, because a command is carried out before the next, and one that
/// meets others writing is tried again until it is heard.
/// </summary>
public sealed class FloorDesk
{
    private const int Patience = 50; // turns of three tries each, before the command is tried again later: where processes meet, who has just written is ahead
    private readonly MachineRunner<Floor, FloorEvent, FloorCommand, FloorOutcome> floors;
    private readonly AccountConfigurations configurations;
    private readonly TimeProvider time;

    internal FloorDesk(
        IMachineStore store,
        IMessageBus bus,
        AccountConfigurations configurations,
        IQueueLog log,
        NotificationDesk notifications,
        Func<MachineKey, string, CallEvent, CancellationToken, Task> tell,
        Func<MachineKey, string, CallEvent, CancellationToken, Task> begin,
        TimeProvider time,
        string process,
        ILogger logger)
    {
        (this.configurations, this.time) = (configurations, time);
        floors = new MachineRunner<Floor, FloorEvent, FloorCommand, FloorOutcome>(
            new FloorKind(), store, bus, new FloorDispatcher(tell, begin, log, notifications, new LivingCalls(store)), configurations, time, FloorKind.Written(process), logger);
    }

    /// <summary>A call says something; given again under its name it is heard once.</summary>
    /// <exception cref="InvalidOperationException">Others write the floor all the time.</exception>
    internal async Task<Outcome> Hear(MachineKey call, OpId op, CallCommand.TellFloor tell, CancellationToken cancel)
    {
        await Happened(call.Account, $"{call.Id}-{op}", new FloorEvent.CallSaid(call.Id, tell.Message, tell.For), cancel);
        return new Outcome.Accepted();
    }

    /// <summary>Where a call stands in a queue.</summary>
    internal async Task<Outcome> Look(MachineKey call, ExtensionNumber queue, CancellationToken cancel) =>
        (await Look(call.Account, cancel))?.Standing(queue, call.Id, time.GetUtcNow()) is var (position, average) ? new Outcome.Queue(position, average) : new Outcome.Queue(0, null);

    /// <summary>Something happens on a floor.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="eventId">The same each time that the same thing is told.</param>
    /// <param name="evt">What.</param>
    /// <param name="cancel">Ends the try.</param>
    /// <exception cref="InvalidOperationException">Others write the floor all the time.</exception>
    public async Task Happened(AccountId account, string eventId, FloorEvent evt, CancellationToken cancel)
    {
        var key = Key(account);
        for (var turn = 0; turn < Patience; turn++)
        {
            switch (await floors.Handle(key, eventId, evt, cancel))
            {
                case Handling.Handled or Handling.Duplicate:
                    return;
                case Handling.Unknown when await floors.Begin(key, eventId, evt, isToldAgain: false, cancel) is Handling.Handled:
                    return;
            }
        }

        throw new InvalidOperationException($"{key} is being written by others.");
    }

    /// <summary>The account was saved: a floor on which somebody is looks at it (QUE-041).</summary>
    public async Task Saved(AccountId account, string eventId, CancellationToken cancel)
    {
        if (await Look(account, cancel) is { HasCalls: true })
        {
            await Happened(account, eventId, new FloorEvent.Saved(), cancel);
        }
    }

    /// <summary>What can be seen of queues as they are configured now; what is no queue is left out (QUE-113).</summary>
    public async Task<IReadOnlyList<QueueView>> View(AccountId account, IReadOnlyCollection<ExtensionNumber> queues, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(queues);
        var floor = await Look(account, cancel) ?? Floor.Empty;
        var (hand, at) = (configurations.Of(account), new Moment(time.GetUtcNow(), 0));
        while (true)
        {
            try
            {
                var plan = new FloorPlan(hand);
                return [.. queues.Select(queue => FloorMachine.View(floor, queue, plan, at)).OfType<QueueView>()];
            }
            catch (NotAtHandException missing)
            {
                await hand.Fetch(missing, cancel);
            }
        }
    }

    /// <summary>The agents who are logged in to a queue now.</summary>
    internal async Task<IEnumerable<ExtensionNumber>> LoggedIn(AccountId account, ExtensionNumber queue, CancellationToken cancel) =>
        (await View(account, [queue], cancel)).SelectMany(view => view.Agents).Where(agent => agent.State != AgentState.LoggedOut).Select(agent => agent.Agent);

    /// <summary>An alarm of a floor has come.</summary>
    internal Task Woken(Alarm alarm, CancellationToken cancel) => floors.Wake(alarm, cancel);

    /// <summary>A floor as it is now; nothing: nobody was ever on it.</summary>
    public Task<Floor?> Look(AccountId account, CancellationToken cancel) => floors.Look(Key(account), cancel);

    /// <summary>What changes with everything that happens on a floor; nothing: nobody was ever on it.</summary>
    internal Task<string?> Tag(AccountId account, CancellationToken cancel) => floors.Tag(Key(account), cancel);

    private static MachineKey Key(AccountId account) => new(account, FloorKind.Name, "floor");
}
