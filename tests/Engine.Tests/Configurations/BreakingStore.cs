using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Configurations;
using Pbx.Engine.Numbers;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.Configurations;

/// <summary>Stores of a process that dies at one of its writes: before it took effect, after it did, or, where it writes several sections, in the middle. What comes after it never happens.</summary>
internal sealed class BreakingStore(MemoryConfigurations configurations, MemoryNumbers numbers, int dieAt, BreakingStore.Moment moment) : IConfigurationStore, INumberDirectory
{
    private int writes;

    public enum Moment
    {
        Before,
        Amid,
        After,
    }

    /// <summary>Writes that were begun.</summary>
    public int Writes => writes;

    public Task<ConfigurationPointer?> ReadPointer(AccountId account, CancellationToken cancel) => Alive(() => configurations.ReadPointer(account, cancel));

    public Task<ReadOnlyMemory<byte>?> ReadSection(AccountId account, string name, CancellationToken cancel) => Alive(() => configurations.ReadSection(account, name, cancel));

    public async Task WriteSections(AccountId account, IReadOnlyCollection<ConfigurationSection> sections, CancellationToken cancel) => await Write(async () =>
    {
        await configurations.WriteSections(account, sections, cancel);
        return true;
    }, () => configurations.WriteSections(account, [.. sections.Take(sections.Count / 2)], cancel));

    public Task<ConfigurationPointer?> Flip(AccountId account, string? tag, ConfigurationVersion version, CancellationToken cancel) => Write(() => configurations.Flip(account, tag, version, cancel));

    public IAsyncEnumerable<ConfigurationVersion> History(AccountId account, int? before, CancellationToken cancel) => configurations.History(account, before, cancel);

    public IAsyncEnumerable<(AccountId Account, ConfigurationPointer Pointer)> Accounts(AccountId? after, CancellationToken cancel) => configurations.Accounts(after, cancel);

    public Task<ConfigurationVersion?> ReadVersion(AccountId account, int number, CancellationToken cancel) => Alive(() => configurations.ReadVersion(account, number, cancel));

    public Task<NumberClaim?> Find(PhoneAddress address, CancellationToken cancel) => Alive(() => numbers.Find(address, cancel));

    public Task<NumberClaim?> Claim(PhoneAddress address, AccountId account, DateTimeOffset at, CancellationToken cancel) => Write(() => numbers.Claim(address, account, at, cancel));

    public Task<NumberClaim?> Take(PhoneAddress address, NumberClaim from, AccountId account, DateTimeOffset at, CancellationToken cancel) => Write(() => numbers.Take(address, from, account, at, cancel));

    public async Task Release(PhoneAddress address, NumberClaim claim, CancellationToken cancel) => await Write(async () =>
    {
        await numbers.Release(address, claim, cancel);
        return true;
    });

    private Task<T> Alive<T>(Func<Task<T>> read) => Volatile.Read(ref writes) >= dieAt ? throw Dead() : read();

    private async Task<T> Write<T>(Func<Task<T>> write, Func<Task>? half = null)
    {
        var number = Interlocked.Increment(ref writes);
        if (number > dieAt || (number == dieAt && moment == Moment.Before))
        {
            throw Dead();
        }

        if (number == dieAt && moment == Moment.Amid && half is not null)
        {
            await half();
            throw Dead();
        }

        var answer = await write();
        return number == dieAt ? throw Dead() : answer;
    }

    private static IOException Dead() => new("The process is dead.");
}
