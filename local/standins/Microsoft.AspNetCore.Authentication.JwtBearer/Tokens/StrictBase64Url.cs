using System.Buffers;
using System.Buffers.Text;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>
/// Base64url as JWTs have it (RFC 7515, section 2): no padding, no white space, and one text only for the same bytes, so that a token
/// cannot be altered without breaking it.
/// </summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>The most bytes that a text can stand for.</summary>
    public static int LongestOf(int length) => Base64Url.GetMaxDecodedLength(length);

    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> into, out int length)
    {
        length = 0;
        if (text.IsEmpty || text.ContainsAnyExcept(Alphabet))
        {
            return false;
        }

        // The framework refuses unused bits that are not zero, but takes padding and white space.
        return Base64Url.DecodeFromUtf8(text, into, out _, out length) == OperationStatus.Done;
    }
}
