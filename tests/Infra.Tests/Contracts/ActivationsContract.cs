using Pbx.Domain.Accounts;
using Pbx.Domain.NumberingPlans;
using Pbx.Engine.NumberingPlans;

namespace Pbx.Infra.Tests.Contracts;

public abstract class ActivationsContract
{
    private static readonly DateTimeOffset Start = Fresh.At("2026-11-20T08:00:00Z");
    private readonly AccountId account = Fresh.Account();

    protected abstract IActivations Activations { get; }

    [Fact]
    public async Task An_activation_is_read_as_it_was_written()
    {
        Assert.Null(await Activations.Read(account, default));
        var written = Activation(1, Start.AddHours(1)) with
        {
            Schemes = [new ActiveScheme(1, 5, ActiveBy.Holiday, "Zoë's “day” 🎄", Start.AddTicks(1)), new ActiveScheme(99, null, ActiveBy.Nothing, null, Start)],
        };
        Assert.True(await Activations.Write(written, null, default));
        Assert.Equal(written, (await Activations.Read(account, default))?.Activation);
        Assert.Null(await Activations.Read(Fresh.Account(), default));
    }

    [Fact]
    public async Task Of_two_who_write_at_once_one_wins()
    {
        Assert.True(await Activations.Write(Activation(1, null), null, default));
        Assert.False(await Activations.Write(Activation(1, Start), null, default));
        var first = await Activations.Read(account, default);
        Assert.True(await Activations.Write(Activation(2, null), first!.Tag, default));
        Assert.False(await Activations.Write(Activation(3, null), first.Tag, default));
        Assert.False(await Activations.Write(Activation(3, null), null, default));
        Assert.Equal(2, (await Activations.Read(account, default))?.Activation.Revision);
    }

    [Fact]
    public async Task What_is_due_is_told_from_its_instant_on_the_earliest_minute_first()
    {
        DueAccount[] entries =
        [
            new(Start.AddDays(-400), account, 7), new(Start.AddMinutes(-1), account, 1), new(Start, account, 2), new(Start.AddSeconds(30), account, 3), new(Start.AddMinutes(1), account, 4),
            new(Start.AddDays(1), account, 5), new(Start.AddYears(70), account, 6),
        ];
        foreach (var entry in entries.Reverse())
        {
            await Activations.Expect(entry, default);
            await Activations.Expect(entry, default);
        }

        Assert.Equal(entries[..2], await Due(Start.AddTicks(-1)));
        Assert.Equal(entries[..3], await Due(Start));
        Assert.Equal(entries[..3], await Due(Start.AddSeconds(29)));
        Assert.Equal(entries[..4], await Due(Start.AddSeconds(30)));
        Assert.Equal(entries[..6], await Due(Start.AddDays(2)));
    }

    [Fact]
    public async Task An_entry_that_is_settled_is_gone_and_its_neighbours_stay()
    {
        var (one, other) = (new DueAccount(Start, account, 1), new DueAccount(Start, account, 2));
        await Activations.Expect(one, default);
        await Activations.Expect(other, default);
        await Activations.Settle(one, default);
        await Activations.Settle(one, default);
        Assert.Equal([other], await Due(Start));
        await Activations.Settle(other, default);
        Assert.Empty(await Due(Start.AddYears(1)));
    }

    private async Task<DueAccount[]> Due(DateTimeOffset at) => [.. (await Fresh.All(Activations.Due(at, default))).Where(entry => entry.Account == account)];

    private Activation Activation(int revision, DateTimeOffset? due) => new(account, revision, 3, Start, [new ActiveScheme(1, 1, ActiveBy.Weekly, null, Start)], due);
}
