using System.Reflection;
using Pbx.Tidy.Tree;

namespace Pbx.Tidy.StandIns;

public sealed class WhatStandInsAreCalled
{
    public static TheoryData<string> StandIns =>
        new(Directory.GetDirectories(Path.Combine(SourceTree.FindRoot(), "local", "standins")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(StandIns))]
    public void A_stand_in_has_only_names_of_the_official_package(string package)
    {
        var unknown = Official().Unknown(package, Assembly.Load(package).GetExportedTypes()).ToList();
        Assert.True(unknown.Count == 0, $"{unknown.Count} names that the official package does not have:\n{string.Join('\n', unknown)}");
    }

    [Fact]
    public void A_made_up_name_is_found()
    {
        var names = new OfficialNames("# Names\n\n## 1. Sample.Package\n\n* `Sample(string id)`: `Id`, `SendAsync()`\n\n## 2. Other\n\n* `Elsewhere`\n");
        Assert.Equal(
            ["Sample.Package: Pbx.Tidy.StandIns.Sample.Elsewhere"],
            names.Unknown("Sample.Package", [typeof(Sample)]));
    }

    [Theory]
    [InlineData("`Zero … Nine`", typeof(Digits))]
    [InlineData("`RingStarted / Stopped / Failed`", typeof(Rings))]
    public void Names_that_the_list_shortens_are_written_out(string list, Type type) =>
        Assert.Empty(new OfficialNames($"## 1. Sample.Package\n* `{type.Name}`: {list}\n").Unknown("Sample.Package", [type]));

    [Fact]
    public void A_package_without_a_heading_is_found() => Assert.Single(new OfficialNames("## 1. Other\n").Unknown("Sample.Package", []));

    private static OfficialNames Official() =>
        new(File.ReadAllText(Path.Combine(SourceTree.FindRoot(), "tests", "Data", "azure", "api-names.md")));
}

/// <summary>Something with official names, a twin of an async method, names from elsewhere, and one that is made up.</summary>
public sealed record Sample(string Id) : IServiceProvider
{
    public static void Send()
    {
    }

    public static void Elsewhere()
    {
    }

    public object? GetService(Type serviceType) => null;
}

/// <summary>What the list writes as a range.</summary>
public enum Digits
{
    Zero,
    Five,
    Nine,
}

/// <summary>What the list writes with slashes.</summary>
public enum Rings
{
    RingStarted,
    RingStopped,
    RingFailed,
}
