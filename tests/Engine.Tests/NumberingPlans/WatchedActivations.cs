using Pbx.Domain.Accounts;
using Pbx.Engine.NumberingPlans;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.NumberingPlans;

/// <summary>Activations that count what they are asked.</summary>
internal sealed class WatchedActivations : IActivations
{
    private readonly MemoryActivations memory = new();

    public int Reads { get; private set; }

    public int Writes { get; private set; }

    /// <summary>What happens before a row is written.</summary>
    public Func<Task> BeforeWrite { get; set; } = () => Task.CompletedTask;

    public Task<StoredActivation?> Read(AccountId account, CancellationToken cancel)
    {
        Reads++;
        return memory.Read(account, cancel);
    }

    public async Task<bool> Write(Activation activation, string? tag, CancellationToken cancel)
    {
        await BeforeWrite();
        Writes++;
        return await memory.Write(activation, tag, cancel);
    }

    public Task Expect(DueAccount entry, CancellationToken cancel)
    {
        Writes++;
        return memory.Expect(entry, cancel);
    }

    public Task Settle(DueAccount entry, CancellationToken cancel)
    {
        Writes++;
        return memory.Settle(entry, cancel);
    }

    public IAsyncEnumerable<DueAccount> Due(DateTimeOffset upTo, CancellationToken cancel) => memory.Due(upTo, cancel);
}

/// <summary>The activations of a process that dies before one of its writes, or after it. What comes after it never happens.</summary>
internal sealed class DyingActivations(IActivations activations, int dieAt, bool before) : IActivations
{
    private int writes;

    public Task<StoredActivation?> Read(AccountId account, CancellationToken cancel) => writes >= dieAt ? throw Dead() : activations.Read(account, cancel);

    public Task<bool> Write(Activation activation, string? tag, CancellationToken cancel) => Once(() => activations.Write(activation, tag, cancel));

    public Task Expect(DueAccount entry, CancellationToken cancel) => Once(async () =>
    {
        await activations.Expect(entry, cancel);
        return true;
    });

    public Task Settle(DueAccount entry, CancellationToken cancel) => Once(async () =>
    {
        await activations.Settle(entry, cancel);
        return true;
    });

    public IAsyncEnumerable<DueAccount> Due(DateTimeOffset upTo, CancellationToken cancel) => activations.Due(upTo, cancel);

    private async Task<bool> Once(Func<Task<bool>> write)
    {
        var number = ++writes;
        if (number > dieAt || (number == dieAt && before))
        {
            throw Dead();
        }

        var answer = await write();
        return number == dieAt ? throw Dead() : answer;
    }

    private static IOException Dead() => new("The process is dead.");
}
