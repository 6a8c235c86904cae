using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pbx.Tidy.Tree;

namespace Pbx.Tidy.Files;

/// <summary>Where things lie: folders by capability, one tree that is true, every project in the solution, versions in one place.</summary>
public static partial class Layout
{
    private static readonly HashSet<string> KindsOfCode =
        new(["Models", "Services", "Helpers", "Handlers", "Utils", "Helper", "Util", "Utilities", "Managers"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Folders named after a kind of code instead of a capability. Stand-ins follow official namespaces.</summary>
    public static IEnumerable<Finding> FolderNames(SourceTree tree) =>
        from file in tree.Files
        where file.Folders is not ["local", "standins", ..]
        from folder in file.Folders
        where KindsOfCode.Contains(folder)
        select new Finding(string.Join('/', file.Folders), 1, $"{folder} is a kind of code: name the folder after what the code is for.");

    /// <summary>
    /// The tree in README.md against the folders that are there, and the first line of each folder's README against its line in
    /// the tree. Spaces between name and words do not count, nor does a heading mark.
    /// </summary>
    public static IEnumerable<Finding> Readmes(SourceTree tree)
    {
        var readme = tree.Files.FirstOrDefault(file => file.Path == "README.md");
        if (readme is null)
        {
            yield return new Finding("README.md", 1, "There is none.");
            yield break;
        }

        var lines = TreeLine().Matches(readme.Text).ToDictionary(line => line.Groups["name"].Value, line => line.Groups["words"].Value.Trim(), StringComparer.Ordinal);
        var folders = tree.Files.Where(file => file.Folders.Count > 0).Select(file => file.Folders[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var unlisted in folders.Where(folder => !folder.StartsWith('.') && !lines.ContainsKey(folder)))
        {
            yield return new Finding("README.md", 1, $"The tree does not name {unlisted}/.");
        }

        foreach (var (folder, words) in lines)
        {
            if (!folders.Contains(folder))
            {
                yield return new Finding("README.md", 1, $"The tree names {folder}/, which is not there.");
            }
            else if (!folder.StartsWith('.'))
            {
                var path = $"{folder}/README.md";
                var first = tree.Files.FirstOrDefault(file => file.Path == path)?.Text.Split('\n')[0];
                if (first is null || Plain(first) != Plain($"{folder}/ {words}"))
                {
                    yield return new Finding(path, 1, $"Its first line is to be: {folder}/ {words}");
                }
            }
        }
    }

    /// <summary>Projects that Serverless.sln does not name, and the other way round.</summary>
    public static IEnumerable<Finding> Solution(SourceTree tree)
    {
        var solution = tree.Files.Single(file => file.Path == "Serverless.sln");
        var listed = ListedProject().Matches(solution.Text).Select(match => match.Groups["path"].Value.Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);
        var there = tree.Ending(".csproj").Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return there.Except(listed).Select(path => new Finding(path, 1, "Not in Serverless.sln."))
            .Concat(listed.Except(there).Select(path => new Finding("Serverless.sln", 1, $"{path} is not there.")));
    }

    /// <summary>Versions of packages anywhere but in Directory.Packages.props.</summary>
    public static IEnumerable<Finding> Versions(SourceTree tree) =>
        from file in tree.Files
        where file.Path != "Directory.Packages.props"
        where file.Path.EndsWith(".csproj", StringComparison.Ordinal) || file.Path.EndsWith(".props", StringComparison.Ordinal) || file.Path.EndsWith(".targets", StringComparison.Ordinal)
        from item in XDocument.Parse(file.Text).Descendants()
        where item.Name.LocalName is "PackageReference" or "PackageVersion" or "AzurePackage"
        where item.Name.LocalName == "PackageVersion"
            || item.Attributes().Select(attribute => attribute.Name.LocalName).Concat(item.Elements().Select(child => child.Name.LocalName)).Any(name => name is "Version" or "VersionOverride")
        select new Finding(file.Path, 1, $"The version of {item.Attribute("Include")?.Value} belongs into Directory.Packages.props.");

    private static string Plain(string line) => Space().Replace(line.TrimStart('#', ' ').Replace("`", "", StringComparison.Ordinal), " ").Trim();

    // A line of the tree: a folder's name and a slash at the margin, then two spaces or more, then what it holds.
    [GeneratedRegex(@"^(?<name>[.\w-]+)/ {2,}(?<words>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TreeLine();

    [GeneratedRegex(@"""(?<path>[^""]+\.csproj)""", RegexOptions.ExplicitCapture)]
    private static partial Regex ListedProject();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
