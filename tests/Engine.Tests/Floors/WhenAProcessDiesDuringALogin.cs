using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Users;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Floors;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Engine.Tests.Calls;

namespace Pbx.Engine.Tests.Floors;

public sealed class WhenAProcessDiesDuringALogin
{
    private static readonly PhoneAddress Anna = PhoneAddress.Parse("web:anna");
    private static readonly MachineKey Floor = new(TestDesk.Account, FloorKind.Name, "floor");
    private static readonly ExtensionNumber Queue = ExtensionNumber.Parse("5001");
    private readonly TestDesk test = new();
    private int events;

    public WhenAProcessDiesDuringALogin()
    {
        var saving = test.Saving(new AccountConfigurations(test.Configurations));
        var (document, pointer) = saving.Load(TestDesk.Account, default).Result!.Value;
        var changed = document with
        {
            Extensions = [document.Extensions[0], document.Extensions[1] with { Config = new UserConfig(Anna) }, .. document.Extensions.Skip(2), new Extension(Queue, "Desk", ExtensionTypes.Find("queue")!, new QueueConfig())],
        };
        Assert.IsType<Saving.Saved>(saving.Save(TestDesk.Account, changed, pointer.Tag, "test", "", default).Result);
    }

    [Theory]
    [InlineData(FloorKind.Name, "")] // before the floor has put the login down
    [InlineData(CallKind.Name, "floor-")] // after it, before the call has heard the answer
    [Trait("Rule", "QUE-087")]
    [Trait("Rule", "QUE-487")]
    public async Task The_user_is_logged_in_once_and_hears_so(string kind, string eventId)
    {
        var desk = test.NewProcess(new Dying(test.Machines, (key, entries) => key.Kind == kind && entries.Any(entry => entry.EventId.StartsWith(eventId, StringComparison.Ordinal))));
        var key = await Dial(desk);
        _ = desk.Happened(key, $"e{++events}", new CallEvent.DigitsCollected(test.Told[^1].Op, Queue.Value), default); // the process is gone

        var other = test.NewProcess();
        Assert.IsType<QueueLoginState.Logging>(Assert.IsType<Phase.InExtension>((await other.Look(key, default))!.Phase).State.State);
        for (var i = 0; i < 4; i++)
        {
            test.Pass(TimeSpan.FromSeconds(15));
            await other.Woken(new Alarm(key, i + 1), default);
            await other.Woken(new Alarm(Floor, i), default);
        }

        Assert.Equal("Login", await Heard(other, key));
    }

    [Fact]
    [Trait("Rule", "QUE-487")]
    [Trait("Rule", "QUE-089")]
    public async Task The_same_words_told_to_the_floor_again_change_nothing_and_are_answered_once()
    {
        var key = await Dial(test.Desk);
        await test.Desk.Happened(key, $"e{++events}", new CallEvent.DigitsCollected(test.Told[^1].Op, Queue.Value), default);
        Assert.Equal("Login", await Heard(test.Desk, key));
        var (told, first) = (test.Told.Count, new List<JournalEntry>());
        await foreach (var entry in test.Machines.Journal(Floor, default))
        {
            first.Add(entry);
        }

        var said = first.Single(entry => entry.EventId.StartsWith(key.Id, StringComparison.Ordinal)).EventId;
        await test.Desk.Floors.Happened(TestDesk.Account, said, new FloorEvent.CallSaid(key.Id, new FloorMessage.Logs(default, ExtensionNumber.Parse("2001"), Queue, IsIn: false)), default);
        Assert.Equal(("Login", told), (await Heard(test.Desk, key), test.Told.Count));
    }

    // what the floor says of the user, when the caller has heard the confirmation of a login and no other
    private static async Task<string> Heard(CallDesk desk, MachineKey key)
    {
        var steps = (await desk.Look(key, default))!.Trail.Steps.Select(step => step.Why).ToList();
        var agent = Assert.Single((await desk.Floors.View(TestDesk.Account, [Queue], default)).Single().Agents);
        return agent.State == AgentState.Available && steps.Contains($"Extension {agent.Agent} is logged in to queue {Queue}.") ? "Login" : string.Join('\n', steps);
    }

    private async Task<MachineKey> Dial(CallDesk desk)
    {
        var key = (await desk.Arrived($"e{++events}", test.GetUtcNow(), new CallEvent.CallArrived(Anna, null, DialledNumber.Parse("903"), "context"), default))!.Value;
        await desk.Happened(key, $"e{++events}", new CallEvent.CallerConnected("connection"), default);
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
