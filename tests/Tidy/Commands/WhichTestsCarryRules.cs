using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Pbx.Rules;

namespace Pbx.Tidy.Commands;

/// <summary>Tests of how <c>./pbx rules</c> finds tests: on an assembly compiled here, so that they count for no rule themselves.</summary>
public sealed class WhichTestsCarryRules : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pbx-tidy-");

    [Fact]
    public void A_test_carries_its_own_rules_and_those_of_its_class() =>
        Assert.Equal(
            ["S.Plain.One: EXT-001 EXT-002"],
            Found("[Trait(\"Rule\", \"EXT-002\")] public class Plain { [Fact, Trait(\"Rule\", \"EXT-001\"), Trait(\"Needs\", \"EXT-009\")] public void One() { } public void NoTest() { } }"));

    [Fact]
    public void A_nested_class_is_joined_with_a_dot() =>
        Assert.Equal(["S.Outer.Inner.One: EXT-001"], Found("public class Outer { public class Inner { [Theory, Trait(\"Rule\", \"EXT-001\")] public void One() { } } }"));

    [Fact]
    public void An_inherited_test_counts_for_the_class_that_runs_it() =>
        Assert.Equal(
            ["S.OnDisk.Keeps: EXT-001", "S.OnDisk.Own: EXT-002"],
            Found("""
                public abstract class Contract<T> { [Fact, Trait("Rule", "EXT-001")] public void Keeps() { } }
                public class OnDisk : Contract<int> { [Fact, Trait("Rule", "EXT-002")] public void Own() { } }
                """));

    [Fact]
    public void A_test_without_a_rule_is_left_out() => Assert.Empty(Found("public class Plain { [Fact] public void One() { } }"));

    public void Dispose() => folder.Delete(recursive: true);

    private IEnumerable<string> Found(string code)
    {
        var path = Path.Combine(folder.FullName, "Sample.dll");
        var frameworks = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText($"using Xunit; namespace S; {code}")],
            frameworks.Select(reference => MetadataReference.CreateFromFile(reference)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var built = compilation.Emit(path);
        Assert.True(built.Success, string.Join('\n', built.Diagnostics));
        return TraitReader.Read([path]).Select(test => $"{test.Class}.{test.Method}: {string.Join(' ', test.Rules.Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal);
    }
}
