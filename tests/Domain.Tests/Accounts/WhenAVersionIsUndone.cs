using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Secrets;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Tests.Accounts;

/// <summary>A version changed something, later versions changed more; what it changed is taken back.</summary>
public sealed class WhenAVersionIsUndone
{
    private const string Box = """{ "number": "600", "name": "Box", "type": "voicemail", "config": {} }""";
    private static readonly AccountDocument Old = TestAccount.With(Box).Document;

    [Fact]
    public void What_came_later_stays()
    {
        var undone = Undo(
            document =>
            {
                document["account"]!["name"] = "Renamed";
                Extension(document, "201")["config"]!["ringFor"] = "00:00:40";
                document["extensions"]!.AsArray().Add(JsonNode.Parse("""{ "number": "210", "name": "New", "type": "user", "config": {} }"""));
                Remove(document, "300");
                Plan(document)["links"]!.AsArray().RemoveAt(2);
                document["account"]!["numbers"]!.AsArray().Add("+31205550150");
            },
            document =>
            {
                document["account"]!["language"] = "en";
                Extension(document, "201")["name"] = "Anna Later";
                Extension(document, "400")["name"] = "Outside Later";
                document["account"]!["numbers"]!.AsArray().Add("+31205550151");
                Plan(document)["links"]![0]!["prefix"] = "Later";
            });
        Assert.Equal(
            [
                "Account: language is now en; it was nl.",
                "Account: “+31205550151” is new under numbers.",
                "Scheme 1 (Test), plan 1 (Number plan 1), link +31205550100: prefix is now “Later”; it was “Main”.",
                "Extension 201 (Anna Later): name is now “Anna Later”; it was “Anna”.",
                "Extension 400 (Outside Later): name is now “Outside Later”; it was “Outside”.",
            ],
            Differences(undone));
    }

    [Fact]
    public void The_newest_version_is_undone_to_the_one_before()
    {
        var undone = Undo(
            document =>
            {
                document["account"]!.AsObject().Remove("mainNumber");
                Remove(document, "201");
                Reverse(document["account"]!["numbers"]!.AsArray());
                Extension(document, "100")["type"] = "auto-answer";
                Extension(document, "100")["config"] = new JsonObject { ["message"] = "Hello." };
            },
            _ => { });
        Assert.Equal(AccountText.Write(Old), AccountText.Write(undone));
    }

    [Theory]
    [InlineData("account/name", "\"First\"", "\"Second\"", "/account/name", "Account: name was changed again since; it is “Second” now.")]
    [InlineData("account/mainNumber", null, "\"+31205550101\"", "/account/mainNumber", "Account: main number was changed again since; it is “+31205550101” now.")]
    [InlineData("extensions/1/config/ringFor", "\"00:00:30\"", "\"00:00:40\"", "/extensions/1/config/ringFor", "Extension 201 (Anna): ring for was changed again since; it is “00:00:40” now.")]
    [InlineData("schemes/0/plans/0/links/1/extension", "\"300\"", "\"400\"", "/schemes/0/plans/0/links/1/extension", "Scheme 1 (Test), plan 1 (Number plan 1), link +31205550101: extension was changed again since; it is “400” now.")]
    public void What_was_changed_again_stands_in_the_way(string member, string? first, string? second, string pointer, string message) => Assert.Equal(
        [new Problem(pointer, message)],
        Conflicts(document => Set(document, member, first), document => Set(document, member, second)));

    [Fact]
    public void So_does_what_was_removed_or_changed_or_made_anew_since_all_at_once() => Assert.Equal(
        [
            new Problem("/schemes/0/plans/0/links", "Scheme 1 (Test), plan 1 (Number plan 1), link +31205550102 was removed since."),
            new Problem("/extensions/0", "Extension 202 (Nobody else) was made anew since."),
            new Problem("/extensions/5", "Extension 210 (New) was changed since."),
        ],
        Conflicts(
            document =>
            {
                Remove(document, "202");
                document["extensions"]!.AsArray().Add(JsonNode.Parse("""{ "number": "210", "name": "New", "type": "user", "config": {} }"""));
                Plan(document)["links"]![2]!["prefix"] = "Changed";
            },
            document =>
            {
                document["extensions"]!.AsArray().Insert(0, JsonNode.Parse("""{ "number": "202", "name": "Nobody else", "type": "user", "config": {} }"""));
                Extension(document, "210")["config"]!["ringFor"] = "00:00:40";
                Plan(document)["links"]!.AsArray().RemoveAt(2);
                Remove(document, "300");
            }));

    [Fact]
    public void What_was_taken_back_by_hand_is_no_conflict()
    {
        var undone = Undo(
            document =>
            {
                document["account"]!["name"] = "Renamed";
                document["account"]!["language"] = "en";
                Remove(document, "202");
            },
            document =>
            {
                document["account"]!["name"] = "Test";
                document["extensions"]!.AsArray().Insert(2, JsonNode.Parse("""{ "number": "202", "name": "Nobody", "type": "user", "config": {} }"""));
            });
        Assert.Equal(AccountText.Write(Old), AccountText.Write(undone));
    }

    [Fact]
    public void When_all_was_taken_back_nothing_is_left() => Assert.IsType<Undoing.Nothing>(Undoing.TakeBack(Old, Old with { Account = Old.Account with { Name = "Renamed" } }, Old));

    [Fact]
    public void What_comes_back_stands_where_it_stood()
    {
        var undone = Undo(document => Remove(document, "202"), document => document["extensions"]!.AsArray().Insert(0, JsonNode.Parse("""{ "number": "150", "name": "Carla", "type": "user", "config": {} }""")));
        Assert.Equal(["150", "100", "201", "202", "300", "400", "600"], undone.Extensions.Select(extension => extension.Number.Value));
    }

    [Fact]
    public void An_order_is_taken_back_around_what_is_new()
    {
        var undone = Undo(document => Reverse(document["extensions"]!.AsArray()), document => document["extensions"]!.AsArray().Insert(1, JsonNode.Parse("""{ "number": "150", "name": "Carla", "type": "user", "config": {} }""")));
        Assert.Equal(["100", "201", "202", "300", "400", "600", "150"], undone.Extensions.Select(extension => extension.Number.Value));
        Assert.Equal(
            [new Problem("/account/numbers", "Account: the order of numbers was changed again since.")],
            Conflicts(document => Reverse(document["account"]!["numbers"]!.AsArray()), document => document["account"]!["numbers"]!.AsArray().Insert(0, Taken(document["account"]!["numbers"]!.AsArray(), 3))));
    }

    [Fact]
    public void Entries_of_the_week_are_taken_back_one_by_one()
    {
        const string Nine = """{ "day": "monday", "start": "09:00", "end": "17:00", "plan": 1 }""";
        const string Ten = """{ "day": "tuesday", "start": "10:00", "end": "17:00", "plan": 1 }""";
        const string Week = """{ "day": "monday", "start": "00:00", "end": "24:00", "plan": 1, "endDay": "sunday" }""";
        var undone = Undo(
            document => document["schemes"]![0]!["weekly"] = new JsonArray(JsonNode.Parse(Week), JsonNode.Parse(Nine)),
            document => document["schemes"]![0]!["weekly"]!.AsArray().Add(JsonNode.Parse(Ten)));
        Assert.Equal("Tuesday 10:00–17:00", Assert.Single(undone.Schemes[0].Weekly!.Value).ToString());
        Assert.Equal(
            [new Problem("/schemes/0/weekly/1", "Scheme 1 (Test): Monday 09:00–17:00 was changed since.")],
            Conflicts(
                document => document["schemes"]![0]!["weekly"] = new JsonArray(JsonNode.Parse(Week), JsonNode.Parse(Nine)),
                document =>
                {
                    document["schemes"]![0]!["plans"]!.AsArray().Add(JsonNode.Parse("""{ "number": 2, "name": "Closed", "links": [] }"""));
                    document["schemes"]![0]!["weekly"]![1]!["plan"] = 2;
                }));
    }

    [Fact]
    public void The_result_is_held_against_todays_rules()
    {
        var before = Edited(Old, document => Extension(document, "100")["config"]!["options"]![1]!["destination"] = "202");
        var after = Edited(before, document => Extension(document, "100")["config"]!["options"]![1]!["destination"] = "400");
        var now = Edited(after, document => Remove(document, "202"));
        var possible = Assert.IsType<Undoing.Possible>(Undoing.TakeBack(before, after, now));
        Assert.Contains(possible.Reading.Problems, problem => problem is { Pointer: "/extensions/0/config/options/1/destination", IsWarning: false });
    }

    [Fact]
    public void A_PIN_stays_as_it_is_now_and_who_comes_back_has_the_one_of_then()
    {
        var (then, now) = (new Pin.Hashed("then"), new Pin.Hashed("now"));
        var old = With(Old, then);
        var changed = old with { Account = old.Account with { Name = "Renamed" } };
        Assert.Equal(now, PinIn(Assert.IsType<Undoing.Possible>(Undoing.TakeBack(old, changed, With(changed, now)))));
        Assert.Equal(now, PinIn(Assert.IsType<Undoing.Possible>(Undoing.Restore(old, With(changed, now)))));
        Assert.Null(PinIn(Assert.IsType<Undoing.Possible>(Undoing.Restore(old, With(changed, null)))));
        Assert.IsType<Undoing.Nothing>(Undoing.Restore(old, With(old, now)));
        Assert.IsType<Undoing.Nothing>(Undoing.TakeBack(With(old, null), old, old));

        var without = Edited(old, document => Remove(document, "600"));
        Assert.Equal(then, PinIn(Assert.IsType<Undoing.Possible>(Undoing.TakeBack(old, without, without))));
        Assert.Equal(then, PinIn(Assert.IsType<Undoing.Possible>(Undoing.Restore(old, without))));
    }

    [Fact]
    public void A_version_is_brought_back_whatever_came_later()
    {
        var now = Edited(Edited(Old, document => document["account"]!["name"] = "First"), document =>
        {
            document["account"]!["name"] = "Second";
            Remove(document, "201");
        });
        Assert.Equal(Old, Assert.IsType<Undoing.Possible>(Undoing.Restore(Old, now)).Reading.Document);
    }

    private static AccountDocument Undo(Action<JsonObject> version, Action<JsonObject> later)
    {
        var after = Edited(Old, version);
        return Assert.IsType<Undoing.Possible>(Undoing.TakeBack(Old, after, Edited(after, later))).Reading.Document;
    }

    private static IReadOnlyList<Problem> Conflicts(Action<JsonObject> version, Action<JsonObject> later)
    {
        var after = Edited(Old, version);
        return Assert.IsType<Undoing.Hindered>(Undoing.TakeBack(Old, after, Edited(after, later))).Conflicts;
    }

    private static IEnumerable<string> Differences(AccountDocument now) => AccountText.Changes(Old, now).Select(change => change.Text);

    private static AccountDocument Edited(AccountDocument document, Action<JsonObject> edit)
    {
        var tree = JsonNode.Parse(AccountText.Write(document))!.AsObject();
        edit(tree);
        var read = Assert.IsType<AccountReading.Parsed>(AccountReading.Read(Encoding.UTF8.GetBytes(tree.ToJsonString())));
        Assert.True(read.IsWhole, string.Join('\n', read.Problems));
        var pins = document.Extensions.ToDictionary(extension => extension.Number, extension => (extension.Config as IHasPin)?.Pin);
        return read.Document with { Extensions = read.Document.Extensions.Change(one => pins.GetValueOrDefault(one.Number) is { } pin && one.Config is IHasPin own ? one with { Config = own.WithPin(pin) } : one) };
    }

    private static void Set(JsonNode document, string member, string? value)
    {
        var path = member.Split('/');
        var at = path[..^1].Aggregate(document, (node, part) => node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part]!).AsObject();
        at.Remove(path[^1]);
        if (value is not null)
        {
            at[path[^1]] = JsonNode.Parse(value);
        }
    }

    private static JsonObject Extension(JsonNode document, string number) => document["extensions"]!.AsArray().Single(one => (string?)one!["number"] == number)!.AsObject();

    private static void Remove(JsonNode document, string number) => document["extensions"]!.AsArray().Remove(Extension(document, number));

    private static JsonObject Plan(JsonNode document) => document["schemes"]![0]!["plans"]![0]!.AsObject();

    private static void Reverse(JsonArray list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            list.Insert(i, Taken(list, list.Count - 1));
        }
    }

    private static JsonNode Taken(JsonArray list, int index)
    {
        var item = list[index]!;
        list.RemoveAt(index);
        return item;
    }

    private static AccountDocument With(AccountDocument document, Pin? pin) =>
        document with { Extensions = document.Extensions.Change(one => one.Config is IHasPin own ? one with { Config = own.WithPin(pin) } : one) };

    private static Pin? PinIn(Undoing.Possible undone) => undone.Reading.Document.Extensions.Select(extension => extension.Config).OfType<VoicemailConfig>().Single().Pin;
}
