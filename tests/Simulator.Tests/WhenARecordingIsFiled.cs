using System.Net;

namespace Pbx.Simulator.Tests;

public sealed class WhenARecordingIsFiled
{
    [Fact]
    public async Task Its_file_is_there_for_a_day_for_those_who_sign()
    {
        await using var desk = await Desk.Open();
        var chunk = await Recorded(desk);
        var (content, metadata) = ((string)chunk["contentLocation"]!, (string)chunk["metadataLocation"]!);
        Assert.StartsWith(desk.Base, content, StringComparison.Ordinal);

        using var unsigned = await desk.Http.GetAsync(content);
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        using var signed = await desk.Fetch(content);
        Assert.Equal(44 + 4 * 32_000, (await signed.Content.ReadAsByteArrayAsync()).Length);
        await desk.Advance(24 * 3600 - 0.001);
        using var late = await desk.Fetch(metadata);
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        await desk.Advance(0.001);
        foreach (var place in new[] { content, metadata })
        {
            using var gone = await desk.Fetch(place);
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
    }

    [Fact]
    public async Task The_official_packages_sign_for_the_host_of_the_API_and_name_it()
    {
        await using var desk = await Desk.Open();
        var chunk = await Recorded(desk);
        var api = new Uri(desk.Base).Authority;

        using var named = await desk.Fetch((string)chunk["contentLocation"]!, change: r => (r.Headers.Host, _) = ("files.example.test", r.Headers.TryAddWithoutValidation("x-ms-host", api)));
        using var unnamed = await desk.Fetch((string)chunk["contentLocation"]!, change: r => r.Headers.Host = "files.example.test");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (named.StatusCode, unnamed.StatusCode));
    }

    [Theory]
    [InlineData("Range")]
    [InlineData("x-ms-range")]
    public async Task Part_of_it_can_be_asked_for(string header)
    {
        await using var desk = await Desk.Open();
        var chunk = await Recorded(desk);

        using var answer = await desk.Fetch((string)chunk["contentLocation"]!, change: r => r.Headers.TryAddWithoutValidation(header, "bytes=40-51"));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(4 * 32_000, BitConverter.ToInt32(await answer.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task It_can_be_deleted_once()
    {
        await using var desk = await Desk.Open();
        var chunk = await Recorded(desk);
        var place = (string)chunk["deleteLocation"]!;

        using var unsigned = await desk.Http.DeleteAsync(place);
        using var deleted = await desk.Fetch(place, HttpMethod.Delete);
        using var again = await desk.Fetch(place, HttpMethod.Delete);
        using var file = await desk.Fetch((string)chunk["contentLocation"]!);

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound], [unsigned.StatusCode, deleted.StatusCode, again.StatusCode, file.StatusCode]);
    }

    [Fact]
    public async Task The_event_is_delivered_for_a_day_until_it_is_taken()
    {
        await using var desk = await Desk.Open();
        desk.App.OnDelivery = d =>
        {
            if (d.Type == "RecordingFileStatusUpdated" && desk.App.Filed.Count < 8)
            {
                desk.App.AnswersWith(500);
            }

            return Task.CompletedTask;
        };
        await Recorded(desk);
        await desk.Advance(24 * 3600);

        var minutes = desk.App.Filed.Select(f => f.Headers["aeg-delivery-count"]).ToArray();
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7"], minutes);
        Assert.Single(desk.App.Filed.Select(f => (string?)f.Event["id"]).Distinct());
    }

    [Fact]
    public async Task Without_a_subscription_nothing_is_told_and_the_file_is_there()
    {
        await using var desk = await Desk.Open(o => o.RecordingFileEndpoints.Clear());
        var (_, leg) = await desk.AnsweredCall();
        var id = await desk.Record(new { callConnectionId = leg });
        await desk.Advance(4);
        await desk.Recording(id, "stop");
        await desk.Advance(5);

        Assert.Empty(desk.App.Filed);
        var shown = await desk.Control(HttpMethod.Get, $"/sim/recordings/{id}");
        using var file = await desk.Fetch((string)shown["file"]!["contentLocation"]!);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
    }

    [Fact]
    public async Task The_event_can_be_lost_once_or_always()
    {
        await using var desk = await Desk.Open();
        await desk.Races(new { lose = new[] { "RecordingFileStatusUpdated" } });
        await Record(desk);
        Assert.Empty(desk.App.Filed);
        await Record(desk);
        Assert.Single(desk.App.Filed);

        await desk.Weather(new { dropRecordingFiles = 1 });
        await Record(desk);
        await Record(desk);
        Assert.Single(desk.App.Filed);
        Assert.Equal(4, desk.App.Incoming.Count);
        var recordings = System.Text.Json.Nodes.JsonNode.Parse(await desk.Http.GetStringAsync("/sim/recordings"))!.AsArray();
        Assert.All(recordings, r => Assert.NotNull(r!["file"]));
    }

    [Fact]
    public async Task In_bad_weather_the_event_comes_twice_and_late()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        var id = await desk.Record(new { callConnectionId = leg });
        await desk.Weather(new { duplicate = 1, delay = 1 });
        await desk.Recording(id, "stop");
        await desk.Advance(5);
        Assert.Empty(desk.App.Filed);
        await desk.Advance(5);

        Assert.Equal(2, desk.App.Filed.Count);
        Assert.Single(desk.App.Filed.Select(f => (string?)f.Event["id"]).Distinct());
    }

    [Fact]
    public async Task A_file_may_be_empty_or_end_in_its_middle()
    {
        await using var desk = await Desk.Open();
        await desk.Races(new { emptyRecording = 1, shortRecording = 1 });

        var lengths = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            var chunk = await Recorded(desk);
            using var file = await desk.Fetch((string)chunk["contentLocation"]!);
            lengths.Add((await file.Content.ReadAsByteArrayAsync()).Length);
            Assert.Equal(4000, (int)desk.App.Filed[^1].Data["recordingDurationMs"]!);
        }

        Assert.Equal([0, 44 + 2 * 32_000, 44 + 4 * 32_000], lengths);
        Assert.Equal(0, (int)(await desk.Control(HttpMethod.Get, "/sim/races"))["emptyRecording"]!);
    }

    [Fact]
    public async Task A_start_may_fail()
    {
        await using var desk = await Desk.Open();
        await desk.Races(new { recordingFails = 1 });
        var (_, leg) = await desk.AnsweredCall();
        await desk.Record(new { callConnectionId = leg });
        Assert.Equal("StartRecordingFailed 500/9999", desk.App.Lines[^1]);
        await desk.Record(new { callConnectionId = leg });

        Assert.Equal("RecordingStateChanged 200/0", desk.App.Lines[^1]);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> Recorded(Desk desk)
    {
        await Record(desk);
        return desk.App.Filed[^1].Data["recordingStorageInfo"]!["recordingChunks"]![0]!;
    }

    private static async Task Record(Desk desk)
    {
        var (call, leg) = await desk.AnsweredCall();
        await desk.Record(new { callConnectionId = leg });
        await desk.Advance(4);
        await desk.Call(call, "hangup");
        await desk.Advance(5);
    }
}
