using Azure.Core;
using Pbx.Domain.Numbers;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Infra.Tables;
using Pbx.Infra.Tests.Contracts;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Infra.Tests.Tables;

/// <summary>The client repeats what got no answer, and meets its own first try.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class WhenAnAnswerIsLost
{
    private readonly BadLine line = new();
    private readonly TableAccount storage;
    private readonly TableMachines machines;
    private readonly TableMachines others;
    private readonly MachineKey key = Fresh.Call(Fresh.Account());

    public WhenAnAnswerIsLost(AzuriteFixture azurite)
    {
        storage = TableAccount.Connect(azurite.ConnectionString, new StorageOperations(), options =>
        {
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            options.AddPolicy(line, HttpPipelinePosition.BeforeTransport);
        });
        machines = new TableMachines(storage);
        others = new TableMachines(TableAccount.Connect(azurite.ConnectionString, new StorageOperations()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_machine_that_was_made_by_the_first_try_is_written(bool withEvent)
    {
        await others.Commit(Fresh.Call(key.Account), null, Fresh.Text("{}"), [], default); // the table is there
        line.LoseNextAnswer();
        var written = Assert.IsType<Commit.Written>(await machines.Commit(key, null, Fresh.Text("1"), withEvent ? [Entry("e1")] : [], default));
        Assert.Equal(written.Tag, (await others.Read(key, default))!.Tag);
        Assert.Equal(withEvent ? 1 : 0, (await Fresh.All(others.Journal(key, default))).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_machine_that_was_changed_by_the_first_try_is_written(bool withEvent)
    {
        var first = Assert.IsType<Commit.Written>(await others.Commit(key, null, Fresh.Text("1"), [Entry("e1")], default));
        line.LoseNextAnswer();
        var written = Assert.IsType<Commit.Written>(await machines.Commit(key, first.Tag, Fresh.Text("2"), withEvent ? [Entry("e2")] : [], default));
        Assert.Equal(written.Tag, (await others.Read(key, default))!.Tag);
        Assert.Equal(Fresh.Text("2"), (await others.Read(key, default))!.State.ToArray());
        Assert.IsType<Commit.Written>(await machines.Commit(key, written.Tag, Fresh.Text("3"), [Entry("e3")], default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_that_never_arrived_is_written_by_the_second_try(bool withEvent)
    {
        line.LoseNextRequest();
        Assert.IsType<Commit.Written>(await machines.Commit(key, null, Fresh.Text("1"), withEvent ? [Entry("e1")] : [], default));
    }

    [Fact]
    public async Task An_event_that_the_first_try_wrote_is_a_duplicate_when_others_have_written_since()
    {
        var first = Assert.IsType<Commit.Written>(await others.Commit(key, null, Fresh.Text("1"), [], default));
        line.LoseNextAnswer(async () =>
        {
            var now = await others.Read(key, default);
            Assert.IsType<Commit.Written>(await others.Commit(key, now!.Tag, Fresh.Text("3"), [Entry("e3")], default));
        });
        Assert.IsType<Commit.Duplicate>(await machines.Commit(key, first.Tag, Fresh.Text("2"), [Entry("e2")], default));
        Assert.Equal(Fresh.Text("3"), (await others.Read(key, default))!.State.ToArray());
    }

    [Fact]
    public async Task A_write_without_an_event_is_a_conflict_when_others_have_written_since()
    {
        var first = Assert.IsType<Commit.Written>(await others.Commit(key, null, Fresh.Text("1"), [], default));
        line.LoseNextAnswer(async () =>
        {
            var now = await others.Read(key, default);
            Assert.IsType<Commit.Written>(await others.Commit(key, now!.Tag, Fresh.Text("3"), [], default));
        });
        Assert.IsType<Commit.Conflict>(await machines.Commit(key, first.Tag, Fresh.Text("2"), [], default));
        Assert.Equal(Fresh.Text("3"), (await others.Read(key, default))!.State.ToArray());
    }

    [Fact]
    public async Task A_conflict_whose_answer_is_lost_is_still_a_conflict()
    {
        var first = Assert.IsType<Commit.Written>(await others.Commit(key, null, Fresh.Text("1"), [], default));
        await others.Commit(key, first.Tag, Fresh.Text("2"), [], default);
        line.LoseNextAnswer();
        Assert.IsType<Commit.Conflict>(await machines.Commit(key, first.Tag, Fresh.Text("3"), [Entry("e3")], default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_version_that_the_first_try_saved_is_the_current_one(bool isFirst)
    {
        var configurations = new TableConfigurations(storage);
        var version = new ConfigurationVersion(1, "m", "admin", Fresh.At("2026-11-20T10:00:00Z"), "why");
        var pointer = isFirst ? null : await configurations.Flip(key.Account, null, version, default);
        await configurations.ReadPointer(key.Account, default);
        await configurations.WriteSections(key.Account, [new ConfigurationSection("m", Fresh.Text("{}"))], default); // the table is there
        line.LoseNextAnswer();
        var flipped = await configurations.Flip(key.Account, pointer?.Tag, version with { Number = isFirst ? 1 : 2 }, default);
        Assert.NotNull(flipped);
        Assert.Equal(flipped, await configurations.ReadPointer(key.Account, default));
    }

    [Fact]
    public async Task A_number_that_the_first_try_claimed_is_ours()
    {
        var numbers = new TableNumbers(storage);
        await numbers.Claim(PhoneAddress.Of(Fresh.Number()), key.Account, DateTimeOffset.UnixEpoch, default); // the table is there
        line.LoseNextAnswer();
        var number = PhoneAddress.Of(Fresh.Number());
        await numbers.Claim(number, key.Account, DateTimeOffset.UnixEpoch, default); // the repeated insert finds its own first try
        Assert.Equal(key.Account, (await numbers.Find(number, default))?.Account);
    }

    private static JournalEntry Entry(string id) => new(id, 1, Fresh.Text("{}"));
}
