using System.Text;
using System.Text.Json.Nodes;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Tests.NumberingPlans;

public sealed class WhenASchemeIsChecked
{
    private const string Usual = """
        {
          "account": { "name": "Test", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "mainNumber": "+31205550100",
            "numbers": ["+31205550100", "+31205550101"], "tenants": ["11111111-1111-1111-1111-111111111111"] },
          "schemes": [
            { "number": 1, "name": "Test", "defaultDestination": "201", "plans": [
              { "number": 1, "name": "Day", "links": [{ "number": "+31205550100", "extension": "201" }] },
              { "number": 2, "name": "Night", "links": [{ "number": "+31205550100", "extension": "300" }] },
              { "number": 3, "name": "Empty", "links": [] }],
              "weekly": [{ "day": "monday", "start": "00:00", "endDay": "sunday", "end": "24:00", "plan": 2 }, { "day": "monday", "start": "09:00", "end": "17:00", "plan": 1 }] }],
          "extensions": [
            { "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna" } },
            { "number": "300", "name": "Box", "type": "auto-answer", "config": { "message": "Closed." } }]
        }
        """;

    [Fact]
    public void A_scheme_in_order_has_no_problem() => Assert.Empty(Problems(_ => { }));

    [Fact]
    [Trait("Rule", "NPL-001")]
    [Trait("Rule", "NPL-016")]
    [Trait("Rule", "NPL-010")]
    public void There_are_plans_1_to_99_and_schemes_1_to_99()
    {
        Assert.Equal(["/schemes/0/plans/1/number"], Errors(document => At(document, "plans", 1)["number"] = 100).Distinct().Where(pointer => pointer.EndsWith("number", StringComparison.Ordinal)));
        Assert.Contains("/schemes/0/plans", Errors(document => Scheme(document)["plans"] = new JsonArray()));
        Assert.Contains("/schemes/1/number", Errors(document => Add(document, """{ "number": 100, "name": "B", "plans": [{ "number": 1, "name": "x", "links": [] }] }""")));
        Assert.Contains("/schemes/1/number", Errors(document => Add(document, """{ "number": 1, "name": "B", "plans": [{ "number": 1, "name": "x", "links": [] }] }""")));
    }

    [Fact]
    [Trait("Rule", "NPL-008")]
    [Trait("Rule", "NPL-018")]
    public void Names_have_1_to_64_characters_and_those_of_schemes_differ()
    {
        Assert.Equal(["/schemes/1/name"], Errors(document => Add(document, """{ "number": 2, "name": "TEST", "plans": [{ "number": 1, "name": "x", "links": [] }] }""")));
        Assert.Equal(["/schemes/0/plans/0/name"], Errors(document => At(document, "plans", 0)["name"] = new string('x', 65)));
        Assert.Equal(["/schemes/0/name"], Errors(document => Scheme(document)["name"] = " "));
    }

    [Fact]
    [Trait("Rule", "NPL-003")]
    [Trait("Rule", "NPL-004")]
    public void The_main_scheme_cannot_be_missing() => Assert.Contains("/schemes", Errors(document => Scheme(document)["number"] = 2));

    [Fact]
    [Trait("Rule", "NPL-015")]
    public void A_zone_is_one_of_the_database() => Assert.Equal(["/schemes/0/timeZone"], Errors(document => Scheme(document)["timeZone"] = "Europe/Atlantis"));

    [Fact]
    [Trait("Rule", "NPL-044")]
    [Trait("Rule", "NPL-046")]
    public void Times_are_those_of_a_clock_and_24_00_is_an_end_only()
    {
        Assert.Equal(["/schemes/0/weekly/1/end"], Errors(document => At(document, "weekly", 1)["end"] = "24:30"));
        Assert.Equal(["/schemes/0/weekly/1/start"], Errors(document => At(document, "weekly", 1)["start"] = "24:00"));
        Assert.Equal([], Errors(document => At(document, "weekly", 1)["end"] = "24:00"));
    }

    [Fact]
    [Trait("Rule", "NPL-051")]
    [Trait("Rule", "NPL-053")]
    public void What_ends_when_it_starts_is_refused_but_for_the_whole_week()
    {
        Assert.Equal(["/schemes/0/weekly/1/end"], Errors(document => At(document, "weekly", 1)["end"] = "09:00"));
        Assert.Equal(["/schemes/0/weekly/1/end"], Errors(document => (At(document, "weekly", 1)["end"], At(document, "weekly", 1)["endDay"]) = ("09:00", "monday")));
        Assert.Equal(["/schemes/0/weekly/1/end"], Errors(document => Set(At(document, "weekly", 1), ("day", "tuesday"), ("start", "00:00"), ("endDay", "monday"), ("end", "24:00"))));
    }

    [Fact]
    [Trait("Rule", "NPL-055")]
    public void Two_entries_do_not_have_the_same_times_however_they_are_written()
    {
        Assert.Equal(["/schemes/0/weekly/2"], Errors(document => Scheme(document)["weekly"]!.AsArray().Add(JsonNode.Parse("""{ "day": "monday", "start": "09:00", "endDay": "monday", "end": "17:00", "plan": 3 }"""))));
        Assert.Equal(["/schemes/0/weekly/2"], Errors(document => Scheme(document)["weekly"]!.AsArray().Add(JsonNode.Parse("""{ "day": "monday", "start": "09:00", "end": "17:00", "plan": 1 }"""))));
    }

    [Fact]
    [Trait("Rule", "NPL-047")]
    [Trait("Rule", "NPL-075")]
    public void A_plan_that_is_named_is_one_of_the_scheme_and_an_empty_one_is_warned_of()
    {
        Assert.Equal(["/schemes/0/weekly/1/plan"], Errors(document => At(document, "weekly", 1)["plan"] = 9));
        Assert.Equal(["/schemes/0/holidays/0/plan"], Errors(document => Scheme(document)["holidays"] = Holidays("""{ "description": "A", "startDate": "2026-12-25", "endDate": "2026-12-26", "plan": 9 }""")));
        Assert.Contains("/schemes/0/weekly/1/plan", Warnings(document => At(document, "weekly", 1)["plan"] = 3));
    }

    [Fact]
    [Trait("Rule", "NPL-088")]
    public void An_empty_plan_as_override_is_warned_of() =>
        Assert.Contains("/schemes/0/manual/plan", Warnings(document => Scheme(document)["manual"] = new JsonObject { ["plan"] = 3 }));

    [Fact]
    [Trait("Rule", "NPL-096")]
    public void There_are_no_two_overrides() =>
        Assert.Equal(["/schemes/0/temporary"], Errors(document => (Scheme(document)["manual"], Scheme(document)["temporary"]) = (JsonNode.Parse("""{ "plan": 1 }"""), JsonNode.Parse("""{ "plan": 2, "from": "2026-11-21T10:00:00Z" }"""))));

    [Fact]
    [Trait("Rule", "NPL-058")]
    public void Times_that_nothing_covers_are_named()
    {
        var problem = Assert.Single(Problems(document => Scheme(document)["weekly"]!.AsArray().RemoveAt(0)), problem => problem.Pointer == "/schemes/0/weekly");
        Assert.True(problem.IsWarning);
        Assert.Contains("Mondays 17:00–Mondays 09:00", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "NPL-063")]
    public void Where_callers_would_be_lost_they_hinder_saving() =>
        Assert.Equal(["/schemes/0/weekly"], Errors(document => { Scheme(document)["weekly"]!.AsArray().RemoveAt(0); Scheme(document).Remove("defaultDestination"); }));

    [Fact]
    [Trait("Rule", "NPL-062")]
    public void Entries_that_overlap_crosswise_are_warned_of_with_the_one_that_wins()
    {
        var problem = Assert.Single(Problems(document => Scheme(document)["weekly"]!.AsArray().Add(JsonNode.Parse("""{ "day": "monday", "start": "16:00", "end": "20:00", "plan": 2 }"""))));
        Assert.Equal(("/schemes/0/weekly/2", true), (problem.Pointer, problem.IsWarning));
        Assert.Equal("It overlaps with Monday 09:00–17:00, and neither lies inside the other: Mondays 16:00–17:00 plan 2 is in force.", problem.Message);
    }

    [Fact]
    [Trait("Rule", "NPL-072")]
    [Trait("Rule", "NPL-073")]
    [Trait("Rule", "NPL-074")]
    public void A_holiday_has_a_description_and_ends_after_it_starts()
    {
        Assert.Equal(
            [
                "/schemes/0/holidays/0/endDate", "/schemes/0/holidays/1/endTime", "/schemes/0/holidays/2/description", "/schemes/0/holidays/2/startTime", "/schemes/0/holidays/4", "/schemes/0/holidays/5/startDate",
                "/schemes/0/holidays/6/endDate",
            ],
            Errors(document => Scheme(document)["holidays"] = Holidays(
                """{ "description": "A", "startDate": "2026-12-25", "endDate": "2026-12-24", "plan": 2 }""",
                """{ "description": "B", "startDate": "2026-12-25", "endDate": "2026-12-25", "startTime": "12:00", "endTime": "12:00", "plan": 2 }""",
                """{ "description": "", "startDate": "2026-12-26", "endDate": "2026-12-27", "startTime": "24:00", "plan": 2 }""",
                """{ "description": "D", "startDate": "2026-12-31", "endDate": "2026-12-31", "plan": 2 }""",
                """{ "description": "E", "startDate": "2026-12-31", "endDate": "2026-12-31", "startTime": "00:00", "endTime": "24:00", "plan": 1 }""",
                """{ "description": "F", "startDate": "2027-02-29", "endDate": "2027-03-01", "plan": 2 }""",
                """{ "description": "G", "startDate": "2026-12-31", "endDate": "9999-12-31", "plan": 2 }""")));
        Assert.Equal([], Errors(document => Scheme(document)["holidays"] = Holidays("""{ "description": "A", "startDate": "2028-02-29", "endDate": "2028-02-29", "plan": 2 }""")));
    }

    [Fact]
    [Trait("Rule", "NPL-034")]
    [Trait("Rule", "NPL-035")]
    [Trait("Rule", "NPL-030")]
    public void A_number_is_one_of_the_account_linked_once_in_a_plan_and_in_one_scheme()
    {
        Assert.Equal(["/schemes/0/plans/0/links/1/number"], Errors(document => Links(document, 0).Add(JsonNode.Parse("""{ "number": "+31205550100", "extension": "300" }"""))));
        Assert.Equal(["/schemes/1/plans/0/links/0/number"], Errors(document => Add(document, """{ "number": 2, "name": "B", "plans": [{ "number": 1, "name": "x", "links": [{ "number": "+31205550100", "extension": "300" }] }] }""")));
        Assert.Equal(["/schemes/0/plans/0/links/1/number"], Errors(document => Links(document, 0).Add(JsonNode.Parse("""{ "number": "+31205550999", "extension": "300" }"""))));
    }

    [Fact]
    [Trait("Rule", "NPL-036")]
    [Trait("Rule", "NPL-037")]
    public void A_number_may_be_linked_in_every_plan_of_its_scheme_and_an_extension_anywhere() =>
        Assert.Equal([], Errors(document => Links(document, 2).Add(JsonNode.Parse("""{ "number": "+31205550100", "extension": "201" }"""))));

    [Fact]
    [Trait("Rule", "NPL-031")]
    [Trait("Rule", "NPL-032")]
    public void A_link_leads_to_an_extension_and_its_prefix_can_be_shown()
    {
        Assert.Equal(["/schemes/0/plans/0/links/0/extension"], Errors(document => Links(document, 0)[0]!["extension"] = "999"));
        Assert.Equal(["/schemes/0/plans/0/links/0/prefix"], Errors(document => Links(document, 0)[0]!["prefix"] = "123456789012345678901"));
        Assert.Equal(["/schemes/0/plans/0/links/0/prefix"], Errors(document => Links(document, 0)[0]!["prefix"] = "a\u0007b"));
    }

    [Fact]
    [Trait("Rule", "NPL-039")]
    public void A_number_that_a_scheduled_plan_leaves_out_is_warned_of()
    {
        var problem = Assert.Single(Problems(document => Links(document, 0).Add(JsonNode.Parse("""{ "number": "+31205550101", "extension": "201" }"""))));
        Assert.Equal(("/schemes/0/plans/1", true, "Plan 2 (Night) is scheduled, but +31205550101 is linked in other plans only."), (problem.Pointer, problem.IsWarning, problem.Message));
    }

    private static IReadOnlyList<Problem> Problems(Action<JsonObject> change)
    {
        var document = JsonNode.Parse(Usual)!.AsObject();
        change(document);
        return Assert.IsType<AccountReading.Parsed>(AccountReading.Read(Encoding.UTF8.GetBytes(document.ToJsonString()))).Problems;
    }

    private static IEnumerable<string> Errors(Action<JsonObject> change) => Problems(change).Where(problem => !problem.IsWarning).Select(problem => problem.Pointer).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Warnings(Action<JsonObject> change) => Problems(change).Where(problem => problem.IsWarning).Select(problem => problem.Pointer);

    private static JsonObject Scheme(JsonObject document) => document["schemes"]![0]!.AsObject();

    private static JsonObject At(JsonObject document, string list, int place) => Scheme(document)[list]![place]!.AsObject();

    private static JsonArray Links(JsonObject document, int plan) => At(document, "plans", plan)["links"]!.AsArray();

    private static JsonArray Holidays(params string[] all) => [.. all.Select(one => JsonNode.Parse(one))];

    private static void Add(JsonObject document, string scheme) => document["schemes"]!.AsArray().Add(JsonNode.Parse(scheme));

    private static void Set(JsonObject entry, params (string Name, string Value)[] members)
    {
        foreach (var (name, value) in members)
        {
            entry[name] = value;
        }
    }
}
