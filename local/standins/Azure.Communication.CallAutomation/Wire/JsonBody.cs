using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Core;

namespace Azure.Communication.CallAutomation;

/// <summary>A JSON object as the body of a request: written once, sent with every try.</summary>
internal sealed class JsonBody : RequestContent
{
    // The body goes to a JSON parser and never into a page, so a plus sign can stay a plus sign.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private JsonBody(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    public ReadOnlyMemory<byte> Bytes { get; }

    public static JsonBody Write<T>(T from, Action<Utf8JsonWriter, T> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            members(json, from);
            json.WriteEndObject();
        }

        return new(buffer.WrittenMemory);
    }

    public override async Task WriteToAsync(Stream stream, CancellationToken cancellation) => await stream.WriteAsync(Bytes, cancellation);

    public override void WriteTo(Stream stream, CancellationToken cancellation) => stream.Write(Bytes.Span);

    public override bool TryComputeLength(out long length)
    {
        length = Bytes.Length;
        return true;
    }

    public override void Dispose()
    {
    }
}
