using System.Buffers;
using System.Text;

namespace Azure.Data.Tables.Wire;

/// <summary>
/// An entity group transaction on its way out: multipart/mixed with one changeset, one application/http part per action, lines ended
/// by CRLF, absolute addresses, parts unsigned (REST reference, "Performing Entity Group Transactions").
/// </summary>
internal sealed record BatchBody(ReadOnlyMemory<byte> Bytes, string ContentType, int Actions)
{
    /// <exception cref="InvalidOperationException">There are no actions.</exception>
    /// <exception cref="NotSupportedException">An entity is of a type that the stand-in does not take.</exception>
    public static BatchBody Of(IEnumerable<TableTransactionAction> actions, string account, string table, Guid batch, Guid changeset)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using var json = EntityWriter.Open(buffer);
        Text(buffer, $"--batch_{batch}\r\nContent-Type: multipart/mixed; boundary=changeset_{changeset}\r\n\r\n");
        var count = 0;
        foreach (var action in actions)
        {
            Text(buffer, $"--changeset_{changeset}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            Text(buffer, Head(action, account, table));
            if (action.ActionType != TableTransactionActionType.Delete)
            {
                json.Reset();
                EntityWriter.Write(json, Entities.Own(action.Entity));
                json.Flush();
            }

            Text(buffer, "\r\n");
            count++;
        }

        if (count == 0)
        {
            throw new InvalidOperationException("Transaction contains no operations.");
        }

        Text(buffer, $"--changeset_{changeset}--\r\n--batch_{batch}--\r\n");
        return new(buffer.WrittenMemory, $"multipart/mixed; boundary=batch_{batch}", count);
    }

    private static string Head(TableTransactionAction action, string account, string table)
    {
        var entity = Entities.WithKeys(action.Entity);
        var (method, ifMatch) = action.ActionType switch
        {
            TableTransactionActionType.Add => ("POST", null),
            TableTransactionActionType.UpdateMerge => ("PATCH", Verbatim(action.ETag)),
            TableTransactionActionType.UpdateReplace => ("PUT", Verbatim(action.ETag)),
            TableTransactionActionType.UpsertMerge => ("PATCH", null),
            TableTransactionActionType.UpsertReplace => ("PUT", null),
            TableTransactionActionType.Delete => ("DELETE", Verbatim(action.ETag) ?? "*"),
            _ => throw new InvalidOperationException($"{action.ActionType} is no action of a transaction."),
        };
        var address = action.ActionType == TableTransactionActionType.Add
            ? Addresses.Table(account, table)
            : Addresses.Entity(account, table, entity.PartitionKey, entity.RowKey);
        var body = action.ActionType == TableTransactionActionType.Delete ? "" : "Content-Type: application/json\r\n";
        var prefer = action.ActionType == TableTransactionActionType.Add ? "Prefer: return-no-content\r\n" : "";
        var condition = ifMatch is null ? "" : $"If-Match: {ifMatch}\r\n";
        return $"{method} {address} HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n{prefer}{condition}{body}\r\n";
    }

    private static string? Verbatim(ETag etag) => etag == default ? null : etag.ToString();

    private static void Text(ArrayBufferWriter<byte> buffer, string text) => Encoding.UTF8.GetBytes(text, buffer);
}
