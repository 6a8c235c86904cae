using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pbx.Tidy.Tree;

namespace Pbx.Tidy.Code;

/// <summary>What no code of ours does (STYLE 4, 13, 16, 22 and 30).</summary>
public static partial class Manners
{
    private static readonly string[] EmptyNames = ["Helper", "Helpers", "Util", "Utils", "Manager", "Impl"];

    /// <summary>Null-forgiving operators outside tests.</summary>
    public static IEnumerable<Finding> ForgivenNulls(SourceTree tree) =>
        from file in tree.CSharp()
        where file.Folders is not ["tests", ..]
        from forgiven in file.Syntax.DescendantNodes().Where(node => node.IsKind(SyntaxKind.SuppressNullableWarningExpression))
        select file.At(forgiven, $"Say why it cannot be null in a way that the compiler checks: {forgiven}");

    /// <summary>
    /// Catch blocks without a statement. Where a certain trouble is caught and a comment says what happens next, there may be
    /// nothing left to do; nobody can say that of every exception there is.
    /// </summary>
    public static IEnumerable<Finding> EmptyCatches(SourceTree tree) =>
        from file in tree.CSharp()
        from caught in file.Syntax.DescendantNodes().OfType<CatchClauseSyntax>()
        where caught.Block.Statements.Count == 0 && !(IsCertain(caught) && caught.Block.DescendantTrivia().Any(IsComment))
        select file.At(caught, "Catch only where you can say what happens next.");

    /// <summary>Conditional compilation and regions.</summary>
    public static IEnumerable<Finding> Directives(SourceTree tree) =>
        from file in tree.CSharp()
        from trivia in file.Syntax.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.IfDirectiveTrivia) || trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
        select file.At(trivia.SpanStart, $"No {trivia.ToString().Split(' ')[0]}: one code for every profile, and a second file for a second subject.");

    /// <summary>Notes on unfinished work in comments that name no issue number.</summary>
    public static IEnumerable<Finding> NotesWithoutNumber(SourceTree tree)
    {
        var inCSharp =
            from file in tree.CSharp()
            from trivia in file.Syntax.DescendantTrivia(descendIntoTrivia: false)
            where IsComment(trivia)
            from Match note in NoteWithoutNumber().Matches(trivia.ToFullString())
            select file.At(trivia.SpanStart, $"'{note.Value}' without the number of an issue.");
        var elsewhere =
            from file in tree.Files
            where Script().IsMatch(file.Path)
            from Match note in NoteWithoutNumber().Matches(file.Text)
            select file.At(note.Index, $"'{note.Value}' without the number of an issue.");
        return inCSharp.Concat(elsewhere);
    }

    /// <summary>Types whose name says that they are code instead of what they are. Stand-ins bear official names.</summary>
    public static IEnumerable<Finding> TypeNames(SourceTree tree) =>
        from file in tree.CSharp()
        where file.Folders is not ["local", "standins", ..]
        from type in file.Syntax.DescendantNodes().OfType<MemberDeclarationSyntax>()
        let name = type switch
        {
            BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
            DelegateDeclarationSyntax declared => declared.Identifier.Text,
            _ => "",
        }
        where EmptyNames.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
        select file.At(type, $"{name}: name what it is, not that it is code (STYLE 4).");

    /// <summary>Tests that wait for real time. Waiting for ever, to be cancelled, is not a sleep.</summary>
    public static IEnumerable<Finding> Sleeps(SourceTree tree) =>
        from file in tree.CSharp("tests")
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let called = call.Expression.ToString()
        where called.EndsWith("Thread.Sleep", StringComparison.Ordinal) || called.EndsWith("Task.Delay", StringComparison.Ordinal)
        where !call.ArgumentList.Arguments.FirstOrDefault()?.ToString().StartsWith("Timeout.Infinite", StringComparison.Ordinal) ?? true
        select file.At(call, "Wait for the condition itself, or advance the manual clock.");

    /// <summary>Skipped tests.</summary>
    public static IEnumerable<Finding> Skips(SourceTree tree) =>
        from file in tree.CSharp("tests")
        from argument in file.Syntax.DescendantNodes().OfType<AttributeArgumentSyntax>()
        where argument.NameEquals?.Name.Identifier.Text == "Skip"
        select file.At(argument, "A skipped test tells nothing: mend it or delete it.");

    private static bool IsCertain(CatchClauseSyntax caught) =>
        caught.Filter is not null || (caught.Declaration is { Type: var type } && type.ToString().Split('.')[^1] != "Exception");

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
        || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia);

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b(?!\s*\(?#\d)", RegexOptions.ExplicitCapture)]
    private static partial Regex NoteWithoutNumber();

    [GeneratedRegex(@"(\.(ts|tsx|js|mjs|cjs|css|html|bicep|yml|yaml|sh|csproj|props|targets)|^pbx|^\.ci/run)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Script();
}
