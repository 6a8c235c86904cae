using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Prompts;

/// <summary>An audio file of an account, named by its content: the SHA-256 as 64 hexadecimal digits. What bears a name never changes (VMR-100).</summary>
[JsonConverter(typeof(TextJson<AudioFile>))]
public readonly record struct AudioFile : IWrittenAsText<AudioFile>
{
    private const int Digits = 64;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    private AudioFile(string value) => Value = value;

    /// <inheritdoc/>
    public static string Expected => "The name of an audio file is expected here: the 64 digits that its upload was answered with.";

    /// <inheritdoc/>
    public static string? Pattern => "^[0-9a-f]{64}$";

    /// <inheritdoc/>
    public static string? Example => "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    /// <summary>The name as written.</summary>
    public string Value => field ?? "";

    /// <summary>Reads a name; false when it is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AudioFile value)
    {
        value = default;
        if (text is not { Length: Digits } || text.AsSpan().ContainsAnyExcept(Hexadecimal))
        {
            return false;
        }

        value = new AudioFile(text);
        return true;
    }

    /// <summary>Reads a name that is known to be one.</summary>
    /// <exception cref="FormatException">It is not the name of an audio file.</exception>
    public static AudioFile Parse(string text) =>
        TryParse(text, out var file) ? file : throw new FormatException($"“{text}” is not the name of an audio file.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
