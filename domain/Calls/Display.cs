using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Calls;

/// <summary>What a rung phone shows of the caller.</summary>
public static class Display
{
    /// <summary>The most characters of the joined prefixes (EXT-075).</summary>
    public const int LongestPrefix = 40;

    /// <summary>The prefixes in the order in which they were collected, joined by a space (EXT-074), then the caller's name or number (EXT-073), then the text for the receiver (EXT-077).</summary>
    public static string Of(ValueList<string> prefixes, string? name, PhoneAddress caller, string? information = null)
    {
        var who = string.IsNullOrEmpty(name) ? caller.Value : name;
        who = string.IsNullOrEmpty(information) ? who : $"{who} ({information})";
        if (prefixes.Count == 0)
        {
            return who;
        }

        var joined = string.Join(' ', prefixes);
        return $"{(joined.Length > LongestPrefix ? joined[..LongestPrefix] : joined)} {who}";
    }
}
