using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pbx.Functions.Errors;

/// <summary>Reads the body of a request, up to a size that fits what it is for.</summary>
internal static class RequestBody
{
    /// <summary>The body, or the answer that refuses it: too large, or not JSON by its content type.</summary>
    public static Task<(ReadOnlyMemory<byte> Body, IResult? Refusal)> Read(HttpRequest request, long most, CancellationToken cancel) =>
        IsJson(request.ContentType) ? ReadAll(request, most, cancel) : Task.FromResult<(ReadOnlyMemory<byte>, IResult?)>((default, Problems.WrongType()));

    /// <summary>The body, or the answer that refuses it: too large, or of another content type.</summary>
    public static Task<(ReadOnlyMemory<byte> Body, IResult? Refusal)> Read(HttpRequest request, string type, long most, CancellationToken cancel) =>
        TypeOf(request.ContentType).Equals(type, StringComparison.OrdinalIgnoreCase) ? ReadAll(request, most, cancel) : Task.FromResult<(ReadOnlyMemory<byte>, IResult?)>((default, Problems.WrongType(type)));

    /// <summary>A body as text; nothing where it is none in UTF-8, which whoever sent it is to be told.</summary>
    public static string? Text(ReadOnlyMemory<byte> body)
    {
        try
        {
            return Utf8.GetString(body.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static async Task<(ReadOnlyMemory<byte> Body, IResult? Refusal)> ReadAll(HttpRequest request, long most, CancellationToken cancel)
    {
        if (request.ContentLength > most)
        {
            return (default, Problems.TooLarge(most));
        }

        var body = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 4096));
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(4096), cancel);
            if (read == 0)
            {
                return (body.WrittenMemory, null);
            }

            body.Advance(read);
            if (body.WrittenCount > most)
            {
                return (default, Problems.TooLarge(most));
            }
        }
    }

    private static ReadOnlySpan<char> TypeOf(string? contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        return (end < 0 ? type : type[..end]).Trim();
    }

    private static bool IsJson(string? contentType)
    {
        var type = TypeOf(contentType);
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
            || type.Equals("application/cloudevents-batch+json", StringComparison.OrdinalIgnoreCase);
    }
}
