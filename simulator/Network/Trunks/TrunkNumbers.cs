using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Network.Trunks;

/// <summary>
/// The numbers that the ACS resource owns: exact (<c>+31205550123</c>) or by prefix (<c>+31205550*</c>). A call to one of
/// them reaches the application, and only they may be shown as caller id.
/// </summary>
public sealed class TrunkNumbers
{
    private readonly string[] patterns;

    /// <exception cref="ArgumentException">A pattern is not a number in E.164, or a beginning of one followed by a star.</exception>
    public TrunkNumbers(IEnumerable<string> patterns)
    {
        this.patterns = [.. patterns.Select(p => p.Trim())];
        var wrong = this.patterns.FirstOrDefault(p => !p.StartsWith('+') || !p[1..].TrimEnd('*').All(char.IsAsciiDigit) || p.TrimEnd('*').Length < p.Length - 1);
        if (wrong is not null)
        {
            throw new ArgumentException($"'{wrong}' is neither a number such as +31205550123 nor a prefix such as +31205550*.", nameof(patterns));
        }
    }

    /// <summary>Whether the resource owns this number.</summary>
    public bool Owns(Address address) => address.Number is { } number && patterns.Any(p => Matches(p, number));

    private static bool Matches(string pattern, string number) => pattern.EndsWith('*')
        ? number.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : string.Equals(number, pattern, StringComparison.Ordinal);
}
