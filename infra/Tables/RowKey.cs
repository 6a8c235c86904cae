using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Pbx.Infra.Tables;

/// <summary>Names that are made of text from outside. The Table service takes no <c>/ \ # ?</c> and control characters in keys, and at most 1 KiB.</summary>
internal static class RowKey
{
    private const int Longest = 200;
    private const char Hashed = '~';

    // Not all that is allowed: what also needs no escaping in an address or a filter.
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:@=+|");

    /// <summary>The text itself where it can be a key, otherwise a hash of it, always the same one. No two texts have the same.</summary>
    public static string Safe(string text) =>
        text.Length is > 0 and <= Longest && !text.AsSpan().ContainsAnyExcept(Plain)
            ? text
            : Hashed + Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(text)));
}
