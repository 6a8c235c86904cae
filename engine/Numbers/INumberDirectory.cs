using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;

namespace Pbx.Engine.Numbers;

/// <summary>Which account a public number belongs to, over all accounts.</summary>
public interface INumberDirectory
{
    /// <summary>The account of a number; nothing for a number that is not ours.</summary>
    Task<AccountId?> Find(PhoneNumber number, CancellationToken cancel);

    /// <summary>Gives a number to an account if nobody else has it; answers whose it is afterwards.</summary>
    Task<AccountId> Claim(PhoneNumber number, AccountId account, CancellationToken cancel);

    /// <summary>Takes a number from an account; a number that is another's stays there.</summary>
    Task Release(PhoneNumber number, AccountId account, CancellationToken cancel);
}
