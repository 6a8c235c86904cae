using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Explanations;

/// <summary>
/// The keys that a caller presses, 0 to 9, * and #, in the order in which they are listened for. Each question takes as many as it asks for; <c>w</c> waits: the question is not answered, or not any
/// further. When the keys are used up, no more are pressed.
/// </summary>
[JsonConverter(typeof(TextJson<KeySequence>))]
public readonly record struct KeySequence : IWrittenAsText<KeySequence>
{
    private const int Longest = 200;
    private static readonly SearchValues<char> Keys = SearchValues.Create("0123456789*#w");

    private KeySequence(string value) => Value = value;

    /// <inheritdoc/>
    public static string Expected => "Keys are expected here: 1 to 200 of 0 to 9, * and #, in their order, with w where the caller waits, such as 1w2.";

    /// <inheritdoc/>
    public static string? Pattern => "^[0-9*#w]{1,200}$";

    /// <inheritdoc/>
    public static string? Example => "1w2";

    /// <inheritdoc/>
    public string Value => field ?? "";

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out KeySequence value)
    {
        value = default;
        if (text is not { Length: >= 1 and <= Longest } || text.AsSpan().ContainsAnyExcept(Keys))
        {
            return false;
        }

        value = new KeySequence(text);
        return true;
    }

    /// <summary>Reads keys that are known to be some.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static KeySequence Parse(string text) => TryParse(text, out var keys) ? keys : throw new FormatException($"“{text}” are no keys.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
