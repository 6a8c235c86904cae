using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;

namespace Pbx.Engine.Lines;

/// <summary>Which users are on calls, and on which: a row for each place on a line that is in use.</summary>
public interface ILines
{
    /// <summary>Takes, changes and frees places, up to <see cref="MostAtOnce"/>: all of them, or none when one is not as it was taken to be.</summary>
    /// <returns>The places that are in use after it, in the order of the writes, with their tags; nothing when nothing was written.</returns>
    Task<IReadOnlyList<StoredLine>?> Write(AccountId account, IReadOnlyList<LineWrite> writes, CancellationToken cancel);

    /// <summary>The places in use of all users from the first number to the last, both included.</summary>
    Task<IReadOnlyList<StoredLine>> Read(AccountId account, ExtensionNumber first, ExtensionNumber last, CancellationToken cancel);

    /// <summary>How many rows one transaction of table storage takes.</summary>
    const int MostAtOnce = 100;
}

/// <summary>A place on a user's line that is in use.</summary>
/// <param name="Place">1 and up.</param>
/// <param name="Call">The id of the call's machine.</param>
public sealed record LineInUse(ExtensionNumber User, int Place, string Call, DateTimeOffset Since);

/// <summary>A place as it stands in the store, with a tag that is another one when it is taken again.</summary>
public sealed record StoredLine(LineInUse Line, string Tag);

/// <summary>One row that is written.</summary>
/// <param name="Was">As it was read; nothing: the place was free.</param>
/// <param name="Now">As it is to be, of the same user and at the same place; nothing: free.</param>
public sealed record LineWrite(StoredLine? Was, LineInUse? Now);
