using System.Text;

namespace Azure.Data.Tables.Wire;

/// <summary>
/// Reads the multipart answer to a batch: the parts of all changesets, in order. Lines may end with CRLF or LF, a part may stand
/// directly in the batch (an error that is no action's), and lines before the status line of a part are passed over (Azurite
/// repeats a boundary there).
/// </summary>
internal static class BatchAnswer
{
    /// <exception cref="FormatException">The answer is not multipart, or a part is no HTTP response.</exception>
    public static List<Response> Read(ReadOnlyMemory<byte> body, string? contentType)
    {
        var parts = new List<Response>();
        Read(body, Boundary(contentType) ?? throw new FormatException($"A batch was answered with {contentType ?? "no content type"}."), parts);
        return parts;
    }

    /// <summary>The position of the failed action, which the service puts before its message: "1:The update condition …".</summary>
    public static int? FailedIndex(Response part)
    {
        if (!ErrorDetails.Instance.TryParse(part, out var error, out _))
        {
            return null;
        }

        var message = error.Message ?? "";
        var digits = message.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && message[digits] == ':' && int.TryParse(message.AsSpan(0, digits), out var index) ? index : null;
    }

    private static void Read(ReadOnlyMemory<byte> body, string boundary, List<Response> parts)
    {
        foreach (var part in Split(body, Encoding.UTF8.GetBytes("--" + boundary)))
        {
            var rest = part;
            var inner = Boundary(Headers(ref rest).Find(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value);
            if (inner is null)
            {
                parts.Add(Http(rest));
            }
            else
            {
                Read(rest, inner, parts);
            }
        }
    }

    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, byte[] delimiter)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        var rest = body;
        int? start = null; // of the part being read
        for (var at = 0; at < body.Length;)
        {
            rest = body[at..];
            var line = Line(ref rest);
            var next = body.Length - rest.Length;
            if (IsDelimiter(line.Span, delimiter, out var last))
            {
                if (start is { } begin)
                {
                    parts.Add(body[begin..at]);
                }

                start = next;
                if (last)
                {
                    return parts;
                }
            }

            at = next;
        }

        throw new FormatException("The answer to a batch was cut off.");
    }

    private static bool IsDelimiter(ReadOnlySpan<byte> line, ReadOnlySpan<byte> delimiter, out bool last)
    {
        last = false;
        if (!line.StartsWith(delimiter))
        {
            return false;
        }

        var tail = line[delimiter.Length..].TrimEnd((byte)' ');
        last = tail.SequenceEqual("--"u8);
        return last || tail.IsEmpty;
    }

    private static BatchPart Http(ReadOnlyMemory<byte> part)
    {
        var rest = part;
        while (!rest.IsEmpty)
        {
            var line = Encoding.UTF8.GetString(Line(ref rest).Span);
            if (line.StartsWith("HTTP/", StringComparison.Ordinal))
            {
                // HTTP/1.1 204 No Content
                var words = line.Split(' ', 3);
                var headers = Headers(ref rest);
                return words.Length > 1 && int.TryParse(words[1], out var status)
                    ? new BatchPart(status, words.Length > 2 ? words[2].Trim() : "", headers, Trimmed(rest))
                    : throw new FormatException($"A part of the answer to a batch has the status line \"{line}\".");
            }
        }

        throw new FormatException("A part of the answer to a batch has no status line.");
    }

    private static List<(string Name, string Value)> Headers(ref ReadOnlyMemory<byte> rest)
    {
        var headers = new List<(string, string)>();
        while (!rest.IsEmpty && Line(ref rest) is { IsEmpty: false } line)
        {
            var text = Encoding.UTF8.GetString(line.Span);
            if (text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
            {
                headers.Add((text[..colon].Trim(), text[(colon + 1)..].Trim()));
            }
        }

        return headers;
    }

    private static ReadOnlyMemory<byte> Line(ref ReadOnlyMemory<byte> rest)
    {
        var feed = rest.Span.IndexOf((byte)'\n');
        var line = feed < 0 ? rest : rest[..feed];
        rest = feed < 0 ? default : rest[(feed + 1)..];
        return line.Span.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> body) => body.Trim("\r\n"u8);

    private static string? Boundary(string? contentType)
    {
        if (contentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        foreach (var parameter in contentType.Split(';', StringSplitOptions.TrimEntries))
        {
            if (parameter.StartsWith("boundary=", StringComparison.OrdinalIgnoreCase))
            {
                return parameter["boundary=".Length..].Trim('"');
            }
        }

        return null;
    }
}
