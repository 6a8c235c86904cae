using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Pbx.Domain.Documents;

/// <summary>
/// The one form in which we write documents for people: members in the order of the records, lists as they were given, what is not set left out and what has a default written, two spaces a
/// level, lines ended by a line feed, UTF-8 without a mark, nothing escaped that need not be. So equal documents have equal bytes.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a document of a known type.</summary>
    public static byte[] Write<T>(T document, JsonTypeInfo<T> type) => Write(writer => JsonSerializer.Serialize(writer, document, type));

    /// <summary>Writes a tree as it stands.</summary>
    public static byte[] Write(JsonNode tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return Write(writer => tree.WriteTo(writer));
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
