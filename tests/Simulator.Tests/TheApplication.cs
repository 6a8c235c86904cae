using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pbx.Simulator.Tests;

/// <summary>One delivery that reached the application.</summary>
public sealed record Delivered(string Path, JsonNode Event, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The type without its prefix.</summary>
    public string Type => ((string?)Event["type"] ?? (string?)Event["eventType"] ?? string.Empty).Split('.')[^1];

    public JsonNode Data => Event["data"]!;

    /// <summary>Type, code and sub-code: <c>AddParticipantFailed 486/560486</c>.</summary>
    public string Line => $"{Type} {Data["resultInformation"]!["code"]}/{Data["resultInformation"]!["subCode"]}";
}

/// <summary>An application that only takes what is delivered to it, and files for the simulator to play.</summary>
public sealed class TheApplication : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly ConcurrentQueue<Delivered> deliveries = new();
    private readonly ConcurrentQueue<StreamTaken> streams = new();
    private readonly ConcurrentQueue<int> answers = new();
    private readonly ConcurrentQueue<string> violations = new();

    private TheApplication(WebApplication web) => this.web = web;

    public string Base { get; private set; } = string.Empty;

    public string Callback => Base + "/callback?call=1";

    public Uri EventGrid => new(Base + "/eventgrid");

    public Uri RecordingFiles => new(Base + "/recording-files");

    /// <summary>Whether the handshake is answered as it should be.</summary>
    public bool Validates { get; set; } = true;

    /// <summary>Members of events that the published models do not have.</summary>
    public IReadOnlyList<string> Violations => [.. violations];

    public int FilesFetched { get; private set; }

    /// <summary>What is done before a delivery is answered.</summary>
    public Func<Delivered, Task>? OnDelivery { get; set; }

    /// <summary>Mid-call events, in the order in which they came.</summary>
    public IReadOnlyList<Delivered> Events => [.. deliveries.Where(d => d.Event["specversion"] is not null)];

    /// <summary>Streams that were opened, in the order in which they were.</summary>
    public IReadOnlyList<StreamTaken> Streams => [.. streams];

    /// <summary>IncomingCall events.</summary>
    public IReadOnlyList<Delivered> Incoming => [.. deliveries.Where(d => d.Type == "IncomingCall")];

    /// <summary>RecordingFileStatusUpdated events.</summary>
    public IReadOnlyList<Delivered> Filed => [.. deliveries.Where(d => d.Type == "RecordingFileStatusUpdated")];

    public IReadOnlyList<Delivered> Handshakes => [.. deliveries.Where(d => d.Type == "SubscriptionValidationEvent")];

    public string[] Types => [.. Events.Select(e => e.Type)];

    public string[] Lines => [.. Events.Select(e => e.Line)];

    public string LastContext => (string)Incoming[^1].Data["incomingCallContext"]!;

    /// <summary>The next deliveries (not handshakes) are answered with these statuses.</summary>
    public void AnswersWith(params int[] statuses)
    {
        foreach (var status in statuses)
        {
            answers.Enqueue(status);
        }
    }

    public void Forget() => deliveries.Clear();

    public static async Task<TheApplication> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var app = new TheApplication(built);
        built.UseWebSockets();
        built.MapPost("/eventgrid", (Delegate)app.Take);
        built.MapPost("/recording-files", (Delegate)app.Take);
        built.MapPost("/callback", (Delegate)app.Take);
        built.MapPost("/other", (Delegate)app.Take);
        built.MapGet("/audio/{seconds}s.wav", (int seconds) => app.File(Wav(seconds)));
        built.MapGet("/audio/stereo.wav", () => app.File(Wav(1, channels: 2)));
        built.MapGet("/audio/{hertz}-hz-{seconds}s-{rate}-{channels}.wav", (int hertz, int seconds, int rate, int channels) => app.File(Wav(seconds, channels, hertz, rate)));
        built.MapGet("/audio/words.txt", () => app.File("not audio"u8.ToArray()));
        built.Map("/stream", app.TakeStream);
        built.Map("/stream-unauthorized", () => Results.Unauthorized());
        built.Map("/stream-forbidden", () => Results.StatusCode(403));
        await built.StartAsync();
        app.Base = built.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return app;
    }

    public string File(int seconds) => $"{Base}/audio/{seconds}s.wav";

    /// <summary>A file with a tone in it, on all its channels.</summary>
    public string Tone(int hertz, int seconds, int rate = 16_000, int channels = 1) => $"{Base}/audio/{hertz}-hz-{seconds}s-{rate}-{channels}.wav";

    public async ValueTask DisposeAsync()
    {
        await web.StopAsync(new CancellationToken(canceled: true));
        await web.DisposeAsync();
    }

    private async Task TakeStream(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var stream = new StreamTaken(socket, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        streams.Enqueue(stream);
        await stream.TakeAll();
    }

    private IResult File(byte[] bytes)
    {
        FilesFetched++;
        return Results.Bytes(bytes, "audio/wav");
    }

    private async Task<IResult> Take(HttpContext http)
    {
        var events = (await JsonNode.ParseAsync(http.Request.Body))!.AsArray();
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var delivered = new Delivered(http.Request.Path, Assert.Single(events)!, headers);
        deliveries.Enqueue(delivered);
        if (delivered.Type is not ("SubscriptionValidationEvent" or "RecordingFileStatusUpdated"))
        {
            foreach (var violation in SwaggerModels.Violations(delivered.Type, delivered.Data))
            {
                violations.Enqueue(violation);
            }
        }

        if (delivered.Type == "SubscriptionValidationEvent")
        {
            return Validates
                ? Results.Json(new { validationResponse = (string)delivered.Data["validationCode"]! })
                : Results.Ok();
        }

        if (OnDelivery is { } act)
        {
            await act(delivered);
        }

        return Results.StatusCode(answers.TryDequeue(out var status) ? status : 200);
    }

    private static byte[] Wav(int seconds, int channels = 1, int hertz = 0, int rate = 16_000)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var bytes = seconds * rate * 2 * channels;
        writer.Write("RIFF"u8);
        writer.Write(36 + bytes);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * 2 * channels);
        writer.Write((short)(2 * channels));
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(bytes);
        for (var i = 0; i < bytes / 2; i++)
        {
            writer.Write((short)(8000 * Math.Sin(2 * Math.PI * hertz * (i / channels) / rate)));
        }

        return stream.ToArray();
    }
}
