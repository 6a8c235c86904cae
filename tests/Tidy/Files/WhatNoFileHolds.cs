using Pbx.Tidy.Tree;

namespace Pbx.Tidy.Files;

public sealed class WhatNoFileHolds
{
    [Fact]
    public void No_file_names_a_package_registry() => Verdict.Clean(Leaks.Registries(SourceTree.Project));

    [Fact]
    public void No_file_holds_a_secret() => Verdict.Clean(Leaks.Secrets(SourceTree.Project));

    [Theory]
    [InlineData("https://api.nuget", ".org/v3/index.json")]
    [InlineData("registry=https://registry", ".npm" + "js.org/")]
    [InlineData("\"resolved\": ", "\"https://packages.example/a.tgz\"")]
    public void A_registry_is_found(string start, string rest) => Assert.NotEmpty(Leaks.Registries(SourceTree.Of(("a.json", start + rest))));

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE ", "KEY-----")]
    [InlineData("DefaultEndpointsProtocol=https;AccountKey=", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=")]
    [InlineData("https://x.blob.core.windows.net/a?se=1&sig=", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA%3D")]
    public void A_secret_is_found(string start, string rest) => Assert.Single(Leaks.Secrets(SourceTree.Of(("a.json", start + rest))));

    [Fact]
    public void The_published_key_of_Azurite_is_let_be() =>
        Assert.Empty(Leaks.Secrets(SourceTree.Of(("a.cs", "AccountName=devstoreaccount1;AccountKey=" + "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="))));
}
