using Pbx.Tidy.Tree;

namespace Pbx.Tidy.Arrows;

public sealed class WhichProjectRefersToWhich
{
    [Fact]
    public void Only_the_arrows_of_the_architecture_are_drawn() => Verdict.Clean(ProjectArrows.Findings(SourceTree.Project));

    [Theory]
    [InlineData("domain/Pbx.Domain.csproj", "../engine/Pbx.Engine.csproj")]
    [InlineData("engine/Pbx.Engine.csproj", "../infra/Pbx.Infra.csproj")]
    [InlineData("infra/Pbx.Infra.csproj", "..\\functions\\Pbx.Functions.csproj")]
    [InlineData("infra/Pbx.Infra.csproj", "../local/standins/Azure.Data.Tables/Azure.Data.Tables.csproj")]
    [InlineData("functions/Pbx.Functions.csproj", "../simulator/Network/Pbx.Simulator.Network.csproj")]
    [InlineData("simulator/Network/Pbx.Simulator.Network.csproj", "../Rest/Pbx.Simulator.Rest.csproj")]
    [InlineData("simulator/Rest/Pbx.Simulator.Rest.csproj", "../../domain/Pbx.Domain.csproj")]
    [InlineData("local/standins/Azure.Data.Tables/Azure.Data.Tables.csproj", "../../../domain/Pbx.Domain.csproj")]
    [InlineData("elsewhere/New.csproj", "../domain/Pbx.Domain.csproj")]
    public void Another_arrow_is_found(string from, string to) =>
        Assert.Single(ProjectArrows.Findings(SourceTree.Of((from, Project("ProjectReference", to)))));

    [Theory]
    [InlineData("functions/Pbx.Functions.csproj", "../infra/Pbx.Infra.csproj")]
    [InlineData("local/host/Pbx.Local.Host.csproj", "../../simulator/Rest/Pbx.Simulator.Rest.csproj")]
    [InlineData("local/standins/B/B.csproj", "../A/A.csproj")]
    [InlineData("tests/Local.Tests/Pbx.Local.Tests.csproj", "../../local/standins/A/A.csproj")]
    public void An_arrow_of_the_architecture_is_let_be(string from, string to) =>
        Assert.Empty(ProjectArrows.Findings(SourceTree.Of((from, Project("ProjectReference", to)))));

    [Theory]
    [InlineData("domain/Pbx.Domain.csproj", "AzurePackage", "Azure.Data.Tables")]
    [InlineData("simulator/Rest/Pbx.Simulator.Rest.csproj", "AzurePackage", "Azure.Communication.CallAutomation")]
    [InlineData("engine/Pbx.Engine.csproj", "PackageReference", "Azure.Core")]
    [InlineData("engine/Pbx.Engine.csproj", "FrameworkReference", "Microsoft.AspNetCore.App")]
    public void A_vendor_in_the_wrong_place_is_found(string project, string kind, string package) =>
        Assert.Single(ProjectArrows.Findings(SourceTree.Of((project, Project(kind, package)))));

    [Fact]
    public void A_reference_for_all_projects_is_found() =>
        Assert.Single(ProjectArrows.Findings(SourceTree.Of(("Directory.Build.targets", Project("ProjectReference", "domain/Pbx.Domain.csproj")))));

    private static string Project(string kind, string include) => $"<Project><ItemGroup><{kind} Include=\"{include}\" /></ItemGroup></Project>";
}
