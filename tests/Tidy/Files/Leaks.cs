using System.Text.RegularExpressions;
using Pbx.Tidy.Tree;

namespace Pbx.Tidy.Files;

/// <summary>What no file may hold: secrets, and the hosts that packages happen to be fetched from.</summary>
public static partial class Leaks
{
    // The key of every Azurite in the world, published in its documentation.
    private const string AzuriteKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Addresses of package registries: which one serves this project is the machine's own affair.</summary>
    public static IEnumerable<Finding> Registries(SourceTree tree) => Matches(tree, Registry(), "Names a package registry");

    /// <summary>Keys, passwords and tokens.</summary>
    public static IEnumerable<Finding> Secrets(SourceTree tree) =>
        Matches(new SourceTree([.. tree.Files.Select(file => file with { Text = file.Text.Replace(AzuriteKey, "", StringComparison.Ordinal) })]), Secret(), "Looks like a secret");

    private static IEnumerable<Finding> Matches(SourceTree tree, Regex pattern, string what) =>
        from file in tree.Files
        from Match match in pattern.Matches(file.Text)
        select file.At(match.Index, $"{what}: {match.Value[..Math.Min(match.Length, 24)]}");

    // Written in pieces, so that this file does not find itself.
    [GeneratedRegex("registry" + @"\.npm|npm" + @"js\.(org|com)|yarn" + @"pkg\.com|nuget" + @"\.org|pkgs" + @"\.dev\.azure\.com|pypi" + @"\.org|deb\.debian" + @"\.org|""resolved"":\s*""http", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex("-----BEGIN " + @"[A-Z ]*PRIVATE KEY-----|(AccountKey|SharedAccessKey|accesskey)=[A-Za-z0-9+/]{40,}={0,2}|\bgh[pousr]_[A-Za-z0-9]{36}|\bAKIA[A-Z0-9]{16}\b|\b[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{34}|[?&]sig=[A-Za-z0-9%+/]{40,}", RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();
}
