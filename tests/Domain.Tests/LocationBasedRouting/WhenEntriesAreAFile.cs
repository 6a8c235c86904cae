using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.LocationBasedRouting;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.LocationBasedRouting;

public sealed class WhenEntriesAreAFile
{
    private static readonly TestAccount Account = Extension500.With(LocationBasedRouter.Key, """{ "by": "caller-id", "fallback": "202" }""");

    [Fact]
    [Trait("Rule", "EXT-315")]
    public void What_is_written_is_read_again()
    {
        RoutingEntry[] entries =
        [
            new("+31205551234", Destination.Parse("201"), "Gold", "Jansen, \"Piet\" & zoon"),
            new("+3120*", Destination.Parse("+31201234567"), null, "Two\nlines; and more"),
            new("201", Destination.Parse("300"), " spaced", null),
        ];
        var text = EntriesCsv.Write(new LocationBasedRouterConfig(LocationBasis.CallerId, Destination.Parse("202"), Entries: [.. entries]));
        Assert.StartsWith("match,destination,prefix,description\r\n+31205551234,201,Gold,\"Jansen, \"\"Piet\"\" & zoon\"\r\n", text, StringComparison.Ordinal);
        entries[2] = entries[2] with { Prefix = "spaced" };
        Assert.Equal(entries, Entries(Replace(text)));
    }

    [Theory]
    [InlineData("match,destination\n020 555 1234,201\n")]
    [InlineData("\ufeffMatch;Destination\r\n020 555 1234;201\r\n")]
    [InlineData("destination,match,description,prefix\r\n201,\"+31205551234\",,")]
    [InlineData("match,destination\r\n\r\n+31 20 555 1234,201\r\n\r\n")]
    [Trait("Rule", "EXT-315")]
    public void Columns_in_any_order_semicolons_and_empty_lines_are_taken(string text) => Assert.Equal([new RoutingEntry("+31205551234", Destination.Parse("201"))], Entries(Replace(text)));

    [Fact]
    [Trait("Rule", "EXT-060")]
    public void Destinations_may_be_typed_in_national_form() => Assert.Equal("+31201234567", Entries(Replace("match,destination\n201,020-1234567\n")).Single().Destination.ToString());

    [Fact]
    [Trait("Rule", "EXT-315")]
    public void Every_wrong_line_is_named_with_its_number_and_nothing_is_changed()
    {
        const string Text = "match,destination,prefix,description\n+31205551234,201,,\nnonsense,201,,\n+31205551234,201,,\n,201,,\n+4930*,,,\n+4940*,299,,\n+4941*,201,123456789012345678901,\n+4942*,201,,,\n\"a\nb\",201,,\n+4943*,201,\"open";
        var problems = Assert.IsType<Edit.Refused>(Replace(Text)).Problems;
        Assert.Equal(
            ["/lines/3/match", "/lines/4/match", "/lines/5/match", "/lines/6/destination", "/lines/7/destination", "/lines/8/prefix", "/lines/9", "/lines/10/match", "/lines/12"],
            problems.Select(problem => problem.Pointer).OrderBy(pointer => int.Parse(pointer.Split('/')[2], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(problems, problem => Assert.StartsWith($"Line {problem.Pointer.Split('/')[2]}: ", problem.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("+31205551234,201\n")]
    [InlineData("match,prefix\n")]
    [InlineData("match,destination,match\n")]
    [InlineData("match,destination,colour\n")]
    [Trait("Rule", "EXT-315")]
    public void Without_the_names_of_the_columns_nothing_is_taken(string text) => Assert.Equal("/lines/1", Assert.Single(Assert.IsType<Edit.Refused>(Replace(text)).Problems).Pointer);

    [Fact]
    [Trait("Rule", "EXT-315")]
    public void Ten_thousand_are_taken_and_one_more_is_refused()
    {
        var lines = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"+3120{i:D7},201\n"));
        Assert.Equal(10_000, Entries(Replace($"match,destination\n{lines}")).Count);
        Assert.Equal("", Assert.Single(Assert.IsType<Edit.Refused>(Replace($"match,destination\n{lines}+4930*,201\n")).Problems).Pointer);
    }

    [Fact]
    public void Another_type_has_no_such_file() => Assert.IsType<Edit.Missing>(EntriesCsv.Replace(Account.Document, ExtensionNumber.Parse("201"), "match,destination\n"));

    private static Edit Replace(string text) => EntriesCsv.Replace(Account.Document, ExtensionNumber.Parse("500"), text);

    private static List<RoutingEntry> Entries(Edit edit) =>
        [.. ((LocationBasedRouterConfig)Assert.IsType<Edit.Done>(edit).Document.Extensions.Single(one => one.Number.Value == "500").Config).Entries];
}
