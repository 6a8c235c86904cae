using Pbx.Domain.Accounts;

namespace Pbx.Engine.Configurations;

/// <summary>Hears of each save, after it has taken effect. It must not throw, since nothing is undone by that; what it misses because the process dies it finds out by itself later.</summary>
public interface IAfterSave
{
    /// <summary>An account has a new version.</summary>
    Task Saved(AccountId account, CancellationToken cancel);
}
