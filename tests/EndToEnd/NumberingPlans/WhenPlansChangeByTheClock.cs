using System.Globalization;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.NumberingPlans;

/// <summary>Calls, timers and views around the boundaries of schedules, over real HTTP on the manual clock.</summary>
public sealed class WhenPlansChangeByTheClock(MondayMorning world) : IClassFixture<MondayMorning>
{
    private const string Active = "api/v1/accounts/sample/schemes/active";

    [Theory]
    [InlineData("nine o'clock", 4, 1)]
    [InlineData("noon", 1, 3)]
    [InlineData("one o'clock", 3, 1)]
    [InlineData("five o'clock", 1, 2)]
    [InlineData("a holiday begins", 4, 5)]
    [InlineData("a holiday ends", 5, 4)]
    [InlineData("a temporary override ends", 6, 4)]
    [Trait("Rule", "NPL-048")]
    [Trait("Rule", "NPL-076")]
    [Trait("Rule", "NPL-098")]
    public void A_call_one_second_before_and_one_at_the_boundary_go_by_the_plan_of_their_instant(string boundary, int before, int at) =>
        Assert.Equal(($"Plan {before}.", $"Plan {at}."), (Assert.Single(world.Heard[boundary].Before), Assert.Single(world.Heard[boundary].At)));

    [Fact]
    [Trait("Rule", "NPL-083")]
    public void A_holiday_that_was_over_for_long_is_purged_at_night_and_the_others_stay() => Assert.Equal(
        [(0, 2), (0, 1), (0, 1)],
        world.Documents.Select(document => (document["schemes"]![4]!["holidays"]?.AsArray().Count ?? 0, document["schemes"]![6]!["holidays"]?.AsArray().Count ?? 0)));

    [Fact]
    [Trait("Rule", "NPL-098")]
    [Trait("Rule", "NPL-092")]
    public async Task A_temporary_override_that_is_over_is_removed_by_the_clock()
    {
        Assert.Equal([true, true, false], world.Documents.Select(document => document["schemes"]![7]!["temporary"] is not null));
        var versions = (await world.Api.Read("api/v1/accounts/sample/history"))["versions"]!.AsArray();
        Assert.Equal(2, versions.Count(version => (string?)version!["channel"] == "schedule"));
    }

    [Fact]
    [Trait("Rule", "NPL-101")]
    [Trait("Rule", "NPL-103")]
    public async Task Clients_are_told_what_is_active_why_since_when_and_until_when()
    {
        var schemes = (await world.Api.Read(Active))["schemes"]!.AsArray();
        Assert.Equal(
            "2: Plan 1, time-configuration, since 11-16 03:00 until 11-16 06:00, next 11-16 06:00",
            Told(schemes[1]!));
        Assert.Equal(
            "6: Plan 5, holiday Day off 2026-11-16, since 11-16 03:00 until 11-17 03:00, next 11-17 03:00",
            Told(schemes[5]!));
        Assert.Equal("8: Plan 4, time-configuration, since 11-16 03:00 until 11-16 08:00, next 11-16 08:00", Told(schemes[7]!));
    }

    [Fact]
    [Trait("Rule", "NPL-103")]
    public async Task A_change_by_hand_in_one_process_is_answered_within_five_seconds_by_another()
    {
        var known = (string)(await world.Api.Read(Active, process: 1))["version"]!;
        var waiting = world.Api.Ask(HttpMethod.Get, $"{Active}?after={known}&wait=55", Api.Reader, process: 1);
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var document = read.Json;
        document["schemes"]![2]!["manual"] = new JsonObject { ["plan"] = 6, ["by"] = "anna" };
        Assert.Equal(200, (await world.Api.Put(document.ToJsonString(), read.Tag)).Status);
        for (var seconds = 0; seconds < 5 && !waiting.IsCompleted; seconds++)
        {
            await world.Advance(1);
        }

        var answer = await waiting;
        Assert.Equal(200, answer.Status);
        Assert.Equal("manual", (string?)answer.Json["schemes"]![2]!["by"]);
    }

    [Theory]
    [InlineData("anna@sample.example", 200)]
    [InlineData("recorded@sample.example", 403)]
    [InlineData(Api.Reader, 200)]
    [Trait("Rule", "NPL-103")]
    [Trait("Rule", "NPL-138")]
    [Trait("Rule", "NPL-139")]
    public async Task A_person_without_a_role_watches_with_the_right_of_his_extension(string person, int status) =>
        Assert.Equal(status, (await world.Api.Ask(HttpMethod.Get, Active, person)).Status);

    [Fact]
    public async Task A_timeline_tells_where_a_number_leads_when()
    {
        var path = $"api/v1/accounts/sample/numbers/{Uri.EscapeDataString(MondayMorning.Number("nine o'clock"))}/timeline";
        var drawn = await world.Api.Read($"{path}?from=2026-11-16T02:00:00Z&to=2026-11-16T07:30:00Z");
        Assert.Equal(
            ["4 314 02:00–03:00", "1 311 03:00–06:00", "3 313 06:00–07:00", "1 311 07:00–07:30"],
            drawn["stretches"]!.AsArray().Select(one => $"{one!["plan"]!["number"]} {one["extension"]!["number"]} {(DateTimeOffset)one["from"]!:HH:mm}–{(DateTimeOffset)one["to"]!:HH:mm}"));
        Assert.Equal(["/from", "/to"], await Pointers($"{path}?from=2026-13-01T00:00&to=tomorrow"));
        Assert.Equal(["/to"], await Pointers($"{path}?from=2026-11-16T02:00:00Z&to=2026-11-16T02:00:00Z"));
        Assert.Equal(["/to"], await Pointers($"{path}?from=2026-01-01T00:00&to=2027-02-05T00:01"));
        Assert.Equal(200, (await world.Api.Ask(HttpMethod.Get, $"{path}?from=2026-01-01T00:00&to=2027-02-05T00:00")).Status);
        (await world.Api.Ask(HttpMethod.Get, "api/v1/accounts/sample/numbers/%2B31205550999/timeline")).IsProblem(404);
        (await world.Api.Ask(HttpMethod.Get, $"{Active}?after=x&wait=56")).IsProblem(400);
    }

    private async Task<string[]> Pointers(string path) => [.. (await world.Api.Ask(HttpMethod.Get, path)).IsProblem(400).Json["errors"]!.AsArray().Select(error => (string)error!["pointer"]!)];

    private static string Told(JsonNode one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{one["number"]}: {one["plan"]!["name"]}, {one["by"]}{(one["holiday"] is { } holiday ? $" {holiday}" : "")}, since {At(one, "since"):MM-dd HH:mm} until {At(one, "until"):MM-dd HH:mm}, next {At(one, "nextChange"):MM-dd HH:mm}");

    private static DateTimeOffset At(JsonNode one, string member) => (DateTimeOffset)one[member]!;
}
