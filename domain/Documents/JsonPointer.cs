namespace Pbx.Domain.Documents;

/// <summary>Pointers into a document (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>The pointer to a member of what another pointer leads to.</summary>
    public static string To(string at, string member) =>
        $"{at}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The pointer to an item of a list.</summary>
    public static string To(string at, int index) => FormattableString.Invariant($"{at}/{index}");

    /// <summary>All places that hold what a pointer leads to, from the next to the whole document.</summary>
    public static IEnumerable<string> Above(string pointer)
    {
        while (pointer.Length > 0)
        {
            pointer = pointer[..pointer.LastIndexOf('/')];
            yield return pointer;
        }
    }

    /// <summary>Whether a pointer leads to one of some places or into it.</summary>
    public static bool IsWithin(string pointer, IReadOnlySet<string> places)
    {
        for (var end = pointer.Length; end >= 0; end = end == 0 ? -1 : pointer.LastIndexOf('/', end - 1))
        {
            if (places.Contains(pointer[..end]))
            {
                return true;
            }
        }

        return false;
    }
}
