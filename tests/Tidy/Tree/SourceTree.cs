using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pbx.Tidy.Tree;

/// <summary>The text files of the project: what every rule looks at. Paths are relative to the root, with forward slashes.</summary>
public sealed record SourceTree(IReadOnlyList<SourceFile> Files)
{
    private static readonly HashSet<string> NotOurs =
        new(["bin", "obj", "node_modules", ".git", ".vs", ".idea", "artifacts", ".data", "TestResults", "BenchmarkDotNet.Artifacts", "dist"], StringComparer.Ordinal);

    private static readonly Lazy<SourceTree> OfThisProject = new(() => Read(FindRoot()));

    /// <summary>The tree that the running tests were built from.</summary>
    public static SourceTree Project => OfThisProject.Value;

    /// <summary>The C# files below one of these folders, or all when none is named.</summary>
    public IEnumerable<SourceFile> CSharp(params string[] below) => Below(below).Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>The files with this ending.</summary>
    public IEnumerable<SourceFile> Ending(string ending) => Files.Where(file => file.Path.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>A tree of made-up files, for the tests of the rules themselves.</summary>
    public static SourceTree Of(params (string Path, string Text)[] files) => new([.. files.Select(file => new SourceFile(file.Path, file.Text))]);

    /// <summary>The folder that holds Serverless.sln, above the tests that run.</summary>
    public static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No Serverless.sln above {AppContext.BaseDirectory}.");
    }

    private IEnumerable<SourceFile> Below(string[] folders) =>
        folders.Length == 0 ? Files : Files.Where(file => folders.Any(folder => file.Path.StartsWith(folder + "/", StringComparison.Ordinal)));

    private static SourceTree Read(string root)
    {
        var files = new List<SourceFile>();
        Walk(new DirectoryInfo(root));
        return new SourceTree(files);

        void Walk(DirectoryInfo folder)
        {
            foreach (var file in folder.GetFiles().Where(file => file.Name != ".git"))
            {
                var text = File.ReadAllText(file.FullName);
                if (!text.Contains('\0', StringComparison.Ordinal))
                {
                    files.Add(new SourceFile(Path.GetRelativePath(root, file.FullName).Replace('\\', '/'), text));
                }
            }

            foreach (var inner in folder.GetDirectories().Where(inner => !NotOurs.Contains(inner.Name)))
            {
                Walk(inner);
            }
        }
    }
}

/// <summary>One file. A C# file is parsed when a rule first asks, and then once.</summary>
public sealed record SourceFile(string Path, string Text)
{
    private readonly Lazy<SyntaxNode> parsed = new(() => CSharpSyntaxTree.ParseText(Text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot());

    /// <summary>The syntax of a C# file.</summary>
    public SyntaxNode Syntax => parsed.Value;

    /// <summary>The names of the folders that the file lies in, outermost first.</summary>
    public IReadOnlyList<string> Folders => Path.Split('/')[..^1];

    /// <summary>A finding about a place in this file's syntax.</summary>
    public Finding At(SyntaxNodeOrToken place, string what) => new(Path, 1 + (place.GetLocation()?.GetLineSpan().StartLinePosition.Line ?? 0), what);

    /// <summary>A finding about a place in this file's text.</summary>
    public Finding At(int index, string what) => new(Path, 1 + Text.AsSpan(0, index).Count('\n'), what);
}

/// <summary>A place that breaks a rule, and what is wrong there, in words that say what to do.</summary>
public sealed record Finding(string Path, int Line, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}:{Line}: {What}";
}
