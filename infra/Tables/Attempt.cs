using Azure;
using Azure.Data.Tables;

namespace Pbx.Infra.Tables;

/// <summary>
/// A transaction that may have to be recognised: when an answer is lost the client sends it again, and what then fails may fail because the first try took effect.
/// So the row that is written under a condition carries the id of its write.
/// </summary>
/// <param name="Id">The id of this write.</param>
internal sealed record Attempt(Guid Id)
{
    private const string Property = "op";

    /// <summary>Whether it was sent more than once.</summary>
    public bool WasRepeated { get; private set; }

    /// <summary>A new one.</summary>
    public static Attempt New() => new(Guid.NewGuid());

    /// <summary>Marks the row that is written under the condition.</summary>
    public TableEntity Mark(TableEntity row)
    {
        row.Add(Property, Id);
        return row;
    }

    /// <summary>Whether a row is as this write left it.</summary>
    public bool Wrote(TableEntity? row) => row?.GetGuid(Property) == Id;

    /// <summary>Sends the transaction; answers the tag that one of its actions gave its row.</summary>
    public async Task<ETag> Submit(TableClient table, IReadOnlyList<TableTransactionAction> actions, int tagOf, CancellationToken cancel)
    {
        using (StorageOperations.CountTries(out var tries))
        {
            try
            {
                var answers = await table.SubmitTransactionAsync(actions, cancel);
                return answers.Value[tagOf].Headers.ETag ?? throw new RequestFailedException("A row was written, but its tag was not told.");
            }
            finally
            {
                WasRepeated = tries.MoreThanOne;
            }
        }
    }
}
