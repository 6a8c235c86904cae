using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pbx.Tidy.Tree;

namespace Pbx.Tidy.Domain;

/// <summary>What domain/ and engine/ may not name: the domain has no clock, no chance and no waiting, and neither knows a vendor.</summary>
public static class Purity
{
    // Members that ask the machine, whatever they are called on.
    private static readonly HashSet<string> Asking = new(["UtcNow", "NewGuid", "CreateVersion7"], StringComparer.Ordinal);

    // Types that wait, ask the clock or draw lots. A case of ours with such a name (Strategy.Random) is another thing.
    private static readonly HashSet<string> Waiting =
        new(["Task", "ValueTask", "Random", "RandomNumberGenerator", "TimeProvider", "SystemClock", "Stopwatch", "Thread"], StringComparer.Ordinal);

    private static readonly string[] Vendors = ["Azure", "Microsoft.Azure", "Microsoft.AspNetCore", "Microsoft.Graph", "Microsoft.Identity"];

    /// <summary>Every place in domain/ that waits, asks the clock or draws lots.</summary>
    public static IEnumerable<Finding> OfDomain(SourceTree tree) => tree.CSharp("domain").SelectMany(file =>
        file.Syntax.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.AsyncKeyword) || token.IsKind(SyntaxKind.AwaitKeyword))
            .Select(token => file.At(token, $"The domain does not wait: no {token.Text}."))
            .Concat(file.Syntax.DescendantNodes().OfType<SimpleNameSyntax>().Where(AsksTheMachine)
                .Select(name => file.At(name, $"The domain is given the moment and the chance; it does not use {name.Identifier.Text}."))));

    /// <summary>Every place in domain/ and engine/ that names a vendor's namespace.</summary>
    public static IEnumerable<Finding> OfVendors(SourceTree tree) =>
        from file in tree.CSharp("domain", "engine")
        from name in file.Syntax.DescendantNodes().Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax or UsingDirectiveSyntax)
        let words = Words(name)
        let vendor = Array.Find(Vendors, vendor => words == vendor || words.StartsWith(vendor + ".", StringComparison.Ordinal))
        where vendor is not null
        select file.At(name, $"{file.Folders[0]} knows no vendor: no {vendor} (ARCHITECTURE 2).");

    private static bool AsksTheMachine(SimpleNameSyntax name)
    {
        var text = name.Identifier.Text;
        var of = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access.Expression.ToString(),
            QualifiedNameSyntax qualified when qualified.Right == name => qualified.Left.ToString(),
            _ => null,
        };
        return Asking.Contains(text)
            || (text is "Now" or "Today" && of is not null && of.Split('.')[^1] is "DateTime" or "DateTimeOffset")
            || (Waiting.Contains(text) && (of is null ? IsType(name) : of.StartsWith("System", StringComparison.Ordinal)));
    }

    // Not the name of an argument or of a property in a pattern or an initializer.
    private static bool IsType(SimpleNameSyntax name) =>
        name.Parent is not (NameColonSyntax or NameEqualsSyntax)
        && !(name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name);

    private static string Words(SyntaxNode node) =>
        (node is UsingDirectiveSyntax directive ? directive.NamespaceOrType.ToString() : node.ToString()).Replace("global::", "", StringComparison.Ordinal);
}
