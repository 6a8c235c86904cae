namespace Pbx.Domain.Documents;

/// <summary>What a name is: 1 to 64 characters that are not all blank (EXT-046, NPL-008, NPL-018).</summary>
internal static class NameCheck
{
    private const int Longest = 64;

    /// <summary>The problem, with the name as the root of the pointer.</summary>
    public static IEnumerable<Problem> Check(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.EnumerateRunes().Count() > Longest)
        {
            yield return new Problem("", "A name has 1 to 64 characters.");
        }
    }

    /// <summary>The problems of a list of names, each of which stands there once; with the list as the root of the pointers.</summary>
    public static IEnumerable<Problem> CheckAll(IReadOnlyList<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            foreach (var problem in Check(names[i]).Concat(seen.Add(names[i]) ? [] : [new Problem("", $"“{names[i]}” is there already.")]))
            {
                yield return problem.Under($"/{i}");
            }
        }
    }
}
