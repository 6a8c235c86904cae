using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Floors;
using Pbx.Engine.Machines;
using Pbx.Engine.Tests.Calls;

namespace Pbx.Engine.Tests.Floors;

/// <summary>What is said while the floor is being written waits, and is written together: once, in order, and nobody fails with somebody else.</summary>
public sealed class WhenWordsComeAtOnce
{
    private static readonly MachineKey Floor = new(TestDesk.Account, FloorKind.Name, "floor");
    private static readonly ExtensionNumber Queue = ExtensionNumber.Parse("5001");
    private readonly TestDesk test = new();
    private readonly Held store;
    private readonly CallDesk desk;

    public WhenWordsComeAtOnce()
    {
        var saving = test.Saving(new AccountConfigurations(test.Configurations));
        var (document, pointer) = saving.Load(TestDesk.Account, default).Result!.Value;
        var changed = document with { Extensions = [.. document.Extensions, new Extension(Queue, "Desk", ExtensionTypes.Find("queue")!, new QueueConfig(CallLimit: 500))] };
        Assert.IsType<Saving.Saved>(saving.Save(TestDesk.Account, changed, pointer.Tag, "test", "", default).Result);
        store = new Held(test.Machines);
        desk = test.NewProcess(store);
    }

    [Fact]
    public async Task What_waits_is_written_in_one_go()
    {
        await Enter(desk, 0);
        var before = store.Writes;
        var (writing, go) = store.Hold();
        var said = new List<Task> { Enter(desk, 1) };
        await writing;
        said.AddRange(Enumerable.Range(2, 20).Select(i => Enter(desk, i)));
        go.SetResult();
        await Task.WhenAll(said);

        Assert.InRange(store.Writes - before, 2, 6); // alone: each of the 21, and each time what came of its commands
        await Stands(22);
    }

    [Fact]
    public async Task A_repeat_among_them_is_heard_once_and_holds_nobody_up()
    {
        await Enter(desk, 0);
        var (writing, go) = store.Hold();
        var said = new List<Task> { Enter(desk, 1) };
        await writing;
        foreach (var i in (int[])[2, 0, 3, 3, 1, 4])
        {
            said.Add(Enter(desk, i));
        }

        go.SetResult();
        await Task.WhenAll(said);
        await Stands(5);
    }

    [Fact]
    public async Task Another_process_that_writes_in_between_costs_a_try_and_no_word()
    {
        await Enter(desk, 0);
        var other = test.NewProcess();
        var (writing, go) = store.Hold();
        var said = new List<Task> { Enter(desk, 1) };
        await writing;
        said.AddRange(Enumerable.Range(2, 40).Select(i => Enter(desk, i)));
        await Enter(other, 42);
        go.SetResult();
        await Task.WhenAll(said);
        await Stands(43);
    }

    private static Task Enter(CallDesk desk, int i) => desk.Floors.Happened(
        TestDesk.Account,
        $"word-{i}",
        new FloorEvent.CallSaid($"call-{i}", new FloorMessage.Enters(Queue, TestDesk.Start.AddSeconds(i), TestDesk.Start, PhoneAddress.Anonymous, null, Introduction: false)),
        default);

    // every caller waits once, every word is in the journal once, and each has a revision of its own
    private async Task Stands(int callers)
    {
        var view = Assert.Single(await test.NewProcess().Floors.View(TestDesk.Account, [Queue], default));
        Assert.Equal(Enumerable.Range(0, callers).Select(i => $"call-{i}"), view.Waiting.Select(one => one.Call));
        var journal = new List<JournalEntry>();
        await foreach (var entry in test.Machines.Journal(Floor, default))
        {
            journal.Add(entry);
        }

        var words = journal.Where(entry => entry.EventId.StartsWith("word-", StringComparison.Ordinal)).ToList();
        Assert.Equal(callers, words.Count);
        Assert.Equal(journal.Count, journal.Select(entry => entry.Revision).Distinct().Count());
    }

    /// <summary>A store whose next write of the floor waits until it may go on.</summary>
    private sealed class Held(IMachineStore store) : IMachineStore
    {
        private TaskCompletionSource? reached;
        private TaskCompletionSource? released;

        public int Writes { get; private set; }

        public (Task Writing, TaskCompletionSource Go) Hold()
        {
            reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (reached.Task, released);
        }

        public Task<StoredMachine?> Read(MachineKey key, CancellationToken cancel) => store.Read(key, cancel);

        public async Task<Commit> Commit(MachineKey key, string? tag, ReadOnlyMemory<byte> state, IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
        {
            Writes++;
            if (reached is { } writing)
            {
                reached = null;
                writing.SetResult();
                await released!.Task;
            }

            return await store.Commit(key, tag, state, entries, cancel);
        }

        public IAsyncEnumerable<JournalEntry> Journal(MachineKey key, CancellationToken cancel) => store.Journal(key, cancel);
    }
}
