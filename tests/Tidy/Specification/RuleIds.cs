using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pbx.Tidy.Tree;

namespace Pbx.Tidy.Specification;

/// <summary>The rule ids that tests carry, and whether the specification and its table of layers agree.</summary>
public static class RuleIds
{
    private const int MostOnOneTest = 3;

    /// <summary>Traits with an id that the specification does not know, and tests that carry more than three.</summary>
    public static IEnumerable<Finding> OnTests(SourceTree tree, Rules.Specification spec)
    {
        var known = spec.Ids.ToHashSet(StringComparer.Ordinal);
        foreach (var file in tree.CSharp("tests"))
        {
            foreach (var trait in file.Syntax.DescendantNodes().OfType<AttributeSyntax>().Where(IsRule))
            {
                var id = trait.ArgumentList?.Arguments.ElementAtOrDefault(1)?.Expression;
                if ((id as LiteralExpressionSyntax)?.Token.ValueText is not { } text)
                {
                    yield return file.At(trait, "Write the rule's id out: people search for it.");
                }
                else if (!known.Contains(text))
                {
                    yield return file.At(trait, $"docs/spec knows no rule {text}.");
                }
            }

            foreach (var test in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                var carried = Rules(test) + test.Ancestors().OfType<TypeDeclarationSyntax>().Take(1).Sum(Rules);
                if (carried > MostOnOneTest)
                {
                    yield return file.At(test, $"{carried} rules on one test: at most {MostOnOneTest}, or nobody knows which of them it would catch.");
                }
            }
        }
    }

    /// <summary>Ids that stand twice, rules without a layer, and layers without a rule.</summary>
    public static IEnumerable<string> Disagreements(Rules.Specification spec) =>
        spec.Ids.GroupBy(id => id, StringComparer.Ordinal).Where(id => id.Count() > 1).Select(id => $"{id.Key} stands {id.Count()} times.")
            .Concat(spec.Ids.Where(id => !spec.Layers.ContainsKey(id)).Select(id => $"{id} has no layer."))
            .Concat(spec.Layers.Keys.Except(spec.Ids, StringComparer.Ordinal).Select(id => $"layers.tsv names {id}, which no page does."));

    private static int Rules(MemberDeclarationSyntax member) => member.AttributeLists.SelectMany(list => list.Attributes).Count(IsRule);

    private static bool IsRule(AttributeSyntax attribute) =>
        attribute.Name.ToString().Split('.')[^1] is "Trait" or "TraitAttribute"
        && attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { Token.ValueText: "Rule" };
}
