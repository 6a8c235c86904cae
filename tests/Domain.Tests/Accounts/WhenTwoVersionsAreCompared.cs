using System.Text;
using System.Text.Json.Nodes;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Accounts;

public sealed class WhenTwoVersionsAreCompared
{
    private static readonly AccountDocument Old = TestAccount.With().Document;

    [Fact]
    public void Two_equal_ones_differ_in_nothing() => Assert.Empty(Changes(_ => { }));

    [Fact]
    public void An_extension_is_known_by_its_number_wherever_it_stands()
    {
        var changes = Changes(document =>
        {
            var extensions = document["extensions"]!.AsArray();
            extensions.RemoveAt(2);
            extensions.Insert(0, JsonNode.Parse("""{ "number": "150", "name": "Carla", "type": "user", "config": {} }"""));
        });
        Assert.Equal([("/extensions/0", ChangeKind.Added, "Extension 150 (Carla) is new."), ("/extensions/2", ChangeKind.Removed, "Extension 202 (Nobody) is removed.")], changes);
    }

    [Theory]
    [InlineData("account/name", "\"New\"", "/account/name", ChangeKind.Changed, "Account: name is now “New”; it was “Test”.")]
    [InlineData("account/mainNumber", null, "/account/mainNumber", ChangeKind.Removed, "Account: main number is not set any more.")]
    [InlineData("account/extensionLength", "4", "/account/extensionLength", ChangeKind.Changed, "Account: extension length is now 4; it was 3.")]
    [InlineData("schemes/0/defaultDestination", "\"201\"", "/schemes/0/defaultDestination", ChangeKind.Added, "Scheme 1 (Test): default destination is now “201”.")]
    [InlineData("schemes/0/plans/0/links/1/prefix", "\"VIP\"", "/schemes/0/plans/0/links/1/prefix", ChangeKind.Changed, "Scheme 1 (Test), plan 1 (Number plan 1), link +31205550101: prefix is now “VIP”; it was “”.")]
    [InlineData("extensions/0/config/options/3/action", "\"repeat\"", "/extensions/0/config/options/3/action", ChangeKind.Changed, "Extension 100 (Main menu), option 4: action is now repeat; it was none.")]
    [InlineData("extensions/3/language", null, "/extensions/3/language", ChangeKind.Removed, "Extension 300 (Closed): language is not set any more.")]
    public void A_changed_member_is_told_with_both_values(string member, string? value, string pointer, ChangeKind kind, string text) => Assert.Equal([(pointer, kind, text)], Changes(document =>
    {
        var path = member.Split('/');
        var at = path[..^1].Aggregate((JsonNode)document, (node, part) => node is JsonArray list ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : node[part]!).AsObject();
        at.Remove(path[^1]);
        if (value is not null)
        {
            at[path[^1]] = JsonNode.Parse(value);
        }
    }));

    [Fact]
    public void Numbers_are_told_one_by_one_and_so_is_a_changed_order()
    {
        Assert.Equal([("/account/numbers/0", ChangeKind.Added, "Account: “+31205550199” is new under numbers.")], Changes(document => document["account"]!["numbers"]!.AsArray().Insert(0, "+31205550199")));
        Assert.Equal([("/account/numbers/5", ChangeKind.Removed, "Account: “+31205550109” is removed from numbers.")], Changes(document => document["account"]!["numbers"]!.AsArray().RemoveAt(5)));
        Assert.Equal(
            [("/extensions", ChangeKind.Changed, "The order of extensions is changed.")],
            Changes(document =>
            {
                var extensions = document["extensions"]!.AsArray();
                var last = extensions[4]!;
                extensions.RemoveAt(4);
                extensions.Insert(0, last);
            }));
    }

    [Fact]
    public void Another_type_is_one_change() => Assert.Equal(
        [("/extensions/2", ChangeKind.Changed, "Extension 202 (Nobody): it is now of type auto-answer; it was of type user.")],
        Changes(document => (document["extensions"]![2]!["type"], document["extensions"]![2]!["config"]) = ("auto-answer", new JsonObject())));

    [Fact]
    public void An_entry_of_the_week_is_known_by_its_times_and_a_holiday_by_its_dates()
    {
        var was = Edited(Old, Scheduled);
        var changes = Changes(was, document =>
        {
            var scheme = document["schemes"]![0]!;
            var weekly = scheme["weekly"]!.AsArray();
            weekly.RemoveAt(2);
            weekly.Insert(0, JsonNode.Parse("""{ "day": "monday", "start": "09:00", "end": "17:00", "plan": 1 }"""));
            weekly[2]!["plan"] = 1;
            weekly.Add(JsonNode.Parse("""{ "day": "friday", "start": "22:00", "end": "06:00", "plan": 1, "endDay": "friday" }"""));
            var holidays = scheme["holidays"]!.AsArray();
            holidays[0]!["description"] = "Christmas Day";
            holidays.Insert(0, JsonNode.Parse("""{ "description": "New Year", "startDate": "2027-01-01", "endDate": "2027-01-01", "plan": 2, "endTime": "12:00" }"""));
        });
        Assert.Equal(
            [
                ("/schemes/0/weekly/0", ChangeKind.Added, "Scheme 1 (Test): Monday 09:00–17:00 is new."),
                ("/schemes/0/weekly/2/plan", ChangeKind.Changed, "Scheme 1 (Test), Friday 22:00–06:00: plan is now 1; it was 2."),
                ("/schemes/0/weekly/3", ChangeKind.Added, "Scheme 1 (Test): Friday 22:00–Friday 06:00 is new."),
                ("/schemes/0/weekly/2", ChangeKind.Removed, "Scheme 1 (Test): Friday 17:00–Monday 08:00 is removed."),
                ("/schemes/0/holidays/0", ChangeKind.Added, "Scheme 1 (Test): holiday “New Year” (2027-01-01 00:00–2027-01-01 12:00) is new."),
                ("/schemes/0/holidays/1/description", ChangeKind.Changed, "Scheme 1 (Test), holiday “Christmas Day” (2026-12-25 00:00–2026-12-26): description is now “Christmas Day”; it was “Christmas”."),
            ],
            changes);
    }

    [Fact]
    public void What_could_not_be_read_is_a_problem_and_no_change() => Assert.Equal(
        [("/account/name", ChangeKind.Changed, "Account: name is now “New”; it was “Test”.")],
        Changes(document =>
        {
            document["account"]!["name"] = "New";
            document["account"]!["language"] = "klingon";
            document["account"]!["numbers"]![3] = "none";
            document["extensions"]![1]!["config"]!["ringFor"] = "soon";
            document["extensions"]![2] = 7;
            document["extensions"]![4]!["number"] = "4OO";
        }));

    private static void Scheduled(JsonObject document)
    {
        var scheme = document["schemes"]![0]!;
        scheme["plans"]!.AsArray().Add(JsonNode.Parse("""{ "number": 2, "name": "Closed", "links": [] }"""));
        scheme["weekly"] = JsonNode.Parse("""
            [
              { "day": "monday", "start": "00:00", "end": "24:00", "plan": 1, "endDay": "sunday" },
              { "day": "friday", "start": "22:00", "end": "06:00", "plan": 2 },
              { "day": "friday", "start": "17:00", "end": "08:00", "plan": 2, "endDay": "monday" }
            ]
            """);
        scheme["holidays"] = JsonNode.Parse("""[{ "description": "Christmas", "startDate": "2026-12-25", "endDate": "2026-12-26", "plan": 2 }]""");
    }

    private static List<(string Pointer, ChangeKind Kind, string Text)> Changes(Action<JsonObject> edit) => Changes(Old, edit);

    private static List<(string Pointer, ChangeKind Kind, string Text)> Changes(AccountDocument was, Action<JsonObject> edit) =>
        AccountText.Changes(was, Read(was, edit)).Select(change => (change.Pointer, change.Kind, change.Text)).ToList();

    private static AccountDocument Edited(AccountDocument document, Action<JsonObject> edit) => Read(document, edit).Document;

    private static AccountReading.Parsed Read(AccountDocument was, Action<JsonObject> edit)
    {
        var document = JsonNode.Parse(AccountText.Write(was))!.AsObject();
        edit(document);
        return Assert.IsType<AccountReading.Parsed>(AccountReading.Read(Encoding.UTF8.GetBytes(document.ToJsonString())));
    }
}
