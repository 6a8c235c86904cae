using Pbx.Tidy.Tree;

namespace Pbx.Tidy.Files;

public sealed class WhereThingsLie
{
    [Fact]
    public void Folders_are_named_after_capabilities() => Verdict.Clean(Layout.FolderNames(SourceTree.Project));

    [Fact]
    public void The_tree_in_the_readme_is_true_and_each_folder_begins_with_its_line() => Verdict.Clean(Layout.Readmes(SourceTree.Project));

    [Fact]
    public void Every_project_is_in_the_solution() => Verdict.Clean(Layout.Solution(SourceTree.Project));

    [Fact]
    public void Versions_stand_in_one_place() => Verdict.Clean(Layout.Versions(SourceTree.Project));

    [Theory]
    [InlineData("domain/Models/Call.cs")]
    [InlineData("portal/src/utils/time.ts")]
    [InlineData("functions/Accounts/Handlers/Save.cs")]
    public void A_folder_named_after_a_kind_of_code_is_found(string path) => Assert.Single(Layout.FolderNames(SourceTree.Of((path, ""))));

    [Fact]
    public void Official_namespaces_are_let_be() =>
        Assert.Empty(Layout.FolderNames(SourceTree.Of(("local/standins/Azure.Data.Tables/Models/TableItem.cs", ""))));

    [Theory]
    [InlineData("domain/ What it decides.")]
    [InlineData("# domain/   What it decides.")]
    [InlineData("# `domain/` What it decides.")]
    public void A_readme_that_begins_with_its_line_is_let_be(string first) => Assert.Empty(Layout.Readmes(Readme(("domain/README.md", first + "\n\nMore."))));

    [Fact]
    public void A_readme_that_begins_otherwise_is_found() =>
        Assert.Single(Layout.Readmes(Readme(("domain/README.md", "domain/ What it decided."))));

    [Fact]
    public void A_missing_readme_is_found() => Assert.Single(Layout.Readmes(Readme(("domain/A.cs", ""))));

    [Fact]
    public void A_folder_that_the_tree_does_not_name_is_found() =>
        Assert.Single(Layout.Readmes(Readme(("domain/README.md", "domain/ What it decides."), ("misc/a.txt", ""))));

    [Fact]
    public void A_folder_that_is_not_there_is_found() => Assert.Single(Layout.Readmes(Readme()));

    [Fact]
    public void A_project_outside_the_solution_is_found() =>
        Assert.Equal(
            ["domain/B.csproj:1: Not in Serverless.sln.", "Serverless.sln:1: domain/A.csproj is not there."],
            Layout.Solution(SourceTree.Of(("Serverless.sln", "Project(\"{1}\") = \"A\", \"domain\\A.csproj\", \"{2}\""), ("domain/B.csproj", "<Project/>"))).Select(finding => finding.ToString()));

    [Theory]
    [InlineData("<PackageReference Include=\"A\" Version=\"1.0\" />")]
    [InlineData("<PackageReference Include=\"A\"><Version>1.0</Version></PackageReference>")]
    [InlineData("<PackageReference Include=\"A\" VersionOverride=\"1.0\" />")]
    [InlineData("<PackageVersion Include=\"A\" Version=\"1.0\" />")]
    public void A_version_elsewhere_is_found(string item) =>
        Assert.Single(Layout.Versions(SourceTree.Of(("domain/A.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>"))));

    private static SourceTree Readme(params (string, string)[] files) =>
        SourceTree.Of([("README.md", "# X\n\n```\nREADME.md\ndomain/      What it decides.\n```\n"), .. files]);
}
