using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;

namespace Pbx.Engine.Numbers;

/// <summary>Which account a public number belongs to, over all accounts.</summary>
public interface INumberDirectory
{
    /// <summary>Whose a number is; nothing for a number that is not ours.</summary>
    Task<NumberClaim?> Find(PhoneNumber number, CancellationToken cancel);

    /// <summary>Gives a number that nobody has to an account; nothing when somebody has it, be it the same account.</summary>
    Task<NumberClaim?> Claim(PhoneNumber number, AccountId account, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Gives a number to an account in place of a claim: its own, which that renews, or another's that came to nothing; nothing when that claim was renewed or given up in between.</summary>
    Task<NumberClaim?> Take(PhoneNumber number, NumberClaim from, AccountId account, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Gives a number up; one that was claimed anew since stays.</summary>
    Task Release(PhoneNumber number, NumberClaim claim, CancellationToken cancel);
}

/// <summary>A number is an account's, and since when; the tag changes with each claim.</summary>
public sealed record NumberClaim(AccountId Account, DateTimeOffset At, string Tag);
