using Pbx.Domain.Accounts;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.NightMode;

namespace Pbx.Domain.Tests.Menus;

public sealed class WhenAMenuIsChecked
{
    private const string Fine = """ "options": [{ "key": "1", "destination": "201" }] """;

    [Theory]
    [InlineData("""{ "key": "1a" }""", "/options/0/key")]
    [InlineData("""{ "key": "**" }""", "/options/0/key")]
    [InlineData("""{ "key": "12" }""", "/options/0/key")] // longer than one digit, which is the most where nothing is set
    [InlineData("""{ "key": "1234567" }""", "/options/0/key")]
    [Trait("Rule", "EXT-244")]
    [Trait("Rule", "EXT-227")]
    [Trait("Rule", "EXT-262")]
    public void An_option_is_up_to_the_most_digits_or_a_star_or_a_hash(string option, string pointer) =>
        Assert.Contains(pointer, Errors($$""" "options": [{{option.Replace(" }", ", \"destination\": \"201\" }", StringComparison.Ordinal)}}] """));

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(6, 6, true)]
    [InlineData(5, 6, false)] // cannot be set below the longest option
    [InlineData(0, 1, false)]
    [InlineData(7, 1, false)]
    [Trait("Rule", "EXT-227")]
    public void The_most_digits_are_one_to_six_and_no_fewer_than_the_longest_option_has(int most, int length, bool isRight) =>
        Assert.Equal(isRight, Errors($$""" "maximumDigits": {{most}}, "options": [{ "key": "{{new string('7', length)}}", "destination": "201" }] """).Count == 0);

    [Fact]
    [Trait("Rule", "EXT-244")]
    [Trait("Rule", "EXT-263")]
    public void Options_are_each_once_and_zeros_are_told_apart()
    {
        Assert.Empty(Errors(""" "maximumDigits": 3, "options": [{ "key": "0", "destination": "201" }, { "key": "00", "destination": "201" }, { "key": "000", "destination": "201" }, { "key": "*", "action": "repeat" }, { "key": "#", "action": "disconnect" }] """));
        Assert.Equal(["/options/1/key"], Errors(""" "maximumDigits": 3, "options": [{ "key": "00", "destination": "201" }, { "key": "00", "destination": "201" }] """));
    }

    [Theory]
    [InlineData("\"forward\": { \"destination\": \"777\" }", "/forward/destination")]
    [InlineData("\"forward\": { \"destination\": \"201\", \"timeout\": \"00:00:04\" }", "/forward/timeout")]
    [InlineData("\"forward\": { \"destination\": \"201\", \"timeout\": \"00:10:01\" }", "/forward/timeout")]
    [InlineData("\"operator\": \"777\"", "/operator")]
    [InlineData("\"workingHours\": \"Offce\"", "/workingHours")]
    [InlineData("\"holidays\": \"Office\"", "/holidays")]
    [InlineData("\"workingHours\": \"Office\", \"outOfHours\": { \"options\": [{ \"key\": \"1\", \"destination\": \"777\" }] }", "/outOfHours/options/0/destination")]
    [InlineData("\"workingHours\": \"Office\", \"outOfHours\": { \"greetingPrompt\": \"None\", \"options\": [{ \"key\": \"1\", \"destination\": \"201\" }] }", "/outOfHours/greetingPrompt")]
    [Trait("Rule", "EXT-236")]
    [Trait("Rule", "EXT-237")]
    [Trait("Rule", "EXT-247")]
    public void What_it_names_has_to_be_there(string config, string pointer) => Assert.Equal([pointer], Errors($"{Fine}, {config}"));

    [Fact]
    [Trait("Rule", "EXT-236")]
    public void A_forward_needs_a_destination()
    {
        var reading = Assert.IsType<AccountReading.Parsed>(AccountReading.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            { "account": { "name": "A", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3 }, "schemes": [{ "number": 1, "name": "A", "plans": [] }],
              "extensions": [{ "number": "100", "name": "Menu", "type": "menu", "config": { "forward": {} } }] }
            """)));
        Assert.Contains(reading.Problems, problem => problem.Pointer.StartsWith("/extensions/0/config/forward", StringComparison.Ordinal) && !problem.IsWarning);
    }

    [Theory]
    [InlineData("\"forward\": { \"destination\": \"201\", \"timeout\": \"00:00:05\" }")]
    [InlineData("\"forward\": { \"destination\": \"201\", \"timeout\": \"00:10:00\" }")]
    [Trait("Rule", "EXT-237")]
    public void A_forward_comes_after_five_seconds_to_ten_minutes(string config) => Assert.Empty(Errors($"{Fine}, {config}"));

    [Theory]
    [InlineData("\"workingHours\": \"Office\"", 1)]
    [InlineData("\"holidays\": \"Holidays\"", 1)]
    [InlineData("\"outOfHours\": { \"options\": [{ \"key\": \"1\", \"destination\": \"201\" }] }", 1)]
    [InlineData("\"workingHours\": \"Every day, all day\"", 0)]
    [InlineData("\"workingHours\": \"Office\", \"outOfHours\": { \"options\": [{ \"key\": \"1\", \"destination\": \"201\" }] }", 0)]
    [Trait("Rule", "EXT-261")]
    public void Hours_without_a_menu_for_them_are_warned_of_and_the_other_way_round(string config, int warnings) =>
        Assert.Equal(warnings, Problems($"{Fine}, {config}").Count(problem => problem.IsWarning && problem.Pointer.EndsWith("/config/outOfHours", StringComparison.Ordinal)));

    [Fact]
    [Trait("Rule", "EXT-245")]
    [Trait("Rule", "EXT-246")]
    [Trait("Rule", "EXT-248")]
    public void An_option_transfers_without_announcement_prefix_and_description_where_nothing_is_said()
    {
        var option = TestAccount.Read<Domain.Menus.MenuOption>("""{ "key": "1", "destination": "201" }""");
        Assert.Equal((Domain.Menus.MenuAction.Transfer, "", ""), (option.Action, option.Prefix, option.Description));
        Assert.Equal(["/options/0/prefix"], Errors(""" "options": [{ "key": "1", "destination": "201", "prefix": "123456789012345678901" }] """));
    }

    [Fact]
    [Trait("Rule", "EXT-232")]
    [Trait("Rule", "EXT-235")]
    public void The_ways_of_both_menus_and_of_the_forward_are_told()
    {
        var document = With(""" "operator": "201", "workingHours": "Office", "options": [{ "key": "1", "destination": "300" }], "outOfHours": { "options": [{ "key": "1", "destination": "400" }] }, "forward": { "destination": "202" } """);
        var graph = new FlowGraph(document);
        Assert.Equal(
            [("300", "/config/options/0/destination", true), ("400", "/config/outOfHours/options/0/destination", true), ("201", "/config/operator", false), ("202", "/config/forward/destination", false)],
            graph.WaysOf(Domain.Extensions.ExtensionNumber.Parse("100")).Select(way => (way.To.ToString()!, way.Pointer, way.IsChosen)));
    }

    [Theory]
    [InlineData("\"starCode\": \"123456\"", "/starCode")]
    [InlineData("\"starCode\": \"1a\"", "/starCode")]
    [InlineData("\"barringGroups\": [\"Premium\", \" \"]", "/barringGroups/1")]
    [InlineData("\"administratorGroups\": [\"Reception\", \"Reception\"]", "/administratorGroups/1")]
    [Trait("Rule", "EXT-241")]
    [Trait("Rule", "EXT-242")]
    [Trait("Rule", "EXT-243")]
    public void Codes_and_groups_are_written_well(string config, string pointer) => Assert.Equal([pointer], Errors($"{Fine}, {config}"));

    [Fact]
    [Trait("Rule", "EXT-241")]
    public void A_code_is_once_in_the_account()
    {
        const string Menu = """{ "number": "100", "name": "A", "type": "menu", "config": { "starCode": "17", "barringGroups": ["Premium", "Abroad"], "administratorGroups": ["Reception"], "options": [{ "key": "1", "destination": "201" }] } }""";
        Assert.DoesNotContain(AccountCheck.Check(TestAccount.With(Menu).Document), problem => problem.Pointer.EndsWith("/starCode", StringComparison.Ordinal));
        var twice = TestAccount.With(Menu, Menu.Replace("100", "110", StringComparison.Ordinal)).Document;
        Assert.Equal(["/extensions/5/config/starCode"], AccountCheck.Check(twice).Where(problem => !problem.IsWarning && problem.Pointer.StartsWith("/extensions", StringComparison.Ordinal)).Select(problem => problem.Pointer));
    }

    [Fact]
    [Trait("Rule", "EXT-226")]
    public void A_menu_has_a_number_and_a_name() => Assert.Contains(
        AccountCheck.Check(TestAccount.With("""{ "number": "100", "name": " ", "type": "menu", "config": { "options": [{ "key": "1", "destination": "201" }] } }""").Document),
        problem => problem.Pointer.EndsWith("/name", StringComparison.Ordinal) && !problem.IsWarning);

    [Fact]
    [Trait("Rule", "EXT-253")]
    [Trait("Rule", "EXT-254")]
    public void Whom_callers_reach_by_keys_is_reached()
    {
        var graph = new FlowGraph(With(""" "options": [{ "key": "1", "action": "dial-by-name" }] """));
        var reach = graph.ReachOf([Domain.Extensions.ExtensionNumber.Parse("100")]);
        Assert.Equal(["100", "201", "202"], reach.Keys.Select(one => one.Value).Order(StringComparer.Ordinal));
        Assert.Equal("its name is spelled", reach[Domain.Extensions.ExtensionNumber.Parse("201")]?.When);
        var keyed = new FlowGraph(With(""" "dialExtension": true, "options": [{ "key": "1", "destination": "300" }] """));
        Assert.Equal(["100", "201", "202"], keyed.ReachOf([Domain.Extensions.ExtensionNumber.Parse("100")]).Keys.Select(one => one.Value).Order(StringComparer.Ordinal));
    }

    private static List<string> Errors(string config) => [.. Problems(config).Where(problem => !problem.IsWarning).Select(problem => problem.Pointer["/extensions/5/config".Length..])];

    private static IEnumerable<Domain.Documents.Problem> Problems(string config)
    {
        var document = With(config);
        var at = document.Extensions.ToList().FindIndex(extension => extension.Number.Value == "100");
        Assert.Equal(5, at);
        return AccountCheck.Check(document).Where(problem => problem.Pointer.StartsWith("/extensions/5/config", StringComparison.Ordinal));
    }

    private static AccountDocument With(string config) =>
        NightAccount.With("""{ "mode": "off" }""", $$"""{ "number": "100", "name": "Menu", "type": "menu", "config": { {{config}} } }""").Document;
}
