using System.Net;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Tests;

public sealed class WhenTheDeskIsControlled
{
    [Fact]
    public async Task The_clock_is_moved_to_an_instant_or_on_by_a_time()
    {
        await using var desk = await Desk.Open();
        Assert.Equal("manual", (string?)(await desk.Control(HttpMethod.Get, "/sim/clock"))["mode"]);
        await desk.Control(HttpMethod.Post, "/sim/clock", new { advance = "00:00:30" });
        Assert.Equal(Desk.Start.AddSeconds(30), desk.Clock.GetUtcNow());
        await desk.Control(HttpMethod.Post, "/sim/clock", new { to = "2026-09-02T00:00:00Z" });
        Assert.Equal(new DateTimeOffset(2026, 9, 2, 0, 0, 0, TimeSpan.Zero), desk.Clock.GetUtcNow());
        await desk.Control(HttpMethod.Post, "/sim/clock", new { to = "2026-09-01T00:00:00Z" }, HttpStatusCode.Conflict);
        await desk.Control(HttpMethod.Post, "/sim/clock", new { advance = "soon" }, HttpStatusCode.BadRequest);
        await desk.Control(HttpMethod.Post, "/sim/clock", new { advance = "-00:00:30" }, HttpStatusCode.BadRequest);
        await desk.Control(HttpMethod.Post, "/sim/clock", new { }, HttpStatusCode.BadRequest);
        await desk.Control(HttpMethod.Post, "/sim/clock", new { mode = "real" });
        await desk.Control(HttpMethod.Post, "/sim/clock", new { advance = "00:00:01" }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Bad_input_names_everything_that_is_wrong()
    {
        await using var desk = await Desk.Open();
        var problem = await desk.Control(HttpMethod.Post, "/sim/calls", new { from = "somebody", displayName = 5, colour = "red" }, HttpStatusCode.BadRequest);

        Assert.Equal(["/from", "/to", "/displayName", "/colour"], problem["errors"]!.AsArray().Select(e => (string?)e!["pointer"]));
    }

    [Theory]
    [InlineData("PUT", "/sim/phones/nobody", """{"behaviour":"answer"}""", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/sim/phones/4:+31687654321", """{"behaviour":"sleep"}""", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/sim/phones/4:+31687654321", """{"behaviour":"answer","afterSeconds":-1}""", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/sim/phones/4:+31687654321", """{"behaviour":"busy","afterSeconds":5}""", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/sim/phones/4:+31687654321", "{}", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/sim/phones/4:+31687654321", "nonsense", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/sim/phones/4:+31687654321/answer", "", HttpStatusCode.Conflict)]
    [InlineData("POST", "/sim/phones/4:+31687654321/dtmf", """{"tones":"1"}""", HttpStatusCode.Conflict)]
    [InlineData("POST", "/sim/phones/4:+31687654321/dtmf", """{"tones":"x"}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/sim/phones/4:+31687654321/dial", """{"to":""}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/sim/phones/4:+31687654321/speak", """{"seconds":1,"file":"http://a.test/a.wav"}""", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/sim/calls/none", "", HttpStatusCode.NotFound)]
    [InlineData("POST", "/sim/calls/none/hangup", "", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/sim/weather", """{"drop":2}""", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/sim/races", """{"lose":["Thunder"]}""", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_done_is_a_problem(string method, string path, string body, HttpStatusCode status)
    {
        await using var desk = await Desk.Open();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body.Length == 0 ? null : new StringContent(body) };
        using var response = await desk.Http.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/sim/phones/+31687654321")]
    [InlineData("/sim/phones/%2B31687654321")]
    [InlineData("/sim/phones/4:+31687654321")]
    [InlineData("/sim/phones/4%3A%2B31687654321")]
    public async Task A_phone_is_named_by_its_raw_id_or_its_number(string path)
    {
        await using var desk = await Desk.Open();
        await desk.Behaves(Desk.Mobile, "decline", 2.5);
        var phone = await desk.Control(HttpMethod.Get, path);

        Assert.Equal((Desk.Mobile, "decline", 2.5, "idle"), ((string?)phone["address"], (string?)phone["behaviour"], (double)phone["afterSeconds"]!, (string?)phone["state"]));
    }

    [Fact]
    public async Task A_phone_that_was_never_spoken_of_rings_and_is_not_answered()
    {
        await using var desk = await Desk.Open();
        Assert.Equal("no-answer", (string?)(await desk.Phone(Desk.Bob))["behaviour"]);
    }

    [Fact]
    public async Task A_reset_forgets_everything_and_tells_nobody()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer", 5);
        await desk.Add(leg, Desk.Alice);
        await desk.Weather(new { drop = 1 });
        desk.App.Forget();
        await desk.Control(HttpMethod.Post, "/sim/reset");
        await desk.Advance(120);

        Assert.Empty(desk.App.Events);
        await desk.Control(HttpMethod.Get, $"/sim/calls/{call}", expected: HttpStatusCode.NotFound);
        Assert.Equal("[]", await desk.Http.GetStringAsync("/sim/phones"));
        Assert.Equal(0, (double)(await desk.Control(HttpMethod.Get, "/sim/weather"))["drop"]!);
        await desk.AnsweredCall();
        Assert.Equal(["CallConnected", "ParticipantsUpdated"], desk.App.Types);
    }

    [Fact]
    public async Task Calls_and_phones_are_listed()
    {
        await using var desk = await Desk.Open();
        var (call, _) = await desk.AnsweredCall();

        var listed = Assert.Single(JsonNode.Parse(await desk.Http.GetStringAsync("/sim/calls"))!.AsArray())!;
        Assert.Equal((call, Desk.Caller, "4:" + Desk.Company, "connected"), ((string?)listed["id"], (string?)listed["from"], (string?)listed["to"], (string?)listed["state"]));
        var phone = Assert.Single(JsonNode.Parse(await desk.Http.GetStringAsync("/sim/phones"))!.AsArray())!;
        Assert.Equal((Desk.Caller, "talking", call), ((string?)phone["address"], (string?)phone["state"], (string?)phone["call"]));
    }

    [Fact]
    public async Task The_live_feed_shows_the_desk_at_once_and_after_each_change()
    {
        await using var desk = await Desk.Open();
        using var stream = new StreamReader(await desk.Http.GetStreamAsync("/sim/live"));
        var first = await Next(stream);
        Assert.Empty(first["phones"]!.AsArray());
        await desk.Dial();
        var then = await Next(stream);

        Assert.Equal("calling", (string?)then["phones"]![0]!["state"]);
        Assert.Equal("ringing", (string?)then["calls"]![0]!["state"]);
    }

    [Fact]
    public async Task In_real_mode_a_phone_answers_by_itself()
    {
        await using var desk = await Desk.Open(real: true);
        var (_, leg) = await desk.AnsweredCall();
        var joined = new TaskCompletionSource();
        desk.App.OnDelivery = delivered =>
        {
            if (delivered.Type == "AddParticipantSucceeded")
            {
                joined.TrySetResult();
            }

            return Task.CompletedTask;
        };
        await desk.Behaves(Desk.Alice, "answer", 0.1);
        await desk.Add(leg, Desk.Alice);

        await joined.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_page_is_served_or_a_line_that_says_what_this_is()
    {
        await using var desk = await Desk.Open();
        using var page = await desk.Http.GetAsync("/");
        using var none = await desk.Http.GetAsync("/nothing/here.js");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (page.StatusCode, none.StatusCode));
    }

    private static async Task<JsonNode> Next(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return JsonNode.Parse(line["data: ".Length..])!;
            }
        }

        throw new InvalidOperationException("The feed has ended.");
    }
}
