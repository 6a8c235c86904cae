using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.NumberingPlans;

/// <summary>Schemes, plans, links, the week and holidays as resources, over real HTTP.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenSchemesAreEdited(PbxWorld world)
{
    [Fact]
    [Trait("Rule", "NPL-008")]
    [Trait("Rule", "NPL-012")]
    [Trait("Rule", "NPL-013")]
    public async Task A_scheme_is_made_renamed_and_deleted_and_each_is_a_version_that_says_so()
    {
        var account = await SchemeAccount.Make(world, "edit-schemes", 600);
        var made = await account.Ask(HttpMethod.Post, "schemes", """{ "name": "Sales", "timeZone": "Europe/London" }""");
        Assert.Equal(201, made.Status);
        Assert.Equal((await account.Get("config")).Tag, made.Tag);
        var scheme = await account.Get("schemes/2");
        Assert.Equal(made.Tag, scheme.Tag);
        Assert.Equal(("Sales", "Europe/London", 1), ((string?)scheme.Json["name"], (string?)scheme.Json["timeZone"], (int?)scheme.Json["active"]!["plan"]!["number"]));
        await account.Change(HttpMethod.Patch, "schemes/2", """{ "name": "Shop", "timeZone": "account" }""");
        Assert.Equal([(1, "Timely"), (2, "Shop")], (await account.Read("schemes"))["schemes"]!.AsArray().Select(one => ((int)one!["number"]!, (string)one["name"]!)));
        Assert.Equal($"{Api.Administrator} portal: Scheme 2 (Sales): it is called “Shop” now, its times are those of Europe/Amsterdam.", await account.Newest());
        Assert.Contains("is deleted, with 1 plan", (string?)(await account.Change(HttpMethod.Delete, "schemes/2"))["done"], StringComparison.Ordinal);
        Assert.Equal(404, (await account.Get("schemes/2")).Status);
        Assert.Empty(await account.Refused(HttpMethod.Delete, "schemes/1", null, 409));
        Assert.Equal(["/name"], await account.Refused(HttpMethod.Patch, "schemes/1", """{ "name": "Other" }"""));
    }

    [Fact]
    [Trait("Rule", "NPL-022")]
    [Trait("Rule", "NPL-023")]
    [Trait("Rule", "NPL-028")]
    public async Task Plans_are_listed_named_copied_and_emptied()
    {
        var account = await SchemeAccount.Make(world, "edit-plans", 610);
        Assert.Equal(
            ["1 Day 1 True True", "2 Night 1 False False"],
            (await account.Read("schemes/1/plans"))["plans"]!.AsArray().Select(plan => $"{plan!["number"]} {plan["name"]} {plan["links"]} {(bool)plan["isActive"]!} {(bool)plan["isUsed"]!}"));
        await account.Change(HttpMethod.Put, "schemes/1/plans/7", """{ "name": "Lunch" }""");
        Assert.Empty(await account.Refused(HttpMethod.Post, "schemes/1/plans/1/copy", """{ "to": 2 }""", 409));
        await account.Change(HttpMethod.Post, "schemes/1/plans/1/copy", """{ "to": 2, "overwrite": true }""");
        var copy = await account.Read("schemes/1/plans/2");
        Assert.Equal(("Night", "201", "Day desk"), ((string?)copy["name"], (string?)copy["links"]![0]!["extension"], (string?)copy["links"]![0]!["extensionName"]));
        Assert.Equal(["/schemes/0/weekly/0"], await account.Refused(HttpMethod.Delete, "schemes/1/plans/1", null, 409));
        await account.Change(HttpMethod.Delete, "schemes/1/plans/7");
        var empty = await account.Read("schemes/1/plans/7");
        Assert.Equal(("Number plan 7", "Plan 7 has no links."), ((string?)empty["name"], (string?)empty["warning"]));
        Assert.Equal(404, (await account.Get("schemes/1/plans/100")).Status);
    }

    [Fact]
    [Trait("Rule", "NPL-033")]
    [Trait("Rule", "NPL-038")]
    [Trait("Rule", "NPL-040")]
    public async Task Numbers_are_linked_and_a_number_tells_where_and_the_next_call_goes_there()
    {
        var account = await SchemeAccount.Make(world, "edit-links", 620);
        var number = Uri.EscapeDataString(account.Second);
        Assert.Equal("The number is linked nowhere.", (string?)(await account.Read($"numbers/{number}"))["because"]);
        await account.Change(HttpMethod.Put, $"schemes/1/plans/1/links/{number}", """{ "extension": "202", "prefix": "Second" }""");
        var found = await account.Read($"numbers/{number}");
        Assert.Equal((1, "202", "Night desk"), ((int?)found["scheme"]!["number"], (string?)found["leadsTo"]!["number"], (string?)found["leadsTo"]!["name"]));
        var plan = Assert.Single(found["plans"]!.AsArray())!;
        Assert.Equal((1, true, "Second"), ((int?)plan["number"], (bool?)plan["isActive"], (string?)plan["prefix"]));
        Assert.Equal("This is the night.", await account.Answers(account.Second));
        await account.Change(HttpMethod.Post, "schemes", """{ "name": "Shop" }""");
        Assert.Equal(["/extension", "/number"], await account.Refused(HttpMethod.Put, $"schemes/2/plans/1/links/{number}", """{ "extension": "777" }"""));
        Assert.Equal(["/first"], await account.Refused(HttpMethod.Post, "schemes/2/plans/1/links", $$"""{ "first": "{{account.Second}}", "count": 2, "extension": "201" }"""));
        Assert.Equal(["/colour", "/count", "/first"], await account.Refused(HttpMethod.Post, "schemes/2/plans/1/links", """{ "first": "020", "count": 0, "extension": "201", "colour": "red" }"""));
        await account.Change(HttpMethod.Delete, $"schemes/1/plans/1/links/{number}");
        await account.Change(HttpMethod.Post, "schemes/1/plans/2/links", $$"""{ "first": "{{account.Main}}", "count": 2, "extension": "201", "consecutive": true }""");
        Assert.Equal(["201", "202"], (await account.Read("schemes/1/plans/2"))["links"]!.AsArray().Select(link => (string)link!["extension"]!));
        Assert.Equal(404, (await account.Get("numbers/%2B31205559999")).Status);
        Assert.Equal(404, (await account.Get("numbers/none")).Status);
    }

    [Fact]
    [Trait("Rule", "NPL-049")]
    [Trait("Rule", "NPL-056")]
    [Trait("Rule", "NPL-057")]
    public async Task The_week_is_added_to_shown_by_day_and_changed()
    {
        var account = await SchemeAccount.Make(world, "edit-week", 630);
        var added = await account.Change(HttpMethod.Post, "schemes/1/weekly", """{ "days": ["monday", "tuesday"], "start": "17:00", "end": "08:00", "plan": 2 }""");
        Assert.Contains("Mondays and Tuesdays 17:00–08:00 of the next day run plan 2.", (string?)added["done"], StringComparison.Ordinal);
        var week = await account.Read("schemes/1/weekly");
        Assert.Equal(["monday-0000-sunday-2400", "monday-1700-0800", "tuesday-1700-0800"], week["entries"]!.AsArray().Select(entry => (string)entry!["id"]!));
        Assert.Equal(["00:00–08:00 2", "08:00–17:00 1", "17:00–24:00 2"], week["days"]!["tuesday"]!.AsArray().Select(part => $"{part!["start"]}–{part["end"]} {part["plan"]}"));
        var active = Assert.Single(week["entries"]!.AsArray(), entry => (bool)entry!["isActive"]!)!;
        Assert.Equal((string?)active["id"], (string?)Assert.Single(week["days"]!.AsObject().SelectMany(day => day.Value!.AsArray()), part => (bool)part!["isActive"]!)!["entry"]);
        await account.Change(HttpMethod.Put, "schemes/1/weekly/tuesday-1700-0800", """{ "day": "tuesday", "start": "18:00", "end": "08:00", "plan": 2 }""");
        await account.Change(HttpMethod.Delete, "schemes/1/weekly/monday-1700-0800");
        Assert.Equal(["monday-0000-sunday-2400", "tuesday-1800-0800"], (await account.Read("schemes/1/weekly"))["entries"]!.AsArray().Select(entry => (string)entry!["id"]!));
        Assert.Equal(["/schemes/0/weekly"], await account.Refused(HttpMethod.Delete, "schemes/1/weekly/monday-0000-sunday-2400", null)); // nobody would answer the rest of the week
        Assert.Equal(404, (await account.Ask(HttpMethod.Delete, "schemes/1/weekly/sometimes")).Status);
    }

    [Theory]
    [InlineData("schemes/1/weekly", """{ "days": ["monday"], "start": "24:30", "end": "09:00", "plan": 100 }""", "/plan /start")]
    [InlineData("schemes/1/weekly", """{ "days": ["monday"], "start": "09:00", "end": "09:00", "plan": 9 }""", "/end /plan")]
    [InlineData("schemes/1/weekly", """{ "days": [], "start": "09:00", "end": "10:00", "plan": 1 }""", "/days")]
    [InlineData("schemes/1/holidays", """{ "description": "x", "startDate": "9999-01-01", "endDate": "2026-12-25", "plan": 100 }""", "/plan /startDate")]
    [InlineData("schemes/1/holidays", """{ "description": "x", "startDate": "2026-12-26", "endDate": "2026-12-25", "plan": 9 }""", "/endDate /plan")]
    [InlineData("schemes/1/holidays", """{ "description": "x", "startDate": "2026-01-01", "endDate": "2026-01-01", "plan": 2 }""", "/endDate")]
    [InlineData("schemes", """{ "name": "Timely", "timeZone": "Mars/Base" }""", "/name /timeZone")]
    [InlineData("schemes", """{ "name": null }""", "/name")]
    [Trait("Rule", "NPL-051")]
    [Trait("Rule", "NPL-079")]
    public async Task What_is_wrong_is_named_with_its_place_in_the_request_and_nothing_is_saved(string path, string body, string pointers)
    {
        bad ??= await SchemeAccount.Make(world, "edit-badly", 640);
        Assert.Equal(pointers, string.Join(' ', await bad.Refused(HttpMethod.Post, path, body)));
    }

    [Fact]
    [Trait("Rule", "NPL-081")]
    [Trait("Rule", "NPL-082")]
    public async Task Holidays_are_listed_by_their_start_and_those_that_are_over_are_deleted_together()
    {
        var account = await SchemeAccount.Make(world, "edit-holidays", 650);
        var today = world.Now.AddHours(1).ToString("yyyy-MM-dd"); // as in Amsterdam
        var made = await account.Ask(HttpMethod.Post, "schemes/1/holidays", """{ "description": "Christmas", "startDate": "2026-12-25", "endDate": "2026-12-26", "plan": 2 }""");
        Assert.Equal(201, made.Status);
        await account.Change(HttpMethod.Post, "schemes/1/holidays", $$"""{ "description": "Today", "startDate": "{{today}}", "endDate": "{{today}}", "plan": 2 }""");
        await account.Change(HttpMethod.Post, "schemes/1/holidays", """{ "description": "Later", "startDate": "2027-01-01", "endDate": "2027-01-01", "plan": 2 }""");
        await account.Change(HttpMethod.Put, "schemes/1/holidays/20270101-0000-20270101-2400", """{ "description": "Long ago", "startDate": "2026-01-01", "endDate": "2026-01-01", "plan": 2 }""");
        Assert.Equal(["Long ago expired", "Today current", "Christmas future"], await Holidays(account));
        Assert.Equal("holiday", (string?)(await account.Read("schemes/1"))["active"]!["by"]);
        Assert.Empty(await account.Refused(HttpMethod.Delete, "schemes/1/holidays", null, 400));
        Assert.Contains("1 holiday that is over is deleted", (string?)(await account.Change(HttpMethod.Delete, "schemes/1/holidays?expired=true"))["done"], StringComparison.Ordinal);
        var tag = (await account.Get("schemes")).Tag;
        await account.Change(HttpMethod.Delete, "schemes/1/holidays?expired=true");
        Assert.Equal(tag, (await account.Get("schemes")).Tag); // nothing was to do, so there is no new version
        await account.Change(HttpMethod.Delete, $"schemes/1/holidays/{today.Replace("-", "", StringComparison.Ordinal)}-0000-{today.Replace("-", "", StringComparison.Ordinal)}-2400");
        Assert.Equal(["Christmas future"], await Holidays(account));
    }

    [Fact]
    public async Task Who_has_not_seen_the_newest_version_changes_nothing()
    {
        var account = await SchemeAccount.Make(world, "edit-etags", 660);
        var old = (await account.Get("schemes")).Tag;
        await account.Change(HttpMethod.Put, "schemes/1/plans/1", """{ "name": "Office" }""");
        var config = (await account.Get("config")).Body;
        (HttpMethod Method, string Path, string? Body)[] changes =
        [
            (HttpMethod.Post, "schemes", """{ "name": "Sales" }"""),
            (HttpMethod.Patch, "schemes/1", """{ "timeZone": "Europe/London" }"""),
            (HttpMethod.Delete, "schemes/1", null),
            (HttpMethod.Put, "schemes/1/plans/1", """{ "name": "Sales" }"""),
            (HttpMethod.Delete, "schemes/1/plans/2", null),
            (HttpMethod.Post, "schemes/1/plans/1/copy", """{ "to": 3 }"""),
            (HttpMethod.Post, "schemes/1/plans/1/links", $$"""{ "first": "{{account.Main}}", "count": 1, "extension": "202" }"""),
            (HttpMethod.Put, $"schemes/1/plans/1/links/{Uri.EscapeDataString(account.Main)}", """{ "extension": "202" }"""),
            (HttpMethod.Delete, $"schemes/1/plans/1/links/{Uri.EscapeDataString(account.Main)}", null),
            (HttpMethod.Post, "schemes/1/weekly", """{ "days": ["monday"], "start": "09:00", "end": "10:00", "plan": 2 }"""),
            (HttpMethod.Put, "schemes/1/weekly/monday-0000-sunday-2400", """{ "day": "monday", "start": "09:00", "end": "10:00", "plan": 2 }"""),
            (HttpMethod.Delete, "schemes/1/weekly/monday-0000-sunday-2400", null),
            (HttpMethod.Post, "schemes/1/holidays", """{ "description": "x", "startDate": "2026-12-25", "endDate": "2026-12-25", "plan": 2 }"""),
            (HttpMethod.Delete, "schemes/1/holidays?expired=true", null),
        ];
        foreach (var (method, path, body) in changes)
        {
            (await account.Ask(method, path, body, old)).IsProblem(412);
            (await account.Ask(method, path, body, "")).IsProblem(428);
            (await account.Ask(method, path, body, user: Api.Reader)).IsProblem(403);
            var tried = await account.Ask(method, path.Contains('?', StringComparison.Ordinal) ? $"{path}&dryRun=true" : $"{path}?dryRun=true", body);
            Assert.True(tried.Status is 200 or 409, $"{method} {path}: {tried.Status} {tried.Body}");
        }

        Assert.Equal(config, (await account.Get("config")).Body);
    }

    private static SchemeAccount? bad;

    private static async Task<IEnumerable<string>> Holidays(SchemeAccount account) =>
        (await account.Read("schemes/1/holidays"))["holidays"]!.AsArray().Select(holiday => $"{holiday!["description"]} {holiday["state"]}");
}
