using Pbx.Domain.Calls;
using Pbx.Engine.Machines;

namespace Pbx.Engine.Tests.Calls;

public sealed class WhenAnEventComesTwice
{
    [Fact]
    public async Task A_call_that_is_told_of_twice_is_answered_once()
    {
        var test = new TestDesk();
        var key = await test.Arrive();
        Assert.Equal(key, await test.Arrive());
        Assert.Equal(key, await test.Arrive(test.NewProcess()));
        Assert.Single(test.Told);
    }

    [Fact]
    public async Task An_event_of_a_call_is_handled_once_in_whatever_process_it_arrives()
    {
        var test = new TestDesk();
        var key = await test.Arrive();
        foreach (var desk in new[] { test.Desk, test.Desk, test.NewProcess() })
        {
            await desk.Happened(key, "event-2", new CallEvent.CallerConnected("connection"), default);
        }

        Assert.Single(test.Told.Select(told => told.Command).OfType<CallCommand.CollectDigits>());
    }

    [Fact]
    public async Task The_same_event_at_once_in_two_processes_is_handled_once()
    {
        var test = new TestDesk();
        var key = await test.Arrive();
        var other = test.NewProcess();
        var gate = new TaskCompletionSource();
        test.Before = _ => gate.Task;
        var first = test.Desk.Happened(key, "event-2", new CallEvent.CallerConnected("connection"), default);
        await other.Happened(key, "event-2", new CallEvent.CallerConnected("connection"), default); // meets a live lease, and leaves it alone
        gate.SetResult();
        await first;
        Assert.Single(test.Told.Select(told => told.Command).OfType<CallCommand.CollectDigits>());
    }

    [Fact]
    public async Task The_journal_holds_every_handled_event_once_in_order()
    {
        var test = new TestDesk();
        var key = await test.Arrive();
        await test.Desk.Happened(key, "event-2", new CallEvent.CallerConnected("connection"), default);
        await test.Desk.Happened(key, "event-2", new CallEvent.CallerConnected("connection"), default);
        var journal = new List<JournalEntry>();
        await foreach (var entry in test.Machines.Journal(key, default))
        {
            journal.Add(entry);
        }

        Assert.Equal([1, 2, 3, 4], journal.Select(entry => entry.Revision));
        Assert.Equal(["event-1", "event-2"], journal.Where(entry => entry.EventId.StartsWith("event", StringComparison.Ordinal)).Select(entry => entry.EventId));
    }
}
