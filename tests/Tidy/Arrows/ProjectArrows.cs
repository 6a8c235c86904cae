using System.Xml.Linq;
using Pbx.Tidy.Tree;

namespace Pbx.Tidy.Arrows;

/// <summary>The arrows of ARCHITECTURE 2: which project may refer to which, and which may name Azure.</summary>
public static class ProjectArrows
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["domain"] = [],
        ["engine"] = ["domain"],
        ["infra"] = ["engine", "domain"],
        ["functions"] = ["engine", "infra", "domain"],
        ["simulator/Network"] = [],
        ["simulator/Rest"] = ["simulator/Network"],
        ["local/host"] = ["functions", "simulator/Network", "simulator/Rest"],
    };

    // Projects that may be written against an official Azure package, which is how a stand-in is reached.
    private static readonly HashSet<string> WrittenAgainstAzure = new(["infra", "functions", "local/host"], StringComparer.Ordinal);

    private static readonly HashSet<string> NoVendor = new(["domain", "engine"], StringComparer.Ordinal);

    /// <summary>Every reference that is not one of the allowed arrows.</summary>
    public static IEnumerable<Finding> Findings(SourceTree tree) =>
        tree.Ending(".csproj").SelectMany(OfProject).Concat(OfSharedFiles(tree));

    private static IEnumerable<Finding> OfProject(SourceFile project)
    {
        var from = string.Join('/', project.Folders);
        var xml = XDocument.Parse(project.Text);
        foreach (var target in Named(xml, "ProjectReference"))
        {
            var to = FolderOf(from, target);
            if (!IsAllowed(from, to))
            {
                yield return new Finding(project.Path, 1, $"{from} may not refer to {to} (ARCHITECTURE 2).");
            }
        }

        foreach (var package in Named(xml, "AzurePackage").Where(_ => !WrittenAgainstAzure.Contains(from) && !IsTest(from)))
        {
            yield return new Finding(project.Path, 1, $"{from} may not be written against {package}: only infra, functions and local/host are.");
        }

        foreach (var package in Named(xml, "PackageReference").Concat(Named(xml, "FrameworkReference")).Where(name => NoVendor.Contains(from) && IsVendor(name)))
        {
            yield return new Finding(project.Path, 1, $"{from} may not use {package}: it knows no vendor and no web server.");
        }
    }

    // A reference that every project gets is an arrow that no project file shows: only the stand-in switch is one.
    private static IEnumerable<Finding> OfSharedFiles(SourceTree tree) =>
        from file in tree.Files
        where file.Path.EndsWith(".props", StringComparison.Ordinal) || file.Path.EndsWith(".targets", StringComparison.Ordinal)
        from target in Named(XDocument.Parse(file.Text), "ProjectReference")
        where !target.Contains("local/standins/%(Identity)/", StringComparison.Ordinal)
        select new Finding(file.Path, 1, $"A reference to {target} for every project hides an arrow.");

    private static bool IsAllowed(string from, string to) =>
        IsTest(from)
        || (IsStandIn(from) && IsStandIn(to))
        || (Allowed.TryGetValue(from, out var targets) && targets.Contains(to, StringComparer.Ordinal));

    private static bool IsTest(string folder) => folder.StartsWith("tests/", StringComparison.Ordinal);

    private static bool IsStandIn(string folder) => folder.StartsWith("local/standins/", StringComparison.Ordinal);

    private static bool IsVendor(string package) =>
        package.StartsWith("Azure.", StringComparison.Ordinal)
        || package.StartsWith("Microsoft.Azure.", StringComparison.Ordinal)
        || package.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
        || package.StartsWith("Microsoft.Identity.", StringComparison.Ordinal)
        || package.StartsWith("Microsoft.Graph", StringComparison.Ordinal);

    private static IEnumerable<string> Named(XDocument xml, string element) =>
        xml.Descendants().Where(item => item.Name.LocalName == element).Select(item => item.Attribute("Include")?.Value ?? "").Where(name => name.Length > 0);

    private static string FolderOf(string from, string reference)
    {
        var parts = from.Split('/').ToList();
        foreach (var step in reference.Replace('\\', '/').Split('/')[..^1])
        {
            if (step != "..")
            {
                parts.Add(step);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return string.Join('/', parts);
    }
}
