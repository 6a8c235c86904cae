using Pbx.Engine.Machines;

namespace Pbx.Infra.Tests.Contracts;

public abstract class MachineStoreContract
{
    private readonly MachineKey key = Fresh.Call(Fresh.Account());

    protected abstract IMachineStore Store { get; }

    protected abstract IMachineRetention Retention { get; }

    [Fact]
    public async Task A_machine_that_was_never_written_is_nothing()
    {
        Assert.Null(await Store.Read(key, default));
        Assert.Empty(await Fresh.All(Store.Journal(key, default)));
    }

    [Fact]
    public async Task A_machine_is_read_as_it_was_written()
    {
        var tag = await Write(key, null, "{\"a\":1}", Entry("e1", 1));
        var read = await Store.Read(key, default);
        Assert.NotNull(read);
        Assert.Equal("{\"a\":1}"u8, read.State.Span);
        Assert.Equal(tag, read.Tag);
    }

    [Fact]
    public async Task A_tag_changes_at_every_write_even_of_the_same_state()
    {
        var first = await Write(key, null, "{}", Entry("e1", 1));
        var second = await Write(key, first, "{}", Entry("e2", 2));
        Assert.NotEqual(first, second);
        Assert.Equal(second, (await Store.Read(key, default))!.Tag);
    }

    [Fact]
    public async Task A_later_state_replaces_all_of_the_earlier()
    {
        var long_ = Fresh.Bytes(200_000);
        var first = Assert.IsType<Commit.Written>(await Store.Commit(key, null, long_, [], default));
        await Write(key, first.Tag, "{}", null);
        Assert.Equal("{}"u8.ToArray(), (await Store.Read(key, default))!.State.ToArray());
    }

    [Fact]
    public async Task A_machine_that_exists_is_not_made_anew()
    {
        await Write(key, null, "first", Entry("e1", 1));
        Assert.IsType<Commit.Conflict>(await Store.Commit(key, null, Fresh.Text("second"), [Entry("e2", 1)], default));
        await Stands("first", "e1");
    }

    [Fact]
    public async Task A_machine_that_exists_is_not_made_anew_without_an_event_either()
    {
        await Write(key, null, "first", null);
        Assert.IsType<Commit.Conflict>(await Store.Commit(key, null, Fresh.Text("second"), [], default));
        await Stands("first");
    }

    [Fact]
    public async Task A_stale_tag_is_a_conflict_and_nothing_is_written()
    {
        var first = await Write(key, null, "first", Entry("e1", 1));
        await Write(key, first, "second", Entry("e2", 2));
        Assert.IsType<Commit.Conflict>(await Store.Commit(key, first, Fresh.Text("third"), [Entry("e3", 2)], default));
        await Stands("second", "e1", "e2");
    }

    [Fact]
    public async Task A_stale_tag_is_a_conflict_without_an_event_too()
    {
        var first = await Write(key, null, "first", null);
        await Write(key, first, "second", null);
        Assert.IsType<Commit.Conflict>(await Store.Commit(key, first, Fresh.Text("third"), [], default));
        await Stands("second");
    }

    [Fact]
    public async Task A_tag_for_a_machine_that_does_not_exist_is_a_conflict()
    {
        var elsewhere = await Write(Fresh.Call(key.Account), null, "{}", null);
        Assert.IsType<Commit.Conflict>(await Store.Commit(key, elsewhere, Fresh.Text("{}"), [Entry("e1", 1)], default));
        Assert.Null(await Store.Read(key, default));
    }

    [Fact]
    public async Task A_tag_for_a_week_in_which_nothing_was_written_is_a_conflict()
    {
        var elsewhere = await Write(key, null, "{}", null);
        var other = Fresh.Call(key.Account, "200952");
        Assert.IsType<Commit.Conflict>(await Store.Commit(other, elsewhere, Fresh.Text("{}"), [Entry("e1", 1)], default));
        Assert.Null(await Store.Read(other, default));
    }

    [Fact]
    public async Task Several_events_are_written_with_the_state_in_their_order()
    {
        var entries = Enumerable.Range(1, IMachineStore.MostEntries).Select(i => Entry($"e{i}", i)).ToList();
        Assert.IsType<Commit.Written>(await Store.Commit(key, null, Fresh.Text("all"), entries, default));
        await Stands("all", [.. entries.Select(entry => entry.EventId)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Where_one_of_several_events_was_handled_nothing_is_written(int which)
    {
        var first = await Write(key, null, "first", Entry("e1", 1));
        var entries = Enumerable.Range(2, 3).Select(i => Entry(i - 2 == which ? "e1" : $"e{i}", i)).ToList();
        Assert.IsType<Commit.Duplicate>(await Store.Commit(key, first, Fresh.Text("second"), entries, default));
        await Stands("first", "e1");
    }

    [Fact]
    public async Task A_stale_tag_is_a_conflict_for_several_events_too()
    {
        var first = await Write(key, null, "first", Entry("e1", 1));
        await Write(key, first, "second", Entry("e2", 2));
        Assert.IsType<Commit.Conflict>(await Store.Commit(key, first, Fresh.Text("third"), [Entry("e3", 2), Entry("e4", 3)], default));
        await Stands("second", "e1", "e2");
    }

    [Fact]
    public async Task More_events_than_one_write_has_room_for_and_one_that_is_there_twice_are_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Commit(key, null, Fresh.Text("{}"), [.. Enumerable.Range(0, IMachineStore.MostEntries + 1).Select(i => Entry($"e{i}", i))], default));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Commit(key, null, Fresh.Text("{}"), [Entry("e1", 1), Entry("e1", 2)], default));
        Assert.Null(await Store.Read(key, default));
    }

    [Fact]
    public async Task An_event_that_was_handled_is_a_duplicate_and_nothing_is_written()
    {
        var first = await Write(key, null, "first", Entry("e1", 1));
        Assert.IsType<Commit.Duplicate>(await Store.Commit(key, first, Fresh.Text("second"), [Entry("e1", 2)], default));
        await Stands("first", "e1");
        Assert.Equal(first, (await Store.Read(key, default))!.Tag);
    }

    [Fact]
    public async Task An_event_that_was_handled_is_a_duplicate_under_a_stale_tag_too()
    {
        var first = await Write(key, null, "first", Entry("e1", 1));
        await Write(key, first, "second", Entry("e2", 2));
        Assert.IsType<Commit.Duplicate>(await Store.Commit(key, first, Fresh.Text("third"), [Entry("e2", 2)], default));
        await Stands("second", "e1", "e2");
    }

    [Fact]
    public async Task The_event_that_made_a_machine_is_a_duplicate_when_it_comes_again_without_a_tag()
    {
        await Write(key, null, "first", Entry("e1", 1));
        Assert.IsType<Commit.Duplicate>(await Store.Commit(key, null, Fresh.Text("again"), [Entry("e1", 1)], default));
        await Stands("first", "e1");
    }

    [Fact]
    public async Task Of_many_who_make_a_machine_at_once_exactly_one_does()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => Store.Commit(key, null, Fresh.Text($"{i}"), [Entry($"e{i}", 1)], default))));
        Assert.Single(outcomes.OfType<Commit.Written>());
        Assert.Equal(7, outcomes.OfType<Commit.Conflict>().Count());
        var winner = Array.FindIndex(outcomes, o => o is Commit.Written);
        await Stands($"{winner}", $"e{winner}");
    }

    [Fact]
    public async Task Of_many_who_make_a_machine_at_once_with_one_event_exactly_one_does_and_the_others_are_duplicates()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => Store.Commit(key, null, Fresh.Text("{}"), [Entry("e1", 1)], default))));
        Assert.Single(outcomes.OfType<Commit.Written>());
        Assert.Equal(7, outcomes.OfType<Commit.Duplicate>().Count());
    }

    [Fact]
    public async Task Of_many_who_change_a_machine_at_once_exactly_one_does()
    {
        var tag = await Write(key, null, "start", Entry("e", 1));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => Store.Commit(key, tag, Fresh.Text($"{i}"), [Entry($"e{i}", 2)], default))));
        var winner = Array.FindIndex(outcomes, o => o is Commit.Written);
        Assert.Equal(7, outcomes.OfType<Commit.Conflict>().Count());
        Assert.Equal(((Commit.Written)outcomes[winner]).Tag, (await Store.Read(key, default))!.Tag);
        await Stands($"{winner}", "e", $"e{winner}");
    }

    [Theory]
    [InlineData("a/b\\c#d?e")]
    [InlineData("with spaces and 'quotes' and \"more\"")]
    [InlineData("percent%2Fsigns%")]
    [InlineData("umlaut äöü, 日本語, 😀")]
    [InlineData("\u0001\u007f\t\n")]
    [InlineData("~starts-like-a-hash")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a+b=c&d|e@f:g")]
    [InlineData("j-x")]
    public async Task Events_may_have_any_id(string id)
    {
        var tag = await Write(key, null, "{}", Entry(id, 1));
        Assert.IsType<Commit.Duplicate>(await Store.Commit(key, tag, Fresh.Text("{}"), [Entry(id, 2)], default));
        await Write(key, tag, "{}", Entry(id + "2", 2));
        Assert.Equal([id, id + "2"], (await Fresh.All(Store.Journal(key, default))).Select(e => e.EventId));
    }

    [Fact]
    public async Task Events_whose_ids_differ_in_case_or_at_the_very_end_are_different()
    {
        var tag = await Write(key, null, "{}", Entry(new string('/', 199) + "a", 1));
        tag = await Write(key, tag, "{}", Entry(new string('/', 199) + "b", 2));
        tag = await Write(key, tag, "{}", Entry("case", 3));
        await Write(key, tag, "{}", Entry("CASE", 4));
        Assert.Equal(4, (await Fresh.All(Store.Journal(key, default))).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task An_event_without_a_reasonable_id_is_refused(int length)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Commit(key, null, Fresh.Text("{}"), [Entry(new string('x', length), 1)], default));
        Assert.Null(await Store.Read(key, default));
    }

    [Theory]
    [InlineData("id with / and ? and 'quotes'")]
    [InlineData("")]
    [InlineData("plain")]
    public async Task Machines_may_have_any_id(string id)
    {
        var odd = new MachineKey(key.Account, "limit", id);
        var tag = await Write(odd, null, "first", Entry("e1", 1));
        await Write(odd, tag, "second", Entry("e2", 2));
        Assert.Equal("second"u8.ToArray(), (await Store.Read(odd, default))!.State.ToArray());
        Assert.Equal(2, (await Fresh.All(Store.Journal(odd, default))).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(600 * 1024)]
    [InlineData(896 * 1024)]
    public async Task A_state_of_any_size_comes_back_as_it_was(int length)
    {
        var state = Fresh.Bytes(length);
        Assert.IsType<Commit.Written>(await Store.Commit(key, null, state, [new JournalEntry("e1", 1, Fresh.Bytes(Math.Min(length, 100_000)))], default));
        Assert.Equal(state, (await Store.Read(key, default))!.State.ToArray());
        Assert.Equal(Fresh.Bytes(Math.Min(length, 100_000)), (await Fresh.All(Store.Journal(key, default)))[0].Content.ToArray());
    }

    [Fact]
    public async Task A_state_that_is_too_large_is_refused_and_nothing_is_written()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Commit(key, null, new byte[(896 * 1024) + 1], [Entry("e1", 1)], default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Commit(key, null, new byte[1], [new JournalEntry("e1", 1, new byte[(896 * 1024) + 1])], default));
        Assert.Null(await Store.Read(key, default));
    }

    [Fact]
    public async Task What_is_written_does_not_change_with_the_callers_buffer()
    {
        var buffer = Fresh.Text("before");
        await Store.Commit(key, null, buffer, [], default);
        buffer[0] = (byte)'X';
        Assert.Equal("before"u8.ToArray(), (await Store.Read(key, default))!.State.ToArray());
    }

    [Fact]
    public async Task The_journal_is_in_the_order_in_which_it_was_written_whatever_the_ids()
    {
        var ids = new[] { "z", "b", "10", "9", "a/1", "A", "y" };
        string? tag = null;
        for (var i = 0; i < ids.Length; i++)
        {
            tag = await Write(key, tag, "{}", new JournalEntry(ids[i], 8 + i, Fresh.Text($"content of {ids[i]}")));
        }

        var journal = await Fresh.All(Store.Journal(key, default));
        Assert.Equal(ids, journal.Select(e => e.EventId));
        Assert.Equal(Enumerable.Range(8, ids.Length), journal.Select(e => e.Revision));
        Assert.All(journal, e => Assert.Equal(Fresh.Text($"content of {e.EventId}"), e.Content.ToArray()));
    }

    [Fact]
    public async Task Two_accounts_may_have_a_machine_of_the_same_id_and_see_only_their_own()
    {
        var theirs = key with { Account = Fresh.Account() };
        var ours = await Write(key, null, "ours", Entry("e1", 1));
        Assert.Null(await Store.Read(theirs, default));
        await Write(theirs, null, "theirs", Entry("e1", 1));
        await Write(key, ours, "ours still", Entry("e2", 2));
        Assert.Equal("theirs"u8.ToArray(), (await Store.Read(theirs, default))!.State.ToArray());
        Assert.Single(await Fresh.All(Store.Journal(theirs, default)));
    }

    [Fact]
    public async Task Two_kinds_of_machine_may_have_the_same_id()
    {
        var line = key with { Kind = "line" };
        await Write(key, null, "call", Entry("e1", 1));
        await Write(line, null, "line", Entry("e1", 1));
        Assert.Equal("call"u8.ToArray(), (await Store.Read(key, default))!.State.ToArray());
        Assert.Equal("line"u8.ToArray(), (await Store.Read(line, default))!.State.ToArray());
    }

    [Fact]
    public async Task Journals_of_machines_that_stay_are_cut_and_their_states_are_not()
    {
        var (floor, line, midnight) = (new MachineKey(key.Account, "floor", "floor"), new MachineKey(key.Account, "line", "lines"), Fresh.At("1985-01-02T00:00:00Z"));
        foreach (var each in (MachineKey[])[floor, floor with { Account = Fresh.Account() }, line, key])
        {
            string? tag = null;
            foreach (var hours in (int[])[-30, -1, 0, 1])
            {
                tag = await Write(each, tag, $"{hours}", Entry($"at {hours}", 40 + hours) with { At = midnight.AddHours(hours) });
            }

            await Write(each, tag, "last", Entry("without a time", 99));
        }

        Assert.Equal(4, await Retention.CutJournals("floor", midnight, default));
        Assert.Equal(0, await Retention.CutJournals("floor", midnight, default));
        var journal = await Fresh.All(Store.Journal(floor, default));
        Assert.Equal([("at 0", midnight), ("at 1", midnight.AddHours(1)), ("without a time", default)], journal.Select(entry => (entry.EventId, entry.At)));
        Assert.Equal(5, (await Fresh.All(Store.Journal(line, default))).Count);
        Assert.Equal(5, (await Fresh.All(Store.Journal(key, default))).Count);
        var left = (await Store.Read(floor, default))!;
        Assert.Equal("last"u8.ToArray(), left.State.ToArray());
        Assert.IsType<Commit.Duplicate>(await Store.Commit(floor, left.Tag, Fresh.Text("again"), [Entry("at 0", 100)], default));
    }

    [Fact]
    public async Task Weeks_that_are_over_are_dropped_and_no_others()
    {
        var (old, last, recent) = (Fresh.Call(key.Account, "200101"), Fresh.Call(key.Account, "200102"), Fresh.Call(key.Account, "200103"));
        var floor = new MachineKey(key.Account, "floor", "floor");
        var odd = new MachineKey(key.Account, "call", "200199-no-such-week");
        foreach (var each in new[] { old, last, recent, floor, odd, key })
        {
            await Write(each, null, "{}", Entry("e1", 1));
        }

        // Week 2 of 2001 ends with the 14th of January.
        Assert.Equal(["calls200101"], await Retention.DropOlderThan(Fresh.At("2001-01-14T23:59:59.9999999Z"), default));
        Assert.Null(await Store.Read(old, default));
        Assert.Empty(await Fresh.All(Store.Journal(old, default)));
        Assert.NotNull(await Store.Read(last, default));

        Assert.Equal(["calls200102"], await Retention.DropOlderThan(Fresh.At("2001-01-15T01:00:00+01:00"), default));
        Assert.Null(await Store.Read(last, default));
        foreach (var each in new[] { recent, floor, odd, key })
        {
            Assert.NotNull(await Store.Read(each, default));
        }

        Assert.Equal(["calls200103"], await Retention.DropOlderThan(Fresh.At("2001-02-01T00:00:00Z"), default));
        Assert.Empty(await Retention.DropOlderThan(Fresh.At("2001-02-01T00:00:00Z"), default));
    }

    [Fact]
    public async Task A_week_that_was_dropped_can_be_written_again()
    {
        var old = Fresh.Call(key.Account, "200110");
        await Write(old, null, "{}", Entry("e1", 1));
        Assert.Equal(["calls200110"], await Retention.DropOlderThan(Fresh.At("2001-06-01T00:00:00Z"), default));
        await Write(old, null, "{}", Entry("e1", 1));
        await Retention.DropOlderThan(Fresh.At("2001-06-01T00:00:00Z"), default);
    }

    [Fact]
    public async Task A_kind_that_cannot_be_stored_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Commit(key with { Kind = "Odd kind" }, null, Fresh.Text("{}"), [], default));

    private static JournalEntry Entry(string eventId, int revision) => new(eventId, revision, Fresh.Text("{}"));

    private async Task<string> Write(MachineKey machine, string? tag, string state, JournalEntry? entry) =>
        Assert.IsType<Commit.Written>(await Store.Commit(machine, tag, Fresh.Text(state), entry is null ? [] : [entry], default)).Tag;

    private async Task Stands(string state, params string[] events)
    {
        Assert.Equal(Fresh.Text(state), (await Store.Read(key, default))!.State.ToArray());
        Assert.Equal(events, (await Fresh.All(Store.Journal(key, default))).Select(e => e.EventId));
    }
}
