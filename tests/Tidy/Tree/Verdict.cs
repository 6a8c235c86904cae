namespace Pbx.Tidy.Tree;

/// <summary>Fails a test with all findings at once.</summary>
public static class Verdict
{
    /// <summary>Nothing may have been found.</summary>
    public static void Clean(IEnumerable<Finding> findings)
    {
        var all = findings.Select(finding => finding.ToString()).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all)}");
    }
}
