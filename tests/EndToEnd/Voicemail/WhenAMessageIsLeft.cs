using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Voicemail;

/// <summary>A mailbox from the first word to the file, with everything real: the network's recording, the container, the table, the API.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenAMessageIsLeft(PbxWorld world)
{
    private const string Number = "+31205550104";
    private const string Box = "api/v1/accounts/sample/extensions/600/messages";
    private const double Tolerance = 0.2; // seconds

    [Fact]
    [Trait("Rule", "VMR-052")]
    [Trait("Rule", "EXT-183")]
    [Trait("Rule", "VMR-097")]
    public async Task Its_audio_is_what_the_caller_said_between_the_tone_and_the_hash_key()
    {
        var (caller, tone) = await Greeted();
        await world.Advance(1);
        var begins = (world.Now - tone).TotalSeconds;
        await caller.Speaks(4);
        await world.Advance(6);
        await caller.Presses("#");
        var said = (world.Now - tone).TotalSeconds;
        await world.Advance(10);
        Assert.Contains("Your message has been saved. Goodbye.", await caller.HeardWords());
        Assert.Equal("completed", (await caller.Record()).Reason);

        var message = await Message(caller);
        Assert.Equal("new", (string?)message["state"]);
        Assert.InRange((double)message["seconds"]!, said - Tolerance, said + Tolerance);
        var audio = await Audio(message);
        Assert.InRange(audio.Seconds, said - Tolerance, said + Tolerance);
        Assert.True(audio.Loudness(0.1, begins - 0.1) < 0.001, "Before the caller spoke there is silence, without the greeting and the tone.");
        Assert.True(audio.Loudness(begins + 0.2, begins + 3.8) > 0.01, "The caller's voice is heard.");
        Assert.True(audio.Loudness(begins + 4.2, begins + 5.8) < 0.001, "After it there is silence.");
    }

    [Fact]
    [Trait("Rule", "VMR-052")]
    public async Task Ten_seconds_of_silence_end_it()
    {
        var (caller, tone) = await Greeted();
        await caller.Speaks(3);
        await world.Advance(9); // a pause, but not a long one
        await caller.Speaks(2);
        var fallsSilent = world.Now.AddSeconds(2);
        await world.Advance(30);
        Assert.Equal("ended", (await caller.Line()).State);
        var expected = (fallsSilent - tone).TotalSeconds + 10;
        Assert.InRange((await Audio(await Message(caller))).Seconds, expected - Tolerance, expected + Tolerance);
    }

    [Fact]
    [Trait("Rule", "EXT-185")]
    public async Task It_ends_at_five_minutes()
    {
        var (caller, _) = await Greeted();
        await caller.Speaks(400);
        await world.Advance(330);
        Assert.Equal("ended", (await caller.Line()).State);
        Assert.InRange((await Audio(await Message(caller))).Seconds, 300 - Tolerance, 300 + Tolerance);
    }

    [Fact]
    public async Task Hanging_up_ends_it()
    {
        var (caller, tone) = await Greeted();
        await caller.Speaks(5);
        await world.Advance(5);
        await caller.HangsUp();
        var said = (world.Now - tone).TotalSeconds;
        await world.Advance(10);
        Assert.InRange((await Audio(await Message(caller))).Seconds, said - Tolerance, said + Tolerance);
        Assert.Equal("completed", (await caller.Record()).Reason);
    }

    [Fact]
    [Trait("Rule", "VMR-053")]
    public async Task Less_than_two_seconds_are_dropped()
    {
        var (caller, _) = await Greeted();
        await caller.Speaks(1);
        await world.Advance(1);
        await caller.HangsUp();
        await world.Advance(10);
        Assert.Null(await Find(caller));
    }

    [Fact]
    public async Task Hanging_up_during_the_greeting_leaves_no_message()
    {
        var caller = await world.Dial(Number);
        await world.Advance(3);
        await caller.HangsUp();
        await world.Advance(30);
        Assert.Null(await Find(caller));
    }

    [Fact]
    [Trait("Rule", "VMR-074")]
    [Trait("Rule", "VMR-060")]
    public async Task It_is_heard_in_parts_marked_deleted_and_had_back()
    {
        var message = await Message(await Left());
        var path = $"{Box}/{message["id"]}";
        var whole = await world.Api.File(path + "/audio");
        var part = await world.Api.File(path + "/audio", range: new RangeHeaderValue(44, 1043));
        Assert.Equal((206, 1000), (part.Status, part.Content.Length));
        Assert.Equal(whole.Content[44..1044], part.Content);

        Assert.Equal("old", (string?)(await Change(path, """{"state":"old"}""")).Json["state"]);
        var again = await Change(path, """{"state":"new"}""");
        Assert.Equal(("new", null), ((string?)again.Json["state"], again.Json["goneAt"]));

        Assert.Equal(204, (await world.Api.Ask(HttpMethod.Delete, path)).Status);
        Assert.DoesNotContain((string?)message["id"], await Ids(""));
        Assert.Contains((string?)message["id"], await Ids("?deleted=true"));
        Assert.Equal(200, (await Change(path, """{"deleted":false}""")).Status);
        Assert.Contains((string?)message["id"], await Ids(""));
    }

    [Fact]
    [Trait("Rule", "VMR-060")]
    [Trait("Rule", "VMR-077")]
    public async Task A_deleted_one_goes_after_a_day_a_heard_one_after_its_days_and_others_never_by_themselves()
    {
        var (deleted, heard) = (await Message(await Left()), await Message(await Left()));
        Assert.Null(heard["goneAt"]);
        var now = world.Now;
        Assert.Equal(204, (await world.Api.Ask(HttpMethod.Delete, $"{Box}/{deleted["id"]}")).Status);
        Assert.Equal(now.AddDays(1), (DateTimeOffset?)(await world.Api.Read($"{Box}/{deleted["id"]}"))["goneAt"]);
        Assert.Equal(now.AddDays(30), (DateTimeOffset?)(await Change($"{Box}/{heard["id"]}", """{"state":"old"}""")).Json["goneAt"]);
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("""{"state":"lost"}""", 400)]
    [InlineData("""{"deleted":true}""", 400)]
    [InlineData("""{"colour":"red"}""", 400)]
    public async Task A_change_that_says_nothing_is_refused(string change, int status) =>
        (await Change($"{Box}/none", change)).IsProblem(status);

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        (await world.Api.Ask(HttpMethod.Get, $"{Box}/none")).IsProblem(404);
        (await world.Api.Ask(HttpMethod.Get, "api/v1/accounts/sample/extensions/201/messages")).IsProblem(404);
        (await world.Api.Ask(HttpMethod.Get, "api/v1/accounts/sample/extensions/699/messages")).IsProblem(404);
        (await Change($"{Box}/none", """{"state":"old"}""")).IsProblem(404);
    }

    [Fact]
    public async Task Who_may_only_read_sees_it_and_neither_hears_nor_deletes_it()
    {
        var path = $"{Box}/{(await Message(await Left()))["id"]}";
        Assert.Equal(200, (await world.Api.Ask(HttpMethod.Get, path, Api.Reader)).Status);
        (await world.Api.Ask(HttpMethod.Get, path + "/audio", Api.Reader)).IsProblem(403);
        (await world.Api.Ask(HttpMethod.Delete, path, Api.Reader)).IsProblem(403);
    }

    [Fact]
    [Trait("Rule", "VMR-128")]
    public async Task It_is_found_within_the_hour_when_nobody_tells_of_its_file()
    {
        await world.Control(HttpMethod.Put, "weather", new { dropRecordingFiles = 1.0 });
        var callers = new[] { await Left(), await Left(), await Left() };
        await world.Control(HttpMethod.Put, "weather", new { });
        Assert.Null(await Find(callers[0]));
        await world.Advance(TimeSpan.FromHours(1).TotalSeconds);
        foreach (var caller in callers)
        {
            Assert.InRange((await Audio(await Message(caller))).Seconds, 4.5, 5.5);
        }
    }

    [Theory]
    [InlineData("emptyRecording", true, "The file is empty.")]
    [InlineData("emptyRecording", false, "The file is empty.")]
    [InlineData("shortRecording", true, "the network said")]
    public async Task A_file_that_is_empty_or_too_short_is_shown_with_what_is_wrong(string fault, bool isTold, string trouble)
    {
        await world.Control(HttpMethod.Put, "races", new Dictionary<string, int> { [fault] = 1 });
        await world.Control(HttpMethod.Put, "weather", new { dropRecordingFiles = isTold ? 0.0 : 1.0 });
        var caller = await Left();
        await world.Advance(TimeSpan.FromHours(1).TotalSeconds);
        await world.Control(HttpMethod.Put, "weather", new { });
        await world.Control(HttpMethod.Put, "races", new { });
        Assert.Contains(trouble, (string?)(await Message(caller))["trouble"], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "VMR-055")]
    public async Task A_network_that_does_not_record_is_said_to_the_caller()
    {
        await world.Control(HttpMethod.Put, "races", new { recordingFails = 1 });
        var caller = await world.Dial(Number);
        await world.Advance(30);
        await world.Control(HttpMethod.Put, "races", new { });
        Assert.Contains("Your message cannot be recorded at the moment. Please call again later.", await caller.HeardWords());
        Assert.Equal("ended", (await caller.Line()).State);
    }

    private async Task<(Caller Caller, DateTimeOffset Tone)> Greeted()
    {
        var caller = await world.Dial(Number);
        for (var i = 0; i < 20 && (await caller.Heard()).LastOrDefault()?.What is not Heard.Silence || !(await caller.HeardWords()).Contains("beep.wav"); i++)
        {
            await world.Advance(1);
        }

        return (caller, (await caller.Heard()).Last(heard => heard.What == "beep.wav").To);
    }

    /// <summary>A message of five seconds, and its file is there.</summary>
    private async Task<Caller> Left()
    {
        var (caller, tone) = await Greeted();
        await caller.Speaks(4);
        await world.Advance(5 - (world.Now - tone).TotalSeconds);
        await caller.HangsUp();
        await world.Advance(10);
        return caller;
    }

    private async Task<JsonObject> Message(Caller caller) =>
        await Find(caller) ?? throw new Xunit.Sdk.XunitException($"No message of {caller.Number} is in the box.");

    private async Task<JsonObject?> Find(Caller caller) =>
        (await world.Api.Read(Box))["messages"]!.AsArray().Select(message => message!.AsObject()).SingleOrDefault(message => (string?)message["caller"] == caller.Number);

    private async Task<Sound> Audio(JsonObject message)
    {
        var (status, content) = await world.Api.File($"{Box}/{message["id"]}/audio");
        Assert.Equal(200, status);
        return new Sound(content);
    }

    private async Task<string?[]> Ids(string query) => [.. (await world.Api.Read(Box + query))["messages"]!.AsArray().Select(message => (string?)message!["id"])];

    private Task<Answer> Change(string path, string change) =>
        world.Api.Ask(HttpMethod.Patch, path, content: new StringContent(change, Encoding.UTF8, "application/json"));
}
