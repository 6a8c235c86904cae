using Pbx.Tidy.Tree;

namespace Pbx.Tidy.Domain;

public sealed class WhatTheDomainMayName
{
    [Fact]
    public void The_domain_has_no_clock_no_chance_and_no_waiting() => Verdict.Clean(Purity.OfDomain(SourceTree.Project));

    [Fact]
    public void Neither_domain_nor_engine_names_a_vendor() => Verdict.Clean(Purity.OfVendors(SourceTree.Project));

    [Theory]
    [InlineData("async void M() { }")]
    [InlineData("System.Threading.Tasks.Task M() => null;")]
    [InlineData("Task<int> M() => null;")]
    [InlineData("ValueTask M() => default;")]
    [InlineData("object M() => DateTimeOffset.UtcNow;")]
    [InlineData("object M() => System.DateTime.Now;")]
    [InlineData("object M() => DateTime.Today;")]
    [InlineData("object M() => Guid.NewGuid();")]
    [InlineData("object M() => new Random();")]
    [InlineData("object M() => Random.Shared.Next();")]
    [InlineData("object M(TimeProvider time) => null;")]
    public void A_domain_that_asks_the_machine_is_found(string member) =>
        Assert.NotEmpty(Purity.OfDomain(SourceTree.Of(("domain/A.cs", $"class A {{ {member} }}"))));

    [Theory]
    [InlineData("// async Task UtcNow NewGuid Random")]
    [InlineData("string M() => \"Task Random\";")]
    [InlineData("object M() => RingOrder.Random;")]
    [InlineData("object M(Moment at) => at.Now;")]
    [InlineData("bool M(Plan plan) => plan is { Today: true };")]
    public void Words_that_only_look_like_it_are_let_be(string member) =>
        Assert.Empty(Purity.OfDomain(SourceTree.Of(("domain/A.cs", $"class A {{ {member}\n }}"))));

    [Fact]
    public void Other_folders_may_wait() =>
        Assert.Empty(Purity.OfDomain(SourceTree.Of(("engine/A.cs", "class A { async Task M() { await Task.Yield(); } }"))));

    [Theory]
    [InlineData("domain/A.cs", "using Azure.Data.Tables;")]
    [InlineData("engine/A.cs", "using Tables = Azure.Data.Tables;")]
    [InlineData("engine/A.cs", "class A { global::Azure.ETag tag; }")]
    [InlineData("engine/A.cs", "class A { object M() => Microsoft.Azure.Functions.Worker.X.Y; }")]
    public void A_vendor_is_found(string path, string code) => Assert.NotEmpty(Purity.OfVendors(SourceTree.Of((path, code))));

    [Theory]
    [InlineData("infra/A.cs", "using Azure.Data.Tables;")]
    [InlineData("engine/A.cs", "// left to Azure.Data.Tables\nusing Pbx.Domain;")]
    public void A_vendor_in_its_place_is_let_be(string path, string code) => Assert.Empty(Purity.OfVendors(SourceTree.Of((path, code))));
}
