using System.Globalization;

namespace Pbx.Domain.Machines;

/// <summary>
/// The name of one command: the revision of the machine that gave it, and its place among the commands of that step.
/// Derived, never random, so the same decision always has the same name. Written as <c>7.0</c>.
/// </summary>
public readonly record struct OpId(int Revision, int Index)
{
    /// <summary>Reads the written form; false for anything else, such as the context of an operation that is not ours.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out OpId op)
    {
        op = default;
        var dot = text.IndexOf('.');
        if (dot <= 0
            || !int.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            || !int.TryParse(text[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return false;
        }

        op = new OpId(revision, index);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Revision}.{Index}");
}
