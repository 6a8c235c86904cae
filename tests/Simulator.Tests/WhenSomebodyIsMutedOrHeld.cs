using System.Net;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Tests;

public sealed class WhenSomebodyIsMutedOrHeld
{
    /// <summary>The caller talks with Alice.</summary>
    private static async Task<(string Call, string Leg)> Talking(Desk desk)
    {
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        desk.App.Forget();
        return (call, leg);
    }

    private static Task<JsonNode?> Mute(Desk desk, string leg, string who, HttpStatusCode expected = HttpStatusCode.OK) =>
        desk.On(leg, "/participants:mute", new { targetParticipants = new[] { new { rawId = who } } }, expected);

    private static Task<JsonNode?> Hold(Desk desk, string leg, string who, string? music = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        desk.On(leg, ":hold", new
        {
            targetParticipant = new { rawId = who },
            playSourceInfo = music is null ? null : new { kind = "file", file = new { uri = music } },
            operationContext = "hold-1",
        }, expected);

    private static Task<JsonNode?> Unhold(Desk desk, string leg, string who) =>
        desk.On(leg, ":unhold", new { targetParticipant = new { rawId = who }, operationContext = "unhold-1" }, HttpStatusCode.OK);

    private static string[] Roster(JsonNode data) =>
        [.. data["participants"]!.AsArray().Select(p => $"{p!["identifier"]!["rawId"]} {((bool)p["isMuted"]! ? "muted" : "")}{((bool)p["isOnHold"]! ? "held" : "")}".Trim())];

    [Fact]
    public async Task A_muted_phone_hears_and_is_not_heard_until_it_unmutes_itself()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await Talking(desk);
        await desk.Advance(1);
        await Mute(desk, leg, Desk.Alice);
        await Mute(desk, leg, Desk.Alice);

        Assert.Equal(["ParticipantsUpdated"], desk.App.Types);
        Assert.Equal([Desk.Caller, Desk.Alice + " muted"], Roster(desk.App.Events[0].Data));
        Assert.True((bool)(await desk.Ask(HttpMethod.Get, $"/calling/callConnections/{leg}/participants/{Uri.EscapeDataString(Desk.Alice)}", null, HttpStatusCode.OK))!["isMuted"]!);
        Assert.True((bool)(await desk.Phone(Desk.Alice))["muted"]!);
        await desk.Phone(Desk.Alice, "speak", new { seconds = 2 });
        await desk.Advance(3);
        await desk.Phone(Desk.Alice, "unmute");
        await desk.Advance(1);

        Assert.Equal(["0-1 party", "1-4 silence", "4-5 party"], Desk.Heard(await desk.Call(call)));
        Assert.Equal(["0-5 party"], Desk.Heard(await desk.Phone(Desk.Alice)));
        Assert.Equal([Desk.Caller, Desk.Alice], Roster(desk.App.Events[1].Data));
        Assert.Equal(["-", "-", "-", "-", "-"], (await desk.Ear(Desk.Caller)).Heard(0, await desk.Voice(Desk.Alice)));
    }

    [Theory]
    [InlineData(Desk.Caller, HttpStatusCode.BadRequest)]
    [InlineData(Desk.Bob, HttpStatusCode.NotFound)]
    public async Task Only_communication_users_of_the_call_can_be_muted(string who, HttpStatusCode expected)
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await Talking(desk);
        await Mute(desk, leg, who, expected);

        Assert.Empty(desk.App.Events);
    }

    [Fact]
    public async Task Who_is_on_hold_hears_music_over_and_over_and_the_other_nothing()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await Talking(desk);
        await desk.Advance(1);
        await Hold(desk, leg, Desk.Caller, desk.App.Tone(1500, 2));
        await desk.Phone(Desk.Alice, "speak", new { seconds = 6 });
        await desk.Call(call, "speak", new { seconds = 5 });
        await desk.Advance(5);
        await Unhold(desk, leg, Desk.Caller);
        await desk.Advance(1);

        var alice = await desk.Voice(Desk.Alice);
        Assert.Equal(["-", "1500", "1500", "1500", "1500", "1500", $"{alice}"], (await desk.Ear(Desk.Caller)).Heard(0, 1500, alice));
        Assert.True((await desk.Ear(Desk.Alice)).IsSilent(0, 7));
        Assert.Equal(["0-1 party", "1-6 file 1500-hz-2s-16000-1.wav", "6-7 party"], Desk.Heard(await desk.Call(call)));
        Assert.Equal(["0-1 party", "1-6 silence", "6-7 party"], Desk.Heard(await desk.Phone(Desk.Alice)));
        Assert.Equal(["ParticipantsUpdated", "ParticipantsUpdated"], desk.App.Types);
        Assert.Equal([Desk.Caller + " held", Desk.Alice], Roster(desk.App.Events[0].Data));
        Assert.Equal([Desk.Caller, Desk.Alice], Roster(desk.App.Events[1].Data));
    }

    [Fact]
    public async Task Without_music_there_is_silence()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await Talking(desk);
        await Hold(desk, leg, Desk.Caller);
        await desk.Advance(4);

        Assert.Equal(["0-4 silence"], Desk.Heard(await desk.Call(call)));
        Assert.True((bool)(await desk.Phone(Desk.Caller))["onHold"]!);
    }

    [Fact]
    public async Task A_hold_that_cannot_be_done_fails_and_changes_nothing()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await Talking(desk);
        await Hold(desk, leg, Desk.Caller, desk.App.Base + "/no-such-file.wav");
        await Hold(desk, leg, Desk.Bob);
        await Unhold(desk, leg, Desk.Bob);
        await Unhold(desk, leg, Desk.Caller);
        await desk.Advance(1);

        Assert.Equal(["HoldFailed 400/8536", "HoldFailed 404/0", "HoldFailed 404/0", "HoldFailed 400/0"], desk.App.Lines.Where(l => l.StartsWith("HoldFailed", StringComparison.Ordinal)));
        Assert.Equal("hold-1", (string?)desk.App.Events.First(e => e.Type == "HoldFailed").Data["operationContext"]);
        Assert.Equal(["0-1 party"], Desk.Heard(await desk.Call(call)));
        await desk.On(leg, ":hold", new { targetParticipant = new { rawId = Desk.Caller }, playSourceInfo = new { kind = "text", text = new { text = "" } } }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nobody_stays_on_hold_when_the_application_leaves_or_transfers_the_call()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await Talking(desk);
        await Hold(desk, leg, Desk.Caller);
        await desk.Ask(HttpMethod.Delete, $"/calling/callConnections/{leg}", null, HttpStatusCode.NoContent);
        await desk.Clock.Settled();
        Assert.Equal(Desk.Alice, (string?)(await desk.Phone(Desk.Caller))["hears"]!["who"]);
        await desk.Call(call, "hangup");

        var (second, other) = await desk.AnsweredCall();
        await Hold(desk, other, Desk.Caller, desk.App.File(2));
        await desk.Behaves(Desk.Bob, "answer");
        await desk.On(other, ":transferToParticipant", new { targetParticipant = new { rawId = Desk.Bob } });
        Assert.Equal(Desk.Bob, (string?)(await desk.Call(second))["heard"]!.AsArray()[^1]!["who"]);
    }

    [Fact]
    public async Task Who_hangs_up_on_hold_is_gone()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await Talking(desk);
        await Hold(desk, leg, Desk.Caller, desk.App.File(2));
        await desk.Call(call, "hangup");
        await Unhold(desk, leg, Desk.Caller);

        Assert.Equal([Desk.Alice], Roster(desk.App.Events[^2].Data));
        Assert.Equal("HoldFailed 404/0", desk.App.Lines[^1]);
    }
}
