using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;

namespace Pbx.Engine.Lines;

/// <summary>Which users are on calls, and on which: a row for each place on a line that is in use.</summary>
public interface ILines
{
    /// <summary>Takes places, up to <see cref="MostAtOnce"/>: all of them, or none when one is in use.</summary>
    /// <returns>The places with their tags; nothing when one was in use.</returns>
    Task<IReadOnlyList<StoredLine>?> Take(AccountId account, IReadOnlyList<LineInUse> lines, CancellationToken cancel);

    /// <summary>The places in use of all users from the first number to the last, both included.</summary>
    Task<IReadOnlyList<StoredLine>> Read(AccountId account, ExtensionNumber first, ExtensionNumber last, CancellationToken cancel);

    /// <summary>Frees places, up to <see cref="MostAtOnce"/>: all of them, or none when one is no longer as it was read.</summary>
    Task<bool> Free(AccountId account, IReadOnlyList<StoredLine> lines, CancellationToken cancel);

    /// <summary>How many rows one transaction of table storage takes.</summary>
    const int MostAtOnce = 100;
}

/// <summary>A place on a user's line that is in use.</summary>
/// <param name="Place">1 and up.</param>
/// <param name="Call">The id of the call's machine.</param>
public sealed record LineInUse(ExtensionNumber User, int Place, string Call, DateTimeOffset Since);

/// <summary>A place as it stands in the store, with a tag that is another one when it is taken again.</summary>
public sealed record StoredLine(LineInUse Line, string Tag);
