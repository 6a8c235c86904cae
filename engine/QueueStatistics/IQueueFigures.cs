using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;

namespace Pbx.Engine.QueueStatistics;

/// <summary>
/// The sums of the queues of an account, as rows with names. A row is written under the condition that it is as it was read. A name such as <c>d-20261122</c> says to which month the row belongs (letters, a
/// hyphen, then year, month and day); rows that are listed or written together belong to months or to none.
/// </summary>
public interface IQueueFigures
{
    /// <summary>A row, or nothing.</summary>
    Task<StoredFigures?> Read(AccountId account, ExtensionNumber queue, string name, CancellationToken cancel);

    /// <summary>The rows from one name to another, both included, in the order of their names.</summary>
    Task<IReadOnlyList<StoredFigures>> List(AccountId account, ExtensionNumber queue, string first, string last, CancellationToken cancel);

    /// <summary>Writes a row if it is as it was read, or still missing where it has no tag; and with it, or not at all, a second row whatever it is.</summary>
    /// <returns>Whether it was written.</returns>
    Task<bool> Write(AccountId account, ExtensionNumber queue, StoredFigures row, FiguresBeside? beside, CancellationToken cancel);

    /// <summary>Drops the rows of all months that were over before a day; answers which months, in whatever words.</summary>
    Task<IReadOnlyList<string>> DropBefore(DateOnly day, CancellationToken cancel);
}

/// <summary>A row as it stands in the store.</summary>
/// <param name="Name">Letters, digits and hyphens.</param>
/// <param name="Tag">Another one after each write; none: it is not there yet.</param>
public sealed record StoredFigures(string Name, ReadOnlyMemory<byte> Content, string? Tag);

/// <summary>What is written together with a row.</summary>
public sealed record FiguresBeside(string Name, ReadOnlyMemory<byte> Content);
