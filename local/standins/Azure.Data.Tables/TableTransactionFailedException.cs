using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>
/// Nothing of a transaction was written, because one of its actions failed: status and error code are those of that action.
/// </summary>
public sealed class TableTransactionFailedException : RequestFailedException
{
    private const string IndexKey = "FailedEntity";

    internal TableTransactionFailedException(RequestFailedException cause, int? failedIndex)
        : base(cause.Status, cause.Message, cause.ErrorCode, cause)
    {
        FailedTransactionActionIndex = failedIndex;
        if (failedIndex is { } index)
        {
            Data[IndexKey] = index.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The position of the action that failed, from 0; null if the service blamed the transaction as a whole.</summary>
    public int? FailedTransactionActionIndex { get; }
}
