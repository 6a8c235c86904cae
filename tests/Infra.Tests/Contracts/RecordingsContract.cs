using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Recordings;
using Pbx.Engine.Recordings;

namespace Pbx.Infra.Tests.Contracts;

public abstract class RecordingsContract
{
    private static readonly DateTimeOffset Start = Fresh.At("2026-11-20T23:50:00.125Z");
    private static readonly ExtensionNumber Number = ExtensionNumber.Parse("600");
    private readonly AccountId account = Fresh.Account();

    protected abstract IRecordings Recordings { get; }

    [Fact]
    public async Task A_started_recording_is_found_by_the_networks_name_until_it_is_filed()
    {
        var started = Started(Start) with { CallerName = "Zoë “Z” O'Neill", Other = PhoneAddress.Parse("web:anna") };
        await Recordings.Begin(started, default);
        await Recordings.Begin(started, default);
        Assert.Equal(started, await Recordings.Begun(started.Network, default));
        Assert.Equal(started, Assert.Single(await All(Recordings.Waiting(default)), one => one.Account == account));
        await Recordings.File(started, [Filed(started)], default);
        Assert.Null(await Recordings.Begun(started.Network, default));
        Assert.DoesNotContain(await All(Recordings.Waiting(default)), one => one.Account == account);
        await Recordings.File(started, [Filed(started)], default);
        Assert.Single(await List());
    }

    [Fact]
    public async Task A_name_of_the_network_may_be_long_and_odd()
    {
        var started = Started(Start) with { Network = Fresh.Account() + new string('x', 600) + "/+#?\\=" };
        await Recordings.Begin(started, default);
        Assert.Equal(started, await Recordings.Begun(started.Network, default));
        Assert.Null(await Recordings.Begun(started.Network + "=", default));
    }

    [Fact]
    public async Task Nothing_is_found_where_nothing_is()
    {
        Assert.Null(await Recordings.Begun("none", default));
        Assert.Null(await Recordings.Find(account, Shelf.Conversations, "none", default));
        Assert.Empty(await List());
        Assert.Equal((0, 0L), await Recordings.Count(account, Shelf.Box(Number), default));
        Assert.Null(await Change(Filed(Started(Start)), one => one));
        await Recordings.Remove(Filed(Started(Start)), default);
    }

    [Fact]
    [Trait("Rule", "VMR-078")]
    public async Task A_box_counts_what_is_in_it_and_not_what_was_deleted()
    {
        var kept = await Put(Start, 1000);
        var deleted = await Put(Start.AddMinutes(1), 50);
        await Put(Start.AddMinutes(2), 200);
        Assert.NotNull(await Change(deleted, one => one with { Deleted = Start.AddHours(1) }));
        Assert.Equal((2, 1200L), await Recordings.Count(account, Shelf.Box(Number), default));
        Assert.Equal((0, 0L), await Recordings.Count(account, Shelf.Box(ExtensionNumber.Parse("601")), default));
        Assert.Equal((0, 0L), await Recordings.Count(Fresh.Account(), Shelf.Box(Number), default));
        Assert.Equal(kept, await Recordings.Find(account, Shelf.Box(Number), kept.Id, default));
    }

    [Fact]
    public async Task A_box_is_listed_from_the_newest_on()
    {
        var first = await Put(Start, 1);
        var third = await Put(Start.AddMinutes(2), 3);
        var second = await Put(Start.AddMinutes(1), 2);
        Assert.Equal([third, second, first], await List());
    }

    [Fact]
    public async Task What_is_changed_is_changed_and_what_is_removed_is_gone()
    {
        var message = await Put(Start, 1);
        Assert.NotNull(await Change(message, one => one with { Heard = Start.AddHours(1), Trouble = "The file is empty." }));
        Assert.Equal(message with { Heard = Start.AddHours(1), Trouble = "The file is empty." }, Assert.Single(await List()));
        await Recordings.Remove(message, default);
        Assert.Empty(await List());
    }

    [Fact]
    public async Task What_is_over_is_told_from_its_instant_on()
    {
        var until = Start.AddDays(31);
        var over = Filed(Started(Start)) with { Until = until };
        await Recordings.File(Started(Start), [over], default);
        await Put(Start.AddMinutes(1), 1);
        Assert.DoesNotContain(await All(Recordings.Over(until.AddTicks(-1), default)), one => one.Account == account);
        Assert.Equal(over, Assert.Single(await All(Recordings.Over(until, default)), one => one.Account == account));
        await Change(over, one => one with { Until = null });
        Assert.DoesNotContain(await All(Recordings.Over(until, default)), one => one.Account == account);
    }

    [Fact]
    [Trait("Rule", "VMR-083")]
    public async Task Two_who_change_a_message_at_once_both_change_it()
    {
        var message = await Put(Start, 1);
        await Task.WhenAll(
            Change(message, one => one with { Heard = Start.AddHours(1) }),
            Change(message, one => one with { Deleted = Start.AddHours(2) }),
            Change(message, one => one with { Trouble = "The file is empty." }));
        Assert.Equal(message with { Heard = Start.AddHours(1), Deleted = Start.AddHours(2), Trouble = "The file is empty." }, Assert.Single(await List()));
    }

    private Task<Recording?> Change(Recording recording, Func<Recording, Recording> change) => Recordings.Change(recording.Account, recording.Shelf, recording.Id, change, default);

    private async Task<Recording> Put(DateTimeOffset at, long bytes)
    {
        var recording = Filed(Started(at)) with { Bytes = bytes };
        await Recordings.File(Started(at), [recording], default);
        return recording;
    }

    private Task<List<Recording>> List() => All(Recordings.List(account, Shelf.Box(Number), default));

    private StartedRecording Started(DateTimeOffset at) => new(
        $"{account}-{at.Ticks}", account, "202647-call", new OpId(3, 0), new RecordingPurpose.Message(Number), PhoneAddress.Parse("+31612345678"), null, PhoneNumber.Parse("+31205550100"), null, at);

    private static Recording Filed(StartedRecording from) => new(
        from.NameOf(0), from.Account, from.Purpose, from.Call, from.Caller, from.CallerName, from.Dialled, from.Other, from.At, "20261120/a/b/0.wav", TimeSpan.FromSeconds(7.52), 240_684);

    private static async Task<List<T>> All<T>(IAsyncEnumerable<T> from)
    {
        var all = new List<T>();
        await foreach (var one in from)
        {
            all.Add(one);
        }

        return all;
    }
}
