using Pbx.Domain.Accounts;

namespace Pbx.Engine.NumberingPlans;

/// <summary>
/// Keeps per account what is in force in its schemes, and an index of the instants at which that changes next, so that a minute in which nothing changes costs one read however many accounts there
/// are. An entry of the index is written before the activation that it belongs to and removed after the one that comes next, so a crash in between leaves an entry too many and never one too few.
/// </summary>
public interface IActivations
{
    /// <summary>An account's activation; nothing before the first.</summary>
    Task<StoredActivation?> Read(AccountId account, CancellationToken cancel);

    /// <summary>Replaces an activation if it is unchanged since; without a tag there must be none yet. False: somebody else was faster.</summary>
    Task<bool> Write(Activation activation, string? tag, CancellationToken cancel);

    /// <summary>Adds an entry to the index; one that is there already stays.</summary>
    Task Expect(DueAccount entry, CancellationToken cancel);

    /// <summary>Removes an entry from the index; one that is gone already is no error.</summary>
    Task Settle(DueAccount entry, CancellationToken cancel);

    /// <summary>The entries up to an instant, included, the earliest minute first.</summary>
    IAsyncEnumerable<DueAccount> Due(DateTimeOffset upTo, CancellationToken cancel);
}
