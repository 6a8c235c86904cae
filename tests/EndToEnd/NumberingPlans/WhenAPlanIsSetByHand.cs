using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.NumberingPlans;

/// <summary>Overrides over real HTTP: by administrators, and by a person whose extension has the right.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenAPlanIsSetByHand(PbxWorld world)
{
    private const string Override = "schemes/1/override";
    private const string Permanent = """{ "plan": 2, "mode": "permanent" }""";

    [Fact]
    [Trait("Rule", "NPL-085")]
    [Trait("Rule", "NPL-089")]
    [Trait("Rule", "NPL-101")]
    public async Task An_administrator_sets_one_and_lifts_it_and_calls_follow_at_once()
    {
        var account = await SchemeAccount.Make(world, "override-admin", 700);
        await account.Change(HttpMethod.Put, Override, Permanent);
        Assert.Equal($"{Api.Administrator} portal: Scheme 1 (Timely): plan 2 (Night) is active until it is switched off.", await account.Newest());
        Assert.Equal("This is the night.", await account.Answers(account.Main));
        var scheme = await account.Read("schemes/1");
        Assert.Equal(("manual", 2, null), ((string?)scheme["active"]!["by"], (int?)scheme["active"]!["plan"]!["number"], scheme["active"]!["until"]));
        await account.Change(HttpMethod.Delete, Override);
        Assert.Equal($"{Api.Administrator} portal: Scheme 1 (Timely): the time configuration is active again.", await account.Newest());
        Assert.Equal("This is the day.", await account.Answers(account.Main));
    }

    [Fact]
    [Trait("Rule", "NPL-081")]
    [Trait("Rule", "NPL-090")]
    [Trait("Rule", "NPL-092")]
    public async Task A_temporary_one_stands_among_the_holidays_with_its_end()
    {
        var account = await SchemeAccount.Make(world, "override-time", 710);
        await account.Change(HttpMethod.Post, "schemes/1/holidays", """{ "description": "Christmas", "startDate": "2026-12-25", "endDate": "2026-12-25", "plan": 2 }""");
        await account.Change(HttpMethod.Put, Override, """{ "plan": 2, "mode": "temporary" }""");
        var active = (await account.Read("schemes"))["schemes"]![0]!["active"]!;
        Assert.Equal("temporary", (string?)active["by"]);
        var first = (await account.Read("schemes/1/holidays"))["holidays"]![0]!;
        Assert.Equal(("temporary", $"temporary, set by {Api.Administrator}", "current", "2026-12-25", "00:00"), ((string?)first["kind"], (string?)first["description"], (string?)first["state"], (string?)first["endDate"], (string?)first["endTime"]));
        await account.Change(HttpMethod.Delete, "schemes/1/holidays/temporary");
        Assert.Equal("time-configuration", (string?)(await account.Read("schemes/1"))["active"]!["by"]);
    }

    [Fact]
    [Trait("Rule", "NPL-138")]
    [Trait("Rule", "NPL-139")]
    [Trait("Rule", "NPL-141")]
    public async Task Who_has_the_right_sets_plans_and_does_nothing_else()
    {
        var account = await SchemeAccount.Make(world, "override-user", 720);
        var set = await account.Ask(HttpMethod.Put, Override, Permanent, "", SchemeAccount.Switcher); // without If-Match the later one wins
        Assert.True(set.Status == 200, set.Body);
        Assert.Equal($"{SchemeAccount.Switcher} client: Scheme 1 (Timely): plan 2 (Night) is active until it is switched off.", await account.Newest());
        (await account.Ask(HttpMethod.Put, Override, Permanent, "\"0-old\"", SchemeAccount.Switcher)).IsProblem(412);
        (await account.Ask(HttpMethod.Put, "schemes/1/plans/1", """{ "name": "Mine" }""", user: SchemeAccount.Switcher)).IsProblem(403);
        (await account.Ask(HttpMethod.Delete, "schemes/1/holidays/temporary", user: SchemeAccount.Switcher)).IsProblem(403);
        (await account.Ask(HttpMethod.Put, Override, Permanent, "", "anna@sample.example")).IsProblem(403);
        (await account.Ask(HttpMethod.Put, Override, Permanent, "", Api.Reader)).IsProblem(403);
        Assert.Equal(200, (await account.Ask(HttpMethod.Delete, Override, null, "", SchemeAccount.Switcher)).Status);
    }

    [Fact]
    [Trait("Rule", "NPL-140")]
    [Trait("Rule", "NPL-144")]
    public async Task A_right_that_is_withdrawn_counts_no_more_at_the_next_change()
    {
        var account = await SchemeAccount.Make(world, "override-right", 730);
        Assert.Equal(200, (await account.Ask(HttpMethod.Put, Override, Permanent, "", SchemeAccount.Switcher)).Status);
        var read = await account.Get("config");
        var document = read.Json;
        document["extensions"]!.AsArray().Single(one => (string?)one!["number"] == "203")!["config"]!.AsObject().Remove("timeConfiguration");
        Assert.Equal(200, (await world.Api.Put(document.ToJsonString(), read.Tag, path: account.Path("config"))).Status);
        (await account.Ask(HttpMethod.Delete, Override, null, "", SchemeAccount.Switcher)).IsProblem(403);
        Assert.Equal("manual", (string?)(await account.Read("schemes/1"))["active"]!["by"]);
    }

    [Fact]
    [Trait("Rule", "NPL-088")]
    public async Task What_cannot_be_set_is_named()
    {
        var account = await SchemeAccount.Make(world, "override-bad", 740);
        Assert.Equal(["/mode", "/plan"], await account.Refused(HttpMethod.Put, Override, """{ "plan": 100, "mode": "forever" }"""));
        Assert.Equal(["/plan"], await account.Refused(HttpMethod.Put, Override, """{ "plan": 9, "mode": "permanent" }"""));
        await account.Change(HttpMethod.Put, "schemes/1/plans/3", """{ "name": "Lunch" }""");
        Assert.Empty(await account.Refused(HttpMethod.Put, Override, """{ "plan": 3, "mode": "permanent" }""", 409));
        var warned = await account.Change(HttpMethod.Put, Override, """{ "plan": 3, "mode": "permanent", "evenIfEmpty": true }""");
        Assert.Contains("/plan", warned["warnings"]!.AsArray().Select(warning => (string?)warning!["pointer"]));
        Assert.Equal(404, (await account.Ask(HttpMethod.Put, "schemes/9/override", Permanent)).Status);
    }
}
