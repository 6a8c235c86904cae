using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Pbx.Domain.Documents;

/// <summary>JSON that somebody wrote, before it is known what is in it.</summary>
internal static class JsonText
{
    /// <summary>The JSON, or what is wrong with the text, by line and position.</summary>
    public static (JsonDocument? Json, Problem? Problem) Parse(ReadOnlyMemory<byte> text)
    {
        if (!Utf8.IsValid(text.Span))
        {
            return (null, new Problem("", "The document is no text in UTF-8."));
        }

        try
        {
            // some editors put a mark in front
            return (JsonDocument.Parse(text.Span.StartsWith("\uFEFF"u8) ? text["\uFEFF"u8.Length..] : text), null);
        }
        catch (JsonException malformed)
        {
            return (null, new Problem("", Words(malformed)));
        }
    }

    private static string Words(JsonException malformed)
    {
        var end = malformed.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var why = end < 0 ? malformed.Message : malformed.Message[..end];
        return string.Create(CultureInfo.InvariantCulture, $"This is no JSON, from line {(malformed.LineNumber ?? 0) + 1}, position {(malformed.BytePositionInLine ?? 0) + 1} on: {why}");
    }
}
