using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Groups;
using Pbx.Domain.Menus;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;

namespace Pbx.Engine.Tests.Calls;

public sealed class WhenSomethingFails
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    [Fact]
    [Trait("Rule", "NPL-110")]
    public async Task A_number_of_no_account_is_rejected_and_nothing_is_stored()
    {
        var test = new TestDesk();
        var arrived = new CallEvent.CallArrived(Domain.Numbers.PhoneAddress.Anonymous, null, Domain.Numbers.PhoneNumber.Parse("+31205559999"), "context");
        Assert.Null(await test.Desk.Arrived("event-1", test.GetUtcNow(), arrived, default));
        Assert.Equal(["context"], test.Rejected);
        Assert.Empty(test.Told);
        Assert.Empty(test.Alarms);
    }

    [Fact]
    public async Task What_a_process_that_died_had_not_carried_out_is_carried_out_at_the_next_alarm()
    {
        var test = new TestDesk { Before = _ => new TaskCompletionSource().Task };
        _ = test.Arrive(); // the process is gone while it answers
        var key = test.Alarms[0].Alarm.Key;
        test.Before = _ => Task.CompletedTask;
        var other = test.NewProcess();
        await other.Woken(test.Alarms[0].Alarm, default);
        Assert.Empty(test.Told); // the lease of the dead process still holds

        test.Pass(Lease);
        await other.Woken(new Alarm(key, 1), default);
        Assert.IsType<CallCommand.Answer>(Assert.Single(test.Told).Command);
    }

    [Fact]
    public async Task Who_finds_a_turn_that_may_have_failed_looks_again_when_its_lease_is_over()
    {
        var test = new TestDesk();
        test.Before = _ =>
        {
            test.BusFails = true; // the answer fails, and so does putting that down
            throw new NetworkTroubleException("away");
        };
        await Assert.ThrowsAsync<IOException>(() => test.Arrive());
        (test.BusFails, test.Before) = (false, _ => Task.CompletedTask);
        var key = await test.Arrive(); // told of again at once, while the failed turn may still be at it
        var again = test.Alarms[^1];
        Assert.Equal((new Alarm(key, null), test.GetUtcNow() + Lease), (again.Alarm, again.At));
        Assert.Empty(test.Told);

        test.Pass(Lease);
        await test.Desk.Woken(again.Alarm, default);
        Assert.IsType<CallCommand.Answer>(Assert.Single(test.Told).Command);
    }

    [Fact]
    public async Task A_call_is_told_of_again_when_its_alarm_could_not_be_sent()
    {
        var test = new TestDesk { BusFails = true };
        await Assert.ThrowsAsync<IOException>(() => test.Arrive());
        Assert.Empty(test.Told);
        test.BusFails = false;
        test.Pass(Lease);
        await test.Arrive();
        Assert.Single(test.Told);
        Assert.Equal(0, Assert.Single(test.Alarms).Alarm.Number);
    }

    [Fact]
    public async Task A_command_that_fails_is_tried_three_times_and_then_counts_as_refused()
    {
        var test = new TestDesk();
        var key = await test.Arrive();
        await test.Desk.Happened(key, "event-2", new CallEvent.CallerConnected("connection"), default);
        var question = test.Told[^1].Op;
        var tries = 0;
        test.Before = command =>
        {
            tries += command is CallCommand.RingPhone ? 1 : 0;
            return command is CallCommand.RingPhone ? throw new NetworkTroubleException("away") : Task.CompletedTask;
        };
        await test.Desk.Happened(key, "event-3", new CallEvent.DigitsCollected(question, "1"), default);
        for (var i = 1; i <= 3; i++)
        {
            test.Pass(TimeSpan.FromSeconds(15));
            await test.Desk.Woken(new Alarm(key, i), default);
        }

        Assert.Equal(3, tries);
        Assert.IsType<Phase.Ending>((await test.Desk.Look(key, default))!.Phase); // the caller hears that nobody is available
    }

    [Fact]
    [Trait("Rule", "EXT-135")]
    public async Task The_phones_of_a_group_are_rung_at_once_and_one_that_fails_does_not_hold_up_the_others()
    {
        var test = new TestDesk();
        var users = Enumerable.Range(3000, 10).Select(number => $"{number}").ToList();
        var document = TestDesk.Document(extensions: 10);
        var group = document.Extensions[0] with { Number = ExtensionNumber.Parse("1000"), Type = ExtensionTypes.Find("group")!, Config = new GroupConfig([.. users.Select(ExtensionNumber.Parse)]) };
        var configurations = new AccountConfigurations(test.Configurations);
        var (_, pointer) = (await test.Saving(configurations).Load(TestDesk.Account, default))!.Value;
        Assert.IsType<Saving.Saved>(await test.Saving(configurations).Save(TestDesk.Account, document with { Extensions = [group, .. document.Extensions.Skip(1)] }, pointer.Tag, "anna", "", default));
        var (atOnce, gate, failing) = (0, new TaskCompletionSource(), true);
        test.Before = async command =>
        {
            if (command is CallCommand.RingPhone ring)
            {
                gate = ++atOnce == 10 ? Open(gate) : gate;
                await gate.Task;
                if (ring.Phone.Value == "web:user3004" && failing)
                {
                    throw new NetworkTroubleException("away");
                }
            }
        };
        var key = await test.Arrive();
        await test.Desk.Happened(key, "event-2", new CallEvent.CallerConnected("connection"), default); // ends only if all ten were under way together
        Assert.Equal(9, test.Told.Count(told => told.Command is CallCommand.RingPhone));
        failing = false;
        test.Pass(TimeSpan.FromSeconds(15));
        await test.Desk.Woken(new Alarm(key, 1), default);
        Assert.Equal(users.Count, test.Told.Select(told => told.Command).OfType<CallCommand.RingPhone>().Select(ring => ring.Phone).Distinct().Count());
        Assert.Equal(users.Count, test.Told.Count(told => told.Command is CallCommand.RingPhone));

        static TaskCompletionSource Open(TaskCompletionSource gate)
        {
            gate.SetResult();
            return gate;
        }
    }

    [Fact]
    public async Task An_event_that_finds_others_writing_each_time_is_handed_over_and_handled_later()
    {
        var test = new TestDesk();
        var key = await test.Arrive();
        var busy = test.NewProcess(new AlwaysWritten(test.Machines));
        await busy.Happened(key, "event-2", new CallEvent.CallerConnected("connection"), default);
        var handed = Assert.Single(test.Handed);
        Assert.Equal("event-2", handed.EventId);
        await Assert.ThrowsAsync<InvalidOperationException>(() => busy.Happened(handed, default));
        await test.Desk.Happened(handed, default);
        Assert.IsType<Phase.InExtension>((await test.Desk.Look(key, default))!.Phase);
    }

    [Fact]
    public async Task A_chain_of_alarms_goes_on_while_the_call_lives_and_ends_with_it()
    {
        var test = new TestDesk();
        var key = await test.Arrive();
        await test.Desk.Happened(key, "event-2", new CallEvent.CallerConnected("connection"), default);
        test.Pass(TimeSpan.FromSeconds(10));
        await test.Desk.Woken(new Alarm(key, 0), default);
        Assert.Equal(1, test.Alarms[^1].Alarm.Number);
        Assert.True(test.Alarms[^1].At <= test.GetUtcNow() + TimeSpan.FromSeconds(15));
        await test.Desk.Happened(key, "event-3", new CallEvent.CallEnded(), default);
        var sent = test.Alarms.Count;
        await test.Desk.Woken(new Alarm(key, 1), default);
        Assert.Equal(sent, test.Alarms.Count);
    }

    [Fact]
    [Trait("Rule", "EXT-284")]
    [Trait("Rule", "EXT-285")]
    public async Task What_is_still_due_after_its_alarm_has_come_is_woken_for_at_once()
    {
        var test = new TestDesk();
        var document = TestDesk.Document();
        var menu = new MenuConfig(MaximumDigits: 2, Forward: new MenuForward(new Destination.ToExtension(ExtensionNumber.Parse("2001")), TimeSpan.FromSeconds(5)), Options: [new MenuOption("1", MenuAction.Repeat), new MenuOption("12", MenuAction.Disconnect)]);
        var saving = test.Saving(new AccountConfigurations(test.Configurations));
        var (_, pointer) = (await saving.Load(TestDesk.Account, default))!.Value;
        Assert.IsType<Saving.Saved>(await saving.Save(TestDesk.Account, document with { Extensions = [document.Extensions[0] with { Config = menu }, .. document.Extensions.Skip(1)] }, pointer.Tag, "anna", "", default));
        var key = await test.Arrive();
        await test.Desk.Happened(key, "event-2", new CallEvent.CallerConnected("connection"), default);
        test.Pass(TimeSpan.FromSeconds(3));
        await test.Desk.Happened(key, "event-3", new CallEvent.DigitsCollected(test.Told[^1].Op, "1"), default);
        test.Pass(TimeSpan.FromSeconds(2));
        test.Alarms.Clear();
        await test.Desk.Woken(new Alarm(key, null), default); // the entry is resolved: the menu again, and its time is up
        Assert.IsType<MenuState.Asking>(((Phase.InExtension)(await test.Desk.Look(key, default))!.Phase).State.State);
        var again = Assert.Single(test.Alarms);
        Assert.True(again.At <= test.GetUtcNow());
        await test.Desk.Woken(again.Alarm, default);
        Assert.Equal(ExtensionNumber.Parse("2001"), ((Phase.InExtension)(await test.Desk.Look(key, default))!.Phase).Arrival.Number);
    }

    [Fact]
    public async Task The_call_is_in_the_log_when_it_has_ended()
    {
        var test = new TestDesk();
        var key = await test.Arrive();
        await test.Desk.Happened(key, "event-2", new CallEvent.CallEnded(), default);
        var record = await test.Log.Find(TestDesk.Account, key.Id, default);
        Assert.Equal((key.Id, EndReason.CallerGaveUp), (record!.Id, record.Reason));
    }

    [Theory]
    [InlineData("202647-1a2b3c4d5e6-0123456789abcdef", true)]
    [InlineData("202647-1a2b3c4d5e6-0123456789abcdeF", false)]
    [InlineData("202647-1a2b3c4d5e6-0123456789abcde", false)]
    [InlineData("20264x-1a2b3c4d5e6-0123456789abcdef", false)]
    [InlineData("../state", false)]
    [InlineData(null, false)]
    public void Only_an_id_of_a_call_is_one(string? id, bool isOne) => Assert.Equal(isOne, CallKind.KeyOf(TestDesk.Account, id) is not null);

    [Fact]
    public void Newer_calls_come_first_and_a_repeat_of_the_event_has_the_same_id()
    {
        var at = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
        var early = CallIds.Of("a", at);
        Assert.Equal(early, CallIds.Of("a", at));
        Assert.True(string.CompareOrdinal(CallIds.Of("a", at.AddSeconds(1)), early) < 0);
        Assert.NotNull(CallKind.KeyOf(TestDesk.Account, early));
    }

    private sealed class AlwaysWritten(IMachineStore store) : IMachineStore
    {
        public Task<StoredMachine?> Read(MachineKey key, CancellationToken cancel) => store.Read(key, cancel);

        public Task<Commit> Commit(MachineKey key, string? tag, ReadOnlyMemory<byte> state, IReadOnlyList<JournalEntry> entries, CancellationToken cancel) => Task.FromResult<Commit>(new Commit.Conflict());

        public IAsyncEnumerable<JournalEntry> Journal(MachineKey key, CancellationToken cancel) => store.Journal(key, cancel);
    }
}
