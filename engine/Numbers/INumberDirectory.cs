using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;

namespace Pbx.Engine.Numbers;

/// <summary>Which account a public number or the device of a user belongs to, over all accounts. Both are addresses, and no device has the address of a number.</summary>
public interface INumberDirectory
{
    /// <summary>Whose an address is; nothing for one that is not ours.</summary>
    Task<NumberClaim?> Find(PhoneAddress address, CancellationToken cancel);

    /// <summary>Gives an address that nobody has to an account; nothing when somebody has it, be it the same account.</summary>
    Task<NumberClaim?> Claim(PhoneAddress address, AccountId account, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Gives an address to an account in place of a claim: its own, which that renews, or another's that came to nothing; nothing when that claim was renewed or given up in between.</summary>
    Task<NumberClaim?> Take(PhoneAddress address, NumberClaim from, AccountId account, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Gives an address up; one that was claimed anew since stays.</summary>
    Task Release(PhoneAddress address, NumberClaim claim, CancellationToken cancel);
}

/// <summary>An address is an account's, and since when; the tag changes with each claim.</summary>
public sealed record NumberClaim(AccountId Account, DateTimeOffset At, string Tag);
