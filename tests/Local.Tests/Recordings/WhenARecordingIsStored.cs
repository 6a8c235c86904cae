using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Pbx.Local.Tests.Azurite;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Recordings;

namespace Pbx.Local.Tests.Recordings;

[Collection(AzuriteCollection.Name)]
public sealed class WhenARecordingIsStored(AzuriteFixture azurite)
{
    [Fact]
    public async Task File_and_metadata_lie_in_the_container_under_the_id_of_the_recording()
    {
        await using var desk = await RecordingDesk.Open(azurite.ConnectionString);
        var recording = await desk.Record(desk.Container.Uri);
        desk.Network.People.Speak(desk.Call, TimeSpan.FromSeconds(3));
        await desk.Advance(7);
        desk.Network.Application.Recorder.Stop(recording.Id);
        await desk.Advance(5);

        var folder = $"20260901/{desk.Call.CorrelationId}/{recording.Id}/{recording.DocumentId}";
        Assert.Equal([$"{folder}/0-acsmetadata.json", $"{folder}/0-audio.wav"], await desk.Blobs());
        var file = await Download(desk, $"{folder}/0-audio.wav");
        Assert.Equal(await desk.Http.GetByteArrayAsync($"/sim/recordings/{recording.Id}/audio"), file);
        Assert.Equal(44 + 7 * 32_000, file.Length);
        Assert.Contains(file[44..(44 + 3 * 32_000)], b => b != 0);
        Assert.DoesNotContain(file[(44 + 3 * 32_000)..], b => b != 0);
        var metadata = JsonNode.Parse(await Download(desk, $"{folder}/0-acsmetadata.json"))!;
        Assert.Equal((recording.Id, 7000), ((string?)metadata["recordingId"], (int)metadata["chunkDuration"]!));
        var shown = JsonNode.Parse(await desk.Http.GetStringAsync($"/sim/recordings/{recording.Id}"))!["file"]!;
        Assert.Equal(desk.Container.GetBlobClient($"{folder}/0-audio.wav").Uri.AbsoluteUri, (string?)shown["contentLocation"]);
    }

    [Fact]
    public async Task The_address_may_name_a_place_in_the_container()
    {
        await using var desk = await RecordingDesk.Open(azurite.ConnectionString);
        await desk.Record(new Uri(desk.Container.Uri.AbsoluteUri + "/acct/calls/"));
        await desk.Advance(1);
        desk.Network.People.HangUp(desk.Call);
        await desk.Advance(5);

        Assert.All(await desk.Blobs(), name => Assert.StartsWith($"acct/calls/20260901/{desk.Call.CorrelationId}/", name, StringComparison.Ordinal));
        Assert.Equal(2, (await desk.Blobs()).Count);
    }

    [Fact]
    public async Task Five_minutes_of_sound_arrive_whole()
    {
        await using var desk = await RecordingDesk.Open(azurite.ConnectionString);
        await desk.Record(desk.Container.Uri);
        desk.Network.People.Speak(desk.Call, TimeSpan.FromMinutes(5));
        await desk.Advance(300);
        desk.Network.People.HangUp(desk.Call);
        await desk.Advance(5);

        var file = await Download(desk, (await desk.Blobs()).Single(name => name.EndsWith(".wav", StringComparison.Ordinal)));
        Assert.Equal(44 + 300 * 32_000, file.Length);
        Assert.Equal(await desk.Http.GetByteArrayAsync($"/sim/calls/{desk.Call.Id}/audio"), Silent(file.Length));
        Assert.Contains(file[^32_000..], b => b != 0);
    }

    [Fact]
    public async Task Without_the_container_it_does_not_start()
    {
        await using var desk = await RecordingDesk.Open(azurite.ConnectionString);
        await desk.Container.DeleteIfExistsAsync();
        var recording = await desk.Record(desk.Container.Uri);

        Assert.Equal(RecordingStage.Failed, recording.Stage);
        Assert.Equal(NoticeType.StartRecordingFailed, desk.Told[^1].Type);
        Assert.Contains("There is no container", desk.Told[^1].Outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example.test/recordings")]
    [InlineData("http://127.0.0.1:1/devstoreaccount1/recordings")]
    public async Task In_the_account_of_others_it_does_not_start(string place)
    {
        await using var desk = await RecordingDesk.Open(azurite.ConnectionString);
        await desk.Record(new Uri(place));

        Assert.Equal(NoticeType.StartRecordingFailed, desk.Told[^1].Type);
        Assert.Contains("is not a container of", desk.Told[^1].Outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_is_gone_at_the_end_gets_no_file_and_the_next_call_is_recorded()
    {
        await using var desk = await RecordingDesk.Open(azurite.ConnectionString);
        var recording = await desk.Record(desk.Container.Uri);
        await desk.Advance(1);
        await desk.Container.DeleteIfExistsAsync();
        desk.Network.Application.Recorder.Stop(recording.Id);
        await desk.Advance(5);

        Assert.Null(JsonNode.Parse(await desk.Http.GetStringAsync($"/sim/recordings/{recording.Id}"))!["file"]);
        var other = new BlobContainerClient(azurite.ConnectionString, "c" + Guid.NewGuid().ToString("N"));
        await other.CreateAsync();
        Assert.Equal(RecordingStage.Active, (await desk.Record(other.Uri)).Stage);
    }

    [Fact]
    public async Task An_empty_file_is_a_blob_without_a_byte_and_its_metadata_say_what_was_recorded()
    {
        await using var desk = await RecordingDesk.Open(azurite.ConnectionString);
        desk.Network.SetRaces(desk.Network.Races with { EmptyRecording = 1 });
        var recording = await desk.Record(desk.Container.Uri);
        await desk.Advance(2);
        desk.Network.Application.Recorder.Stop(recording.Id);
        await desk.Advance(5);

        var blobs = await desk.Blobs();
        Assert.Equal(2, blobs.Count);
        Assert.Empty(await Download(desk, blobs[1]));
        Assert.Equal(2000, (int)JsonNode.Parse(await Download(desk, blobs[0]))!["chunkDuration"]!);
    }

    private static async Task<byte[]> Download(RecordingDesk desk, string name) =>
        (await desk.Container.GetBlobClient(name).DownloadContentAsync()).Value.Content.ToArray();

    // What the only party of a call hears who hears only itself.
    private static byte[] Silent(int length)
    {
        var file = new byte[length];
        "RIFF"u8.CopyTo(file);
        BitConverter.GetBytes(length - 8).CopyTo(file, 4);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        new byte[] { 16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0x3E, 0, 0, 0, 0x7D, 0, 0, 2, 0, 16, 0 }.CopyTo(file, 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BitConverter.GetBytes(length - 44).CopyTo(file, 40);
        return file;
    }
}
