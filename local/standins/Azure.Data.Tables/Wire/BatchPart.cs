using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>The response to one action of a transaction.</summary>
internal sealed class BatchPart(int status, string reason, List<(string Name, string Value)> headers, ReadOnlyMemory<byte> body) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => reason;

    public override Stream? ContentStream { get; set; } =
        MemoryMarshal.TryGetArray(body, out var bytes) && bytes.Array is { } array
            ? new MemoryStream(array, bytes.Offset, bytes.Count, writable: false, publiclyVisible: true)
            : new MemoryStream(body.ToArray(), 0, body.Length, writable: false, publiclyVisible: true);

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = headers.Find(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        var found = headers.FindAll(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ConvertAll(header => header.Value);
        values = found.Count > 0 ? found : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Name, header.Value));
}
