using System.Globalization;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Schedules;

/// <summary>What changes by the clock changes for the first call after it, and a second earlier it does not.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenTheHourComes(PbxWorld world)
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    [Fact]
    [Trait("Rule", "NPL-162")]
    [Trait("Rule", "NPL-166")]
    [Trait("Rule", "NPL-170")]
    public async Task A_functional_number_closes_when_an_event_of_its_schedule_begins()
    {
        var tag = await ShopAccount.Make(world);
        var (start, date, time) = NextMinute();
        var bad = await ShopAccount.Send(world, HttpMethod.Put, "extensions/300/schedule", new { events = new[] { new { name = "Break", action = "closed", repeat = "none", startDate = date } } }, tag);
        Assert.Equal("/events/0/endDate", (string?)Assert.Single(bad.IsProblem(422).Json["errors"]!.AsArray())!["pointer"]);
        var saved = await ShopAccount.Send(world, HttpMethod.Put, "extensions/300/schedule", new { events = new[] { new { name = "Break", action = "closed", repeat = "none", startDate = date, endDate = date, start = time } } }, tag);
        Assert.True(saved.Status == 200, saved.Body);
        (await ShopAccount.Send(world, HttpMethod.Put, "extensions/300/schedule", new { }, tag)).IsProblem(412);

        await AdvanceTo(start.AddSeconds(-1));
        var before = await ShopAccount.Send(world, HttpMethod.Get, "extensions/300/schedule");
        Assert.Equal((false, true, start), (IsInForce(before, 0), IsInForce(before, 1), (DateTimeOffset)before.Json["until"]!));
        Assert.Equal("Welcome to the shop.", await ShopAccount.Hears(world, ShopAccount.Announcement));

        await AdvanceTo(start);
        var closed = await world.Dial(ShopAccount.Announcement);
        await world.Advance(30);
        Assert.StartsWith("We are closed", Assert.Single(await closed.HeardWords()), StringComparison.Ordinal);
        Assert.Equal("ended", (await closed.Line()).State);
        var after = await ShopAccount.Send(world, HttpMethod.Get, "extensions/300/schedule");
        Assert.Equal((true, $"from {date} {time} to {date} 24:00"), (IsInForce(after, 0), (string?)after.Json["lines"]![0]!["times"]));
    }

    [Fact]
    [Trait("Rule", "NPL-181")]
    [Trait("Rule", "NPL-185")]
    [Trait("Rule", "NPL-187")]
    public async Task Outside_calls_go_to_the_company_mailbox_from_the_end_of_the_working_hours_on_and_by_hand()
    {
        await ShopAccount.Make(world);
        var (end, _, time) = NextMinute();
        var document = await world.Api.Ask(HttpMethod.Get, $"{ShopAccount.Path}/config", ShopAccount.Administrator);
        var json = document.Json;
        string[] days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        json["account"]!["timeSchedules"] = System.Text.Json.JsonSerializer.SerializeToNode(new[] { new { name = "Shop hours", periods = new[] { new { name = "Day", days, start = "00:00", end = time } } } });
        var saved = await world.Api.Put(json.ToJsonString(), document.Tag, path: $"{ShopAccount.Path}/config", user: ShopAccount.Administrator);
        var automatic = await ShopAccount.Send(world, HttpMethod.Put, "night-mode", new { mode = "automatic", forward = "999", workingHours = "Shop hours" }, saved.Tag);
        Assert.True(automatic.Status == 200, automatic.Body);

        await AdvanceTo(end.AddSeconds(-1));
        var day = (await ShopAccount.Send(world, HttpMethod.Get, "night-mode")).Json;
        Assert.Equal((false, end), ((bool)day["isActive"]!, (DateTimeOffset)day["next"]!));
        Assert.Equal("Press one.", await ShopAccount.Hears(world, ShopAccount.Menu));

        await AdvanceTo(end);
        var night = await ShopAccount.Send(world, HttpMethod.Get, "night-mode");
        Assert.Equal((true, "it is outside the working hours “Shop hours”"), ((bool)night.Json["isActive"]!, (string?)night.Json["because"]));
        Assert.Equal("Good night.", await ShopAccount.Hears(world, ShopAccount.Menu));
        Assert.Equal("Good night.", await ShopAccount.Hears(world, ShopAccount.Anna));

        var colleague = await world.PhoneAt("8:acs:shop-anna");
        await colleague.Dials(ShopAccount.Menu);
        await world.Advance(0.5);
        Assert.Equal(["Press one."], await colleague.HeardWords()); // calls from inside ignore night mode (NPL-187)
        await colleague.HangsUp();

        var without = await ShopAccount.Send(world, HttpMethod.Put, "extensions/201/night-mode", new { overridden = true });
        Assert.Equal((200, true, null), (without.Status, (bool)without.Json["overridden"]!, without.Json["destination"]));
        var ringing = await world.Dial(ShopAccount.Anna);
        Assert.Equal("ringing", await (await world.PhoneAt("8:acs:shop-anna")).State());
        await ringing.HangsUp();
        (await ShopAccount.Send(world, "ben", HttpMethod.Put, "extensions/201/night-mode", new { overridden = true })).IsProblem(403);
        var again = await ShopAccount.Send(world, "anna", HttpMethod.Put, "extensions/201/night-mode", new { overridden = false });
        Assert.Equal((200, "999"), (again.Status, (string?)again.Json["destination"]));
        (await ShopAccount.Send(world, HttpMethod.Put, "extensions/201/night-mode", new { overridden = "perhaps" })).IsProblem(400);
        (await ShopAccount.Send(world, HttpMethod.Put, "extensions/100/night-mode", new { overridden = true })).IsProblem(404);

        night = await ShopAccount.Send(world, HttpMethod.Get, "night-mode");
        var off = await ShopAccount.Send(world, HttpMethod.Put, "night-mode", new { mode = "off", forward = "999", workingHours = "Shop hours" }, night.Tag);
        Assert.True(off.Status == 200, off.Body);
        Assert.Equal("Press one.", await ShopAccount.Hears(world, ShopAccount.Menu));
        var refused = await ShopAccount.Send(world, HttpMethod.Put, "night-mode", new { mode = "automatic", workingHours = "Gone" }, off.Tag);
        Assert.Equal(["/forward", "/workingHours"], refused.IsProblem(422).Json["errors"]!.AsArray().Select(error => (string?)error!["pointer"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Rule", "NPL-143")]
    [Trait("Rule", "NPL-175")]
    public async Task Working_hours_are_made_longer_and_lapse_by_themselves()
    {
        await ShopAccount.Make(world);
        var wish = new { until = world.Now.AddMinutes(1).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) };
        (await ShopAccount.Send(world, HttpMethod.Post, "extensions/201/working-hours/extension", wish)).IsProblem(409); // nobody has any hours
        var document = await world.Api.Ask(HttpMethod.Get, $"{ShopAccount.Path}/config", ShopAccount.Administrator);
        var json = document.Json;
        json["account"]!["workingHours"] = System.Text.Json.JsonSerializer.SerializeToNode(new { additional = new[] { new { date = "2026-01-01", start = "09:00", end = "10:00" } } });
        await world.Api.Put(json.ToJsonString(), document.Tag, path: $"{ShopAccount.Path}/config", user: ShopAccount.Administrator);
        Assert.True((bool)(await ShopAccount.Send(world, HttpMethod.Get, "extensions/201/working-hours")).Json["nightMode"]!);

        (await ShopAccount.Send(world, HttpMethod.Post, "extensions/201/working-hours/extension", new { until = world.Now.AddHours(25).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) })).IsProblem(422);
        (await ShopAccount.Send(world, HttpMethod.Post, "extensions/201/working-hours/extension", new { until = "soon" })).IsProblem(400);
        (await ShopAccount.Send(world, HttpMethod.Post, "extensions/300/working-hours/extension", wish)).IsProblem(404);
        (await ShopAccount.Send(world, "ben", HttpMethod.Post, "extensions/201/working-hours/extension", wish)).IsProblem(403); // it is not his extension
        var longer = await ShopAccount.Send(world, "anna", HttpMethod.Post, "extensions/201/working-hours/extension", wish);
        Assert.True(longer.Status == 200, longer.Body);
        Assert.Equal((true, false, world.Now.AddMinutes(1).ToUnixTimeSeconds()), ((bool)longer.Json["isWorking"]!, (bool)longer.Json["nightMode"]!, ((DateTimeOffset)longer.Json["longerUntil"]!).ToUnixTimeSeconds()));

        await world.Advance(61);
        var lapsed = (await ShopAccount.Send(world, HttpMethod.Get, "extensions/201/working-hours")).Json;
        Assert.Equal((false, true, null), ((bool)lapsed["isWorking"]!, (bool)lapsed["nightMode"]!, lapsed["longerUntil"]));
    }

    private static bool IsInForce(Answer schedule, int line) => (bool)schedule.Json["lines"]![line]!["isInForce"]!;

    // the minute after the next, with time to prepare before it
    private (DateTimeOffset At, string Date, string Time) NextMinute()
    {
        var at = new DateTimeOffset(world.Now.Ticks - (world.Now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(2);
        var local = TimeZoneInfo.ConvertTime(at, Amsterdam);
        return (at, local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), local.ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    private Task AdvanceTo(DateTimeOffset at) => world.Advance((at - world.Now).TotalSeconds);
}
