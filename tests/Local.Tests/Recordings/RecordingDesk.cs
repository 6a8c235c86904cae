using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pbx.Local.Host.Recordings;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Recordings;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Rest;

namespace Pbx.Local.Tests.Recordings;

/// <summary>A simulator with a manual clock that records into Azurite, with one call that was answered.</summary>
internal sealed class RecordingDesk : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly WebApplication simulator;
    private readonly Clock clock;

    private RecordingDesk(WebApplication simulator, Clock clock, BlobContainerClient container)
    {
        (this.simulator, this.clock, Container) = (simulator, clock, container);
        Network = simulator.Services.GetRequiredService<PhoneNetwork>();
        Http = new HttpClient { BaseAddress = new Uri(simulator.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    public PhoneNetwork Network { get; }

    public HttpClient Http { get; }

    /// <summary>A container of its own, which is there.</summary>
    public BlobContainerClient Container { get; }

    public List<Notice> Told { get; } = [];

    public Conversation Call { get; private set; } = null!;

    public static async Task<RecordingDesk> Open(string connectionString)
    {
        var container = new BlobContainerClient(connectionString, "c" + Guid.NewGuid().ToString("N"));
        await container.CreateAsync();
        var standing = new Clock(Start);
        var options = new SimulatorOptions { RecordingStorage = new StoredRecordings(connectionString) };
        options.Trunks.Add("+31205550*");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(standing);
        builder.Services.AddSimulator(options);
        var app = builder.Build();
        app.MapSimulator();
        await app.StartAsync();
        var desk = new RecordingDesk(app, standing, container);
        desk.Answers();
        return desk;
    }

    /// <summary>Starts to record into a place, and waits until it did or failed.</summary>
    public async Task<Recording> Record(Uri place)
    {
        var recording = Network.Application.Recorder.Start(Call.App!.Id, serverCallId: null, new RecordingRequest { Destination = place });
        await clock.Settled();
        return recording;
    }

    public Task Advance(double seconds) => clock.AdvanceTo(clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));

    /// <summary>The names of the blobs in the container.</summary>
    public async Task<List<string>> Blobs()
    {
        var names = new List<string>();
        await foreach (var blob in Container.GetBlobsAsync())
        {
            names.Add(blob.Name);
        }

        return names;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await simulator.StopAsync(new CancellationToken(canceled: true));
        await simulator.DisposeAsync();
        clock.Dispose();
    }

    private void Answers()
    {
        string? context = null;
        Network.CallComesIn = (notice, _) => context = notice.Context;
        Network.Told = (notice, _) => Told.Add(notice);
        Call = Network.People.Call(Address.OfNumber("+31612345678"), Address.OfNumber("+31205550100"), displayName: null);
        Network.Application.Answer(context!, new AppLegRequest("https://application.example.test/", OperationContext: null, CanSpeak: true));
    }
}
