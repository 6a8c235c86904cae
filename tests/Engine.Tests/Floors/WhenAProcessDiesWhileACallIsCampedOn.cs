using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.PersonalQueues;
using Pbx.Domain.Queues;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Floors;
using Pbx.Engine.Machines;
using Pbx.Engine.Tests.Calls;

namespace Pbx.Engine.Tests.Floors;

/// <summary>Anna (2001), a receptionist of 5001, camps a caller on 3001, and the process dies on the way.</summary>
public sealed class WhenAProcessDiesWhileACallIsCampedOn
{
    private static readonly ExtensionNumber Group = ExtensionNumber.Parse("5001");
    private static readonly ExtensionNumber User = ExtensionNumber.Parse("3001");
    private readonly TestDesk test = new();
    private int events;

    public WhenAProcessDiesWhileACallIsCampedOn()
    {
        var saving = test.Saving(new AccountConfigurations(test.Configurations));
        var pointer = saving.Load(TestDesk.Account, default).Result!.Value.Pointer;
        var config = new QueueConfig([new QueueMember(ExtensionNumber.Parse("2001"))], Kind: QueueKind.Attendant, CampOn: new CampOn());
        var document = TestDesk.Document(2);
        Assert.IsType<Saving.Saved>(saving.Save(TestDesk.Account, document with { Extensions = [.. document.Extensions, new Extension(Group, "Desk", ExtensionTypes.Find("queue")!, config)] }, pointer.Tag, "test", "", default).Result);
    }

    [Theory]
    [InlineData(FloorKind.Name, "")] // before the floor has moved the call
    [InlineData(CallKind.Name, "floor-")] // after it, before the call has heard of it
    [Trait("Rule", "QUE-363")]
    [Trait("Rule", "QUE-487")]
    public async Task The_caller_waits_for_the_user_and_the_receptionist_is_out_of_the_call(string kind, string eventId)
    {
        var key = await Talk();
        var dying = test.NewProcess(new Dying(test.Machines, (machine, entries) => machine.Kind == kind && (eventId.Length == 0 || entries.Any(entry => entry.EventId.StartsWith(eventId, StringComparison.Ordinal)))));
        _ = dying.Happened(key, $"e{++events}", new CallEvent.CampOnAsked(User, "anna"), default); // the process is gone
        var other = test.NewProcess();
        Assert.NotNull(Assert.IsType<Phase.Talking>((await other.Look(key, default))!.Phase).CampOn);

        var delivered = new HashSet<string>();
        for (var i = 0; i < 24; i++)
        {
            test.Pass(TimeSpan.FromSeconds(15));
            foreach (var (alarm, _, id) in test.Alarms.Where(one => one.At <= test.GetUtcNow() && delivered.Add(one.Id)).ToList())
            {
                await other.Woken(alarm, default);
            }
        }

        var call = (await other.Look(key, default))!;
        Assert.Equal(User, Assert.IsType<Phase.InExtension>(call.Phase).Arrival.Number);
        Assert.Equal(User, call.Trail.CampOn?.User);
        Assert.Equal(PhoneAddress.Parse("web:anna"), Assert.Single(test.Told.Select(one => one.Command).OfType<CallCommand.DropPhone>()).Phone);
        Assert.Equal(1, (await other.Floors.Look(TestDesk.Account, default))!.Standing(User, key.Id, test.GetUtcNow()).Position);
        Assert.Equal(AgentState.Available, Assert.Single(Assert.Single(await other.Floors.View(TestDesk.Account, [Group], default)).Agents).State);
    }

    private async Task<MachineKey> Talk()
    {
        var key = (await test.Desk.Arrived($"e{++events}", test.GetUtcNow(), new CallEvent.CallArrived(PhoneAddress.Parse("web:user3000"), null, DialledNumber.Parse("5001"), "context"), default))!.Value;
        await test.Desk.Happened(key, $"e{++events}", new CallEvent.CallerConnected("connection"), default);
        var (op, command) = test.Told.Last(one => one.Command is CallCommand.RingPhone);
        await test.Desk.Happened(key, $"e{++events}", new CallEvent.PhoneAnswered(op, ((CallCommand.RingPhone)command).Phone), default);
        Assert.Equal(Group, CampOns.GroupOf((await test.Desk.Look(key, default))!));
        return key;
    }

    /// <summary>A store at which the process dies.</summary>
    private sealed class Dying(IMachineStore store, Func<MachineKey, IReadOnlyList<JournalEntry>, bool> dies) : IMachineStore
    {
        public Task<StoredMachine?> Read(MachineKey key, CancellationToken cancel) => store.Read(key, cancel);

        public Task<Commit> Commit(MachineKey key, string? tag, ReadOnlyMemory<byte> state, IReadOnlyList<JournalEntry> entries, CancellationToken cancel) =>
            dies(key, entries) ? new TaskCompletionSource<Commit>().Task : store.Commit(key, tag, state, entries, cancel);

        public IAsyncEnumerable<JournalEntry> Journal(MachineKey key, CancellationToken cancel) => store.Journal(key, cancel);
    }
}
