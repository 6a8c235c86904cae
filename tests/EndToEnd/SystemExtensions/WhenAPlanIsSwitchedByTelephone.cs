using System.Text;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.SystemExtensions;

/// <summary>A user switches plans at a web phone and from outside, with everything real: what is dialled and pressed, spoken, saved, and where the next call goes.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenAPlanIsSwitchedByTelephone(PbxWorld world) : IAsyncLifetime
{
    private const string Account = "api/v1/accounts/switched";
    private const string Main = "+31205550160";
    private const string Access = "+31205550161";
    private const string Menu = "To change the numbering plan temporarily, press 1. To override it permanently, press 2. To activate the time configuration, press 3. End with the hash key.";

    private const string Document = """
        {
          "account": { "name": "Switched", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "mainNumber": "+31205550160",
            "numbers": ["+31205550160", "+31205550161"], "tenants": ["87ca7790-ff83-4e0e-bccd-8469e79c99f8"] },
          "schemes": [{ "number": 1, "name": "Switched", "weekly": [
              { "day": "monday", "endDay": "sunday", "start": "00:00", "end": "24:00", "plan": 1 }, { "day": "sunday", "start": "03:00", "end": "03:01", "plan": 2 }],
            "plans": [
              { "number": 1, "name": "Open", "links": [{ "number": "+31205550160", "extension": "300" }, { "number": "+31205550161", "extension": "500" }] },
              { "number": 2, "name": "Dicht", "links": [{ "number": "+31205550160", "extension": "301" }, { "number": "+31205550161", "extension": "500" }] }] }],
          "extensions": [
            { "number": "201", "name": "Sofie", "type": "user", "language": "en", "config": { "device": "web:sofie", "timeConfiguration": true, "pin": "4711" } },
            { "number": "202", "name": "Tom", "type": "user", "language": "en", "config": { "device": "web:tom", "pin": "5822" } },
            { "number": "300", "name": "Open", "type": "auto-answer", "config": { "message": "Wij zijn open." } },
            { "number": "301", "name": "Dicht", "type": "auto-answer", "config": { "message": "Wij zijn gesloten." } },
            { "number": "500", "name": "Van buiten", "type": "system-access", "config": {} }
          ]
        }
        """;

    public async Task InitializeAsync()
    {
        var there = await world.Api.Ask(HttpMethod.Get, $"{Account}/config");
        var saved = await world.Api.Put(Document, there.Status == 404 ? "*" : there.Tag, path: $"{Account}/config", user: "partner@sample.example");
        Assert.True(saved.Status is 200 or 201, saved.Body);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    [Trait("Rule", "NPL-120")]
    [Trait("Rule", "NPL-136")]
    [Trait("Rule", "NPL-137")]
    public async Task The_next_call_goes_by_the_plan_that_was_keyed()
    {
        Assert.Equal("Wij zijn open.", await Called());
        var phone = await world.PhoneAt("8:acs:sofie");
        await phone.Dials("915");
        Assert.Equal("talking", await phone.State());
        await world.Advance(3);
        await phone.Presses("2#");
        await world.Advance(1);
        await phone.Presses("2#");
        Assert.Equal("Wij zijn gesloten.", await Called());
        await world.Advance(2);
        Assert.Equal([Menu, "Enter the number of the plan, followed by the hash key.", "Plan 2, Dicht, is active until you switch the override off."], (await phone.HeardWords()).Where(words => words != Heard.Silence).Take(3));

        await phone.Presses("3#");
        Assert.Equal("Wij zijn open.", await Called());
        await world.Advance(60); // silence ends it (NPL-127)
        Assert.Contains("The time configuration is active; plan 1, Open, is now in use.", await phone.HeardWords());
        Assert.Equal("idle", await phone.State());

        var history = await world.Api.Read($"{Account}/history");
        var newest = history["versions"]![0]!;
        Assert.Equal(("201 (Sofie)", "telephone"), ((string?)newest["by"], (string?)newest["channel"]));
    }

    [Fact]
    [Trait("Rule", "NPL-135")]
    [Trait("Rule", "NPL-090")]
    [Trait("Rule", "NPL-098")]
    public async Task A_temporary_change_ends_when_the_schedule_changes()
    {
        var phone = await world.PhoneAt("8:acs:sofie");
        await phone.Dials("915");
        await phone.Presses("1#");
        await phone.Presses("2#");
        await world.Advance(20);
        Assert.Contains(await phone.HeardWords(), words => words.StartsWith("Plan 2, Dicht, is active until Sunday", StringComparison.Ordinal) && words.EndsWith("at 03:00.", StringComparison.Ordinal));
        await phone.HangsUp();
        Assert.Equal("Wij zijn gesloten.", await Called());
        var stored = await world.Api.Read($"{Account}/config");
        var until = (DateTimeOffset)stored["schemes"]![0]!["temporary"]!["until"]!;
        Assert.InRange(until, world.Now, world.Now.AddDays(7));
    }

    [Fact]
    [Trait("Rule", "NPL-139")]
    public async Task A_user_without_the_right_hears_so_and_the_call_is_over()
    {
        var phone = await world.PhoneAt("8:acs:tom");
        await phone.Dials("915");
        await world.Advance(5);
        Assert.Equal(["You are not authorised."], (await phone.HeardWords()).Where(words => words != Heard.Silence));
        Assert.Equal("idle", await phone.State());
    }

    [Fact]
    [Trait("Rule", "EXT-307")]
    [Trait("Rule", "EXT-308")]
    [Trait("Rule", "NPL-121")]
    public async Task From_outside_extension_and_pin_open_the_same_dialogue()
    {
        var caller = await world.Dial(Access);
        await caller.Presses("201#");
        await caller.Presses("9999#");
        await world.Advance(4);
        Assert.Contains("Het toestelnummer of de pincode is niet juist.", await caller.HeardWords());
        await caller.Presses("201#");
        await caller.Presses("4711#");
        await caller.Presses("2#");
        await caller.Presses("2#");
        await world.Advance(2);
        Assert.Contains("Plan 2, Dicht, is active until you switch the override off.", await caller.HeardWords());
        await caller.HangsUp();
        Assert.Equal("Wij zijn gesloten.", await Called());
        var record = await caller.Record("switched");
        Assert.Equal("completed", record.Reason);
        Assert.DoesNotContain(record.Reasons, why => why.Contains("4711", StringComparison.Ordinal) || why.Contains("9999", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_dialled_at_a_phone_that_nobody_knows_is_rejected()
    {
        var phone = await world.PhoneAt("8:acs:stranger");
        await phone.Dials("915");
        Assert.Equal("idle", await phone.State());
    }

    [Fact]
    [Trait("Rule", "EXT-007")]
    [Trait("Rule", "NPL-118")]
    public async Task Reserved_numbers_and_devices_of_others_are_refused_with_their_place()
    {
        var broken = Document.Replace("\"300\"", "\"915\"", StringComparison.Ordinal).Replace("web:tom", "web:anna", StringComparison.Ordinal);
        var answer = await world.Api.Ask(HttpMethod.Get, $"{Account}/config");
        var problem = (await world.Api.Ask(HttpMethod.Put, $"{Account}/config", Api.Administrator, new StringContent(broken, Encoding.UTF8, "application/json"), answer.Tag)).IsProblem(422);
        Assert.Equal(["/extensions/1/config/device", "/extensions/2/number"], problem.Json["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Order(StringComparer.Ordinal));
    }

    private async Task<string> Called()
    {
        var caller = await world.Dial(Main);
        await world.Advance(0.5);
        var said = (await caller.HeardWords())[^1];
        await caller.HangsUp();
        return said;
    }
}
