using System.Net.Http.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Engine.Calls;
using Pbx.Engine.Machines;
using Pbx.Infra.CallAutomation;
using Pbx.Infra.Memory;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Rest;

namespace Pbx.Infra.Tests.CallAutomation;

/// <summary>Both sides of the wire are real here: our requests and webhooks, over HTTP, with a network that speaks the protocol.</summary>
public sealed class AgainstTheSimulator : IAsyncLifetime, IDisposable
{
    private static readonly MachineKey Key = new(AccountId.Parse("sample"), "call", "202636-1a2b3c4d5e6-0123456789abcdef");
    private static readonly PhoneAddress Caller = PhoneAddress.Parse("+31612345678");

    private readonly Clock clock = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly Channel<IncomingCalls> incoming = Channel.CreateUnbounded<IncomingCalls>();
    private readonly Channel<CallEvent> events = Channel.CreateUnbounded<CallEvent>();
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
    private readonly SimulatorOptions settings = new();
    private readonly HttpClient people = new();
    private WebApplication? ours;
    private WebApplication? simulator;
    private AcsCallControl? control;
    private int op;

    private PhoneAddress Anna => PhoneAddress.Parse($"web:{settings.ResourceId}_anna");

    public async Task InitializeAsync()
    {
        ours = Application().Build();
        ours.MapPost("/api/incoming-calls", async (HttpRequest request) =>
        {
            var there = IncomingCallWebhook.Read(await Body(request));
            await incoming.Writer.WriteAsync(there);
            return there.ValidationCode is { } code ? Results.Json(new { validationResponse = code }) : Results.Ok();
        });
        ours.MapPost("/api/calls/{account}/{call}/events", async (string account, string call, HttpRequest request) =>
        {
            Assert.Equal((Key.Account.Value, Key.Id), (account, call));
            foreach (var evt in CallWebhook.Read(await Body(request)))
            {
                if (evt.Event is { } meaning)
                {
                    await events.Writer.WriteAsync(meaning);
                }
            }
        });
        await ours.StartAsync();
        var publicUri = new Uri(ours.Urls.First());

        settings.EventGridEndpoints.Add(new Uri(publicUri, "/api/incoming-calls"));
        settings.Trunks.Add("+31205550100");
        var builder = Application();
        builder.Services.AddSingleton(clock);
        builder.Services.AddSimulator(settings);
        simulator = builder.Build();
        simulator.MapSimulator();
        await simulator.StartAsync();
        people.BaseAddress = new Uri(simulator.Urls.First());
        control = new AcsCallControl(new AcsOptions
        {
            ConnectionString = $"endpoint={people.BaseAddress};accesskey={settings.AccessKey}",
            PublicUri = publicUri,
            CognitiveServicesEndpoint = new Uri("https://speech.example.test/"),
        }, new MemoryAudio(), new MemoryRecordingFiles());
    }

    public async Task DisposeAsync()
    {
        await (simulator?.DisposeAsync() ?? default);
        await (ours?.DisposeAsync() ?? default);
        clock.Dispose();
    }

    public void Dispose()
    {
        patience.Dispose();
        people.Dispose();
    }

    [Fact]
    public async Task A_call_is_answered_connected_to_a_phone_and_hung_up()
    {
        var call = await Dial();
        var answer = new CallCommand.Answer(call.Arrived.Context);
        var answering = Assert.IsType<Outcome.Answering>(await CarryOut(null, answer));
        Assert.Equal(answering, await CarryOut(null, answer, again: true));
        var leg = answering.Connection;
        Assert.Equal(new CallEvent.CallerConnected(leg), await Next());

        Assert.Equal(new Outcome.Accepted(), await CarryOut(leg, new CallCommand.Play([new Sound.Speech("Please hold.", Language.English)], Loop: true)));
        var ringing = Assert.IsType<Outcome.Ringing>(await CarryOut(leg, new CallCommand.RingPhone(Anna, TimeSpan.FromSeconds(25), null, "Sales")));
        var ring = new OpId(1, op);
        Assert.Equal("What is called is neither a number in international form nor keys that were dialled at a phone.", await IgnoredLeg());
        await AtPhone("answer");
        Assert.Equal(new CallEvent.PhoneAnswered(ring, Anna), await Next());
        Assert.Equal(new Outcome.Accepted(), await CarryOut(leg, new CallCommand.StopSounds()));
        Assert.Equal(new Outcome.Roster([Caller, Anna]), await CarryOut(leg, new CallCommand.LookWhoIsThere()));

        Assert.Equal(new Outcome.Accepted(), await CarryOut(leg, new CallCommand.StopRinging(ring), ringing.Invitation)); // too late, and harmless
        Assert.Equal(new Outcome.Accepted(), await CarryOut(leg, new CallCommand.DropPhone(Anna)));
        var roster = Assert.IsType<CallEvent.RosterChanged>(await Next());
        Assert.Equal<PhoneAddress>([Caller], roster.Present);
        Assert.Equal(new Outcome.Accepted(), await CarryOut(leg, new CallCommand.DropPhone(Anna))); // has left already

        Assert.Equal(new Outcome.Accepted(), await CarryOut(leg, new CallCommand.HangUp()));
        Assert.Equal(new CallEvent.CallEnded(), await Next());
        Assert.Equal(new Outcome.CallGone(), await CarryOut(leg, new CallCommand.HangUp()));
        Assert.Equal(new Outcome.CallGone(), await CarryOut(leg, new CallCommand.DropPhone(Anna)));
        Assert.Equal(new Outcome.CallGone(), await CarryOut(leg, new CallCommand.RingPhone(Anna, TimeSpan.FromSeconds(25), null, "")));
    }

    [Fact]
    public async Task A_caller_presses_keys_and_a_phone_declines()
    {
        var call = await Dial();
        var leg = Assert.IsType<Outcome.Answering>(await CarryOut(null, new CallCommand.Answer(call.Arrived.Context))).Connection;
        Assert.IsType<CallEvent.CallerConnected>(await Next());

        await CarryOut(leg, new CallCommand.CollectDigits([new Sound.Speech("Press a key.", Language.English)], 2, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3)));
        var question = new OpId(1, op);
        await Post("/sim/phones/4%3A%2B31612345678/dtmf", new { tones = "1#" });
        Assert.Equal(new CallEvent.DigitsCollected(question, "1#"), await Next());

        await CarryOut(leg, new CallCommand.RingPhone(Anna, TimeSpan.FromSeconds(25), null, "Sales"));
        var ring = new OpId(1, op);
        await AtPhone("decline");
        Assert.Equal(new CallEvent.PhoneNotReached(ring, NotReached.Declined), await Next());

        await CarryOut(leg, new CallCommand.RingPhone(PhoneAddress.Parse("+31699999999"), TimeSpan.FromSeconds(25), PhoneNumber.Parse("+31205550100"), ""));
        ring = new OpId(1, op);
        await Post("/sim/clock", new { advance = "00:00:30" });
        Assert.Equal(new CallEvent.PhoneNotReached(ring, NotReached.NoAnswer), await Next());
    }

    [Fact]
    public async Task A_phone_is_taken_over_from_another_call_which_ends_with_it()
    {
        var leg = await Answered("4:+31612345678");
        var other = await Answered("4:+31687654321");
        var phone = PhoneAddress.Parse("+31687654321");
        Assert.Equal(new Outcome.Accepted(), await CarryOut(leg, new CallCommand.MovePhone(phone, other, ExtensionNumber.Parse("201"))));
        CallEvent[] told = [await Next(), await Next()]; // of two calls, in any order
        Assert.Contains(new CallEvent.PhoneAnswered(new OpId(1, op), phone), told);
        Assert.Contains(new CallEvent.CallEnded(), told);
        Assert.Equal<PhoneAddress>([Caller, phone], Assert.IsType<Outcome.Roster>(await CarryOut(leg, new CallCommand.LookWhoIsThere())).Present);
        Assert.Equal(new Outcome.CallGone(), await CarryOut(other, new CallCommand.LookWhoIsThere()));

        Assert.Equal(new Outcome.Accepted(), await CarryOut(leg, new CallCommand.MovePhone(Anna, other, ExtensionNumber.Parse("201")))); // is not there
        Assert.Equal(new CallEvent.PhoneNotReached(new OpId(1, op), NotReached.Failed), await Next());
    }

    [Fact]
    public async Task A_call_is_turned_away()
    {
        var call = await Dial();
        Assert.NotNull(control);
        await control.Reject(call.Arrived.Context, patience.Token);
        Assert.Equal(new Outcome.CallGone(), await CarryOut(null, new CallCommand.Answer(call.Arrived.Context)));
        await control.Reject(call.Arrived.Context, patience.Token);
    }

    private async Task<string> Answered(string from)
    {
        await Post("/sim/calls", new { from, to = "4:+31205550100" });
        var there = await incoming.Reader.ReadAsync(patience.Token);
        var call = Assert.Single((there.ValidationCode is null ? there : await incoming.Reader.ReadAsync(patience.Token)).Calls);
        var leg = Assert.IsType<Outcome.Answering>(await CarryOut(null, new CallCommand.Answer(call.Arrived.Context))).Connection;
        Assert.Equal(new CallEvent.CallerConnected(leg), await Next());
        return leg;
    }

    private async Task<IncomingCall> Dial()
    {
        await Post("/sim/calls", new { from = "4:+31612345678", to = "4:+31205550100" });
        Assert.NotNull((await incoming.Reader.ReadAsync(patience.Token)).ValidationCode);
        var call = Assert.Single((await incoming.Reader.ReadAsync(patience.Token)).Calls);
        Assert.Equal(Caller, call.Arrived.Caller);
        Assert.Equal("+31205550100", call.Arrived.Dialled.Value);
        return call;
    }

    private async Task<string> IgnoredLeg()
    {
        var leg = await incoming.Reader.ReadAsync(patience.Token);
        Assert.Empty(leg.Calls);
        return Assert.Single(leg.Ignored).Why;
    }

    private async Task<Outcome> CarryOut(string? leg, CallCommand command, string? invitation = null, bool again = false)
    {
        Assert.NotNull(control);
        op += again ? 0 : 1;
        return await control.CarryOut(new CallOnNetwork(Key, leg, Caller, invitation), new OpId(1, op), command, patience.Token);
    }

    private Task<CallEvent> Next() => events.Reader.ReadAsync(patience.Token).AsTask();

    private Task AtPhone(string does) => Post($"/sim/phones/{Uri.EscapeDataString(AcsAddress.Write(Anna).RawId)}/{does}", new { });

    private async Task Post(string path, object body)
    {
        var answer = await people.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, patience.Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(patience.Token));
    }

    private static WebApplicationBuilder Application()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder;
    }

    private static async Task<ReadOnlyMemory<byte>> Body(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
