using Pbx.Tidy.Tree;

namespace Pbx.Tidy.Code;

public sealed class WhatNoCodeDoes
{
    [Fact]
    public void Nulls_are_not_forgiven_outside_tests() => Verdict.Clean(Manners.ForgivenNulls(SourceTree.Project));

    [Fact]
    public void No_catch_is_empty() => Verdict.Clean(Manners.EmptyCatches(SourceTree.Project));

    [Fact]
    public void There_are_no_conditions_and_regions() => Verdict.Clean(Manners.Directives(SourceTree.Project));

    [Fact]
    public void Notes_on_unfinished_work_name_an_issue() => Verdict.Clean(Manners.NotesWithoutNumber(SourceTree.Project));

    [Fact]
    public void Types_are_named_after_what_they_are() => Verdict.Clean(Manners.TypeNames(SourceTree.Project));

    [Fact]
    public void No_test_sleeps() => Verdict.Clean(Manners.Sleeps(SourceTree.Project));

    [Fact]
    public void No_test_is_skipped() => Verdict.Clean(Manners.Skips(SourceTree.Project));

    [Fact]
    public void A_forgiven_null_is_found()
    {
        Assert.Single(Manners.ForgivenNulls(Code("engine/A.cs", "object M(string? a) => a!.Length;")));
        Assert.Empty(Manners.ForgivenNulls(Code("engine/A.cs", "object M(bool a) => !a; // a!.B")));
        Assert.Empty(Manners.ForgivenNulls(Code("tests/X/A.cs", "object M(string? a) => a!.Length;")));
    }

    [Theory]
    [InlineData("catch (IOException) { }")]
    [InlineData("catch { /* the page was closed */ }")]
    [InlineData("catch (Exception) { /* the page was closed */ }")]
    public void An_empty_catch_is_found(string caught) => Assert.Single(Manners.EmptyCatches(Code("infra/A.cs", $"void M() {{ try {{ }} {caught} }}")));

    [Theory]
    [InlineData("catch (Exception) { return; }")]
    [InlineData("catch (IOException) { /* the page was closed */ }")]
    [InlineData("catch (Exception) when (stop.IsCancellationRequested) { /* the page was closed */ }")]
    public void A_catch_that_says_what_happens_next_is_let_be(string caught) => Assert.Empty(Manners.EmptyCatches(Code("infra/A.cs", $"void M() {{ try {{ }} {caught} }}")));

    [Theory]
    [InlineData("#if DEBUG\n#endif")]
    [InlineData("#region Fields\n#endregion")]
    public void A_condition_or_a_region_is_found(string lines) => Assert.Single(Manners.Directives(Code("infra/A.cs", $"\n{lines}\n")));

    [Fact]
    public void A_pragma_is_let_be() => Assert.Empty(Manners.Directives(Code("infra/A.cs", "\n#pragma warning disable CA1000\n")));

    [Theory]
    [InlineData("engine/A.cs", "// TODO later")]
    [InlineData("engine/A.cs", "/* FIXME */")]
    [InlineData("engine/A.cs", "/// <summary>TODO</summary>\nint a;")]
    [InlineData("portal/src/a.ts", "// HACK")]
    [InlineData("pbx", "# TODO")]
    public void A_note_without_a_number_is_found(string path, string text) => Assert.Single(Manners.NotesWithoutNumber(Code(path, text + "\n")));

    [Theory]
    [InlineData("engine/A.cs", "// TODO #12: the second leg")]
    [InlineData("engine/A.cs", "// TODO(#12)")]
    [InlineData("engine/A.cs", "string a = \"TODO\";")]
    public void A_note_with_a_number_is_let_be(string path, string text) => Assert.Empty(Manners.NotesWithoutNumber(Code(path, text + "\n")));

    [Theory]
    [InlineData("sealed class RingHelper { }")]
    [InlineData("record CallManager;")]
    [InlineData("struct StringUtils { }")]
    [InlineData("interface IStoreImpl { }")]
    public void A_name_that_says_nothing_is_found(string type) => Assert.Single(Manners.TypeNames(SourceTree.Of(("engine/A.cs", type))));

    [Fact]
    public void Official_names_are_let_be() =>
        Assert.Empty(Manners.TypeNames(SourceTree.Of(("local/standins/Azure.Messaging.ServiceBus/A.cs", "class ServiceBusRuleManager { }"))));

    [Theory]
    [InlineData("await Task.Delay(10);")]
    [InlineData("System.Threading.Thread.Sleep(10);")]
    [InlineData("_ = Task.Delay(TimeSpan.FromSeconds(1), token);")]
    public void A_sleep_is_found(string statement) => Assert.Single(Manners.Sleeps(Code("tests/X/A.cs", $"async Task M() {{ {statement} }}")));

    [Fact]
    public void Waiting_to_be_cancelled_is_let_be() =>
        Assert.Empty(Manners.Sleeps(Code("tests/X/A.cs", "Task M() => Task.Delay(Timeout.InfiniteTimeSpan, token); // Task.Delay(1)")));

    [Fact]
    public void A_skipped_test_is_found() => Assert.Single(Manners.Skips(Code("tests/X/A.cs", "[Fact(Skip = \"red\")] void M() { }")));

    private static SourceTree Code(string path, string members) =>
        SourceTree.Of((path, path.EndsWith(".cs", StringComparison.Ordinal) ? $"class A {{ {members} }}" : members));
}
