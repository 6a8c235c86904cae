using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Rest;

namespace Pbx.Simulator.Tests;

/// <summary>A simulator on a free port with a manual clock, a signing client, and an application that takes its webhooks.</summary>
public sealed class Desk : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    public const string Caller = "4:+31612345678";
    public const string Company = "+31205550100";
    public const string Alice = "8:acs:5f3b9b1c-7c2d-4f5e-8d4a-0d7f3a1b2c3d_00000000-0000-0000-0000-00000000000a";
    public const string Bob = "8:acs:5f3b9b1c-7c2d-4f5e-8d4a-0d7f3a1b2c3d_00000000-0000-0000-0000-00000000000b";
    public const string Mobile = "4:+31687654321";

    private readonly WebApplication simulator;

    private Desk(WebApplication simulator, Clock clock, TheApplication app, SimulatorOptions options)
    {
        (this.simulator, Clock, App, Options) = (simulator, clock, app, options);
        Base = simulator.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Http = new HttpClient { BaseAddress = new Uri(Base) };
    }

    public Clock Clock { get; }

    public TheApplication App { get; }

    public SimulatorOptions Options { get; }

    public string Base { get; }

    public HttpClient Http { get; }

    public static async Task<Desk> Open(Action<SimulatorOptions>? change = null, bool real = false)
    {
        var app = await TheApplication.Start();
        var clock = real ? new Clock() : new Clock(Start);
        var options = new SimulatorOptions { EventGridAudience = "api://pbx-events" };
        options.Trunks.Add("+31205550*");
        options.EventGridEndpoints.Add(app.EventGrid);
        options.RecordingFileEndpoints.Add(app.RecordingFiles);
        change?.Invoke(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(clock);
        builder.Services.AddSimulator(options);
        var built = builder.Build();
        built.MapSimulator();
        await built.StartAsync();
        return new Desk(built, clock, app, options);
    }

    // ---- what persons do

    public async Task<string> Dial(string from = Caller, string to = Company) =>
        (string)(await Control(HttpMethod.Post, "/sim/calls", new { from, to }))["id"]!;

    public async Task<JsonObject> Control(HttpMethod method, string path, object? body = null, HttpStatusCode? expected = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (expected is { } status)
        {
            Assert.Equal(status, response.StatusCode);
        }
        else
        {
            Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        }

        return JsonNode.Parse(text)!.AsObject();
    }

    public Task<JsonObject> Phone(string address) => Control(HttpMethod.Get, $"/sim/phones/{Uri.EscapeDataString(address)}");

    public Task<JsonObject> Phone(string address, string act, object? body = null, HttpStatusCode? expected = null) =>
        Control(HttpMethod.Post, $"/sim/phones/{Uri.EscapeDataString(address)}/{act}", body, expected);

    public Task Behaves(string address, string behaviour, double? afterSeconds = null) =>
        Control(HttpMethod.Put, $"/sim/phones/{Uri.EscapeDataString(address)}", afterSeconds is null ? new { behaviour } : new { behaviour, afterSeconds });

    public Task<JsonObject> Call(string id) => Control(HttpMethod.Get, $"/sim/calls/{id}");

    public Task<JsonObject> Call(string id, string act, object? body = null, HttpStatusCode? expected = null) =>
        Control(HttpMethod.Post, $"/sim/calls/{id}/{act}", body, expected);

    public Task Races(object races) => Control(HttpMethod.Put, "/sim/races", races);

    public Task Weather(object weather) => Control(HttpMethod.Put, "/sim/weather", weather);

    public Task Advance(double seconds) => Clock.AdvanceTo(Clock.GetUtcNow() + TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)));

    /// <summary>What a party heard, one line each: seconds from the start, kind, and file name or text. What began at this instant is left out.</summary>
    public static string[] Heard(JsonNode phoneOrCall) => [.. phoneOrCall["heard"]!.AsArray().Where(h => (string?)h!["from"] != (string?)h["to"]).Select(h =>
    {
        var (from, to) = (Seconds(h!["from"]!), Seconds(h["to"]!));
        var what = (string?)h["uri"] is { } uri ? " " + uri.Split('/')[^1] : (string?)h["text"] is { } text ? " " + text : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{from}-{to} {(string)h["kind"]!}{what}");
    })];

    /// <summary>A WAV file of the simulator.</summary>
    public async Task<SoundFile> Listen(string path) => SoundFile.Read(await Http.GetByteArrayAsync(path));

    /// <summary>What a phone heard in its call.</summary>
    public Task<SoundFile> Ear(string address) => Listen($"/sim/phones/{Uri.EscapeDataString(address)}/audio");

    /// <summary>The frequency with which whoever is at a phone speaks.</summary>
    public async Task<int> Voice(string address) => (int)(await Phone(address))["voice"]!;

    // ---- what the application asks for

    /// <summary>Somebody dials and the application answers: the id of the call and the callConnectionId.</summary>
    public async Task<(string Call, string Leg)> AnsweredCall(string from = Caller, string? operationContext = "call-1")
    {
        var call = await Dial(from);
        return (call, await Answer(operationContext: operationContext));
    }

    public async Task<string> Answer(string? context = null, string? operationContext = null)
    {
        context ??= App.LastContext;
        var answer = await Ask(HttpMethod.Post, "/calling/callConnections:answer", new
        {
            incomingCallContext = context,
            callbackUri = App.Callback,
            operationContext,
            callIntelligenceOptions = new { cognitiveServicesEndpoint = "https://speech.example.test/" },
        }, HttpStatusCode.OK);
        await Clock.Settled();
        return (string)answer!["callConnectionId"]!;
    }

    public async Task<string> Add(string leg, string rawId, string? context = null, int? timeout = null, string? callerId = Company)
    {
        var answer = await Ask(HttpMethod.Post, $"/calling/callConnections/{leg}/participants:add", new
        {
            participantToAdd = new { rawId },
            sourceCallerIdNumber = callerId is null ? null : new { value = callerId },
            invitationTimeoutInSeconds = timeout,
            operationContext = context,
        }, HttpStatusCode.Accepted);
        await Clock.Settled();
        return (string)answer!["invitationId"]!;
    }

    public async Task Play(string leg, string source, string? context = null, bool loop = false, bool interrupt = false, string[]? to = null, HttpStatusCode expected = HttpStatusCode.Accepted) =>
        await On(leg, ":play", new
        {
            playSources = new[] { Source(source) },
            playTo = to?.Select(rawId => new { rawId }),
            playOptions = new { loop },
            interruptCallMediaOperation = interrupt,
            operationContext = context,
        }, expected);

    public async Task Recognize(string leg, string? prompt = null, int? max = 3, int initial = 5, int between = 2, string[]? stop = null, bool interruptPrompt = true, bool interrupt = false, string? context = null, string target = Caller, HttpStatusCode expected = HttpStatusCode.Accepted) =>
        await On(leg, ":recognize", new
        {
            recognizeInputType = "dtmf",
            playPrompts = prompt is null ? null : new[] { Source(prompt) },
            interruptCallMediaOperation = interrupt,
            operationContext = context,
            recognizeOptions = new
            {
                targetParticipant = new { rawId = target },
                interruptPrompt,
                initialSilenceTimeoutInSeconds = initial,
                dtmfOptions = new { maxTonesToCollect = max, interToneTimeoutInSeconds = between, stopTones = stop },
            },
        }, expected);

    /// <summary>Starts a recording and returns its id.</summary>
    public async Task<string> Record(object asked, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await Ask(HttpMethod.Post, "/calling/recordings", asked, expected);
        await Clock.Settled();
        return (string)answer!["recordingId"]!;
    }

    /// <summary>Pauses, resumes (<c>:pause</c>, <c>:resume</c>) or stops a recording.</summary>
    public async Task Recording(string id, string act, HttpStatusCode? expected = null)
    {
        var stop = act == "stop";
        await Ask(stop ? HttpMethod.Delete : HttpMethod.Post, $"/calling/recordings/{id}{(stop ? "" : act)}", null, expected ?? (stop ? HttpStatusCode.NoContent : HttpStatusCode.Accepted));
        await Clock.Settled();
    }

    /// <summary>Fetches what the API serves to those who sign.</summary>
    public async Task<HttpResponseMessage> Fetch(string location, HttpMethod? method = null, Action<HttpRequestMessage>? change = null) =>
        await Send(method ?? HttpMethod.Get, new Uri(location).PathAndQuery, body: null, change, query: "");

    /// <summary>The file that the last event about one tells of.</summary>
    public async Task<SoundFile> LastFile()
    {
        using var answer = await Fetch((string)App.Filed[^1].Data["recordingStorageInfo"]!["recordingChunks"]![0]!["contentLocation"]!);
        return SoundFile.Read(await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>A file by its URI, a text by anything else.</summary>
    private static object Source(string source) => source.StartsWith("http", StringComparison.Ordinal)
        ? new { kind = "file", file = new { uri = source } }
        : new { kind = "text", text = new { text = source, sourceLocale = "en-GB" } };

    public async Task<JsonNode?> On(string leg, string action, object? body = null, HttpStatusCode expected = HttpStatusCode.Accepted)
    {
        var answer = await Ask(HttpMethod.Post, $"/calling/callConnections/{leg}{action}", body, expected);
        await Clock.Settled();
        return answer;
    }

    public async Task<JsonNode?> Ask(HttpMethod method, string path, object? body, HttpStatusCode expected)
    {
        using var response = await Send(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{method} {path}: expected {expected}, got {(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body, Action<HttpRequestMessage>? change = null, string query = "api-version=2026-03-12")
    {
        var bytes = body switch
        {
            null => [],
            string text => Encoding.UTF8.GetBytes(text),
            _ => JsonSerializer.SerializeToUtf8Bytes(body, Serialization),
        };
        using var request = new HttpRequestMessage(method, query.Length == 0 ? path : $"{path}?{query}");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.ContentType = new("application/json");
        }

        Sign(request, bytes, Options.AccessKey);
        change?.Invoke(request);
        return await Http.SendAsync(request);
    }

    /// <summary>Signs as the documentation of the access key tells, written from it and not from the simulator.</summary>
    public void Sign(HttpRequestMessage request, byte[] body, string accessKey)
    {
        var date = DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture);
        var hash = Convert.ToBase64String(SHA256.HashData(body));
        var target = new Uri(new Uri(Base), request.RequestUri!).PathAndQuery;
        var authority = new Uri(Base).Authority;
        var signature = HMACSHA256.HashData(Convert.FromBase64String(accessKey), Encoding.ASCII.GetBytes($"{request.Method}\n{target}\n{date};{authority};{hash}"));
        request.Headers.TryAddWithoutValidation("x-ms-date", date);
        request.Headers.TryAddWithoutValidation("x-ms-content-sha256", hash);
        request.Headers.TryAddWithoutValidation("Authorization", $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={Convert.ToBase64String(signature)}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await simulator.StopAsync(new CancellationToken(canceled: true));
        await simulator.DisposeAsync();
        await App.DisposeAsync();
        Clock.Dispose();
        Assert.Empty(App.Violations);
    }

    private static readonly JsonSerializerOptions Serialization = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private static double Seconds(JsonNode instant) => (DateTimeOffset.Parse((string)instant!, CultureInfo.InvariantCulture) - Start).TotalSeconds;
}
