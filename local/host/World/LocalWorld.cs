using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pbx.Local.Host.Azurite;
using Pbx.Local.Host.Broker;
using Pbx.Local.Host.Followers;
using Pbx.Local.Host.Recordings;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Rest;

namespace Pbx.Local.Host.World;

/// <summary>
/// The whole PBX on one machine: Azurite, one server with simulator, broker and clock, and functions processes. It is ready when
/// <see cref="Start"/> returns; disposing stops the functions first and Azurite last, each after it has written its data.
/// </summary>
public sealed class LocalWorld : IAsyncDisposable
{
    private readonly LocalWorldOptions options;
    private readonly Stack<IAsyncDisposable> running = new();
    private readonly List<FunctionsProcess> functions = [];
    private readonly List<HttpClient> functionsHttp = [];

    private LocalWorld(LocalWorldOptions options, Clock clock) => (this.options, Clock) = (options, clock);

    /// <summary>The clock of all parts.</summary>
    public Clock Clock { get; }

    /// <summary>A client of the first functions process.</summary>
    public HttpClient Http => functionsHttp[0];

    /// <summary>A client of simulator and identity provider.</summary>
    public HttpClient SimulatorHttp { get; private set; } = new();

    /// <summary>Azurite's connection string.</summary>
    public string StorageConnectionString { get; private set; } = "";

    /// <summary>The broker's connection string.</summary>
    public string ServiceBusConnectionString { get; private set; } = "";

    /// <summary>Where everything is kept.</summary>
    public string DataDirectory { get; private set; } = "";

    /// <summary>Starts everything, and waits until the functions are healthy.</summary>
    /// <exception cref="InvalidOperationException">A port or the data is taken, or a part did not start; the message says which and why.</exception>
    public static async Task<LocalWorld> Start(LocalWorldOptions options, CancellationToken cancel = default)
    {
        var now = DateTimeOffset.UtcNow;
        var clock = options.Manual
            ? new Clock(options.At ?? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)))
            : new Clock();
        var world = new LocalWorld(options, clock);
        try
        {
            await world.StartAll(cancel);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client of a functions process.</summary>
    public HttpClient FunctionsHttp(int process) => functionsHttp[process];

    /// <summary>The id of a functions process, for the operating system.</summary>
    public int FunctionsId(int process) => functions[process].Id;

    /// <summary>What a functions process wrote last, over all its lives.</summary>
    public LastLines FunctionsLog(int process) => functions[process].Log;

    /// <summary>Kills a functions process, as a crash would.</summary>
    public Task KillFunctions(int process) => functions[process].Kill();

    /// <summary>Stops a functions process, as a deployment would.</summary>
    public Task StopFunctions(int process) => functions[process].Stop();

    /// <summary>Starts a functions process that was killed or stopped, on its port.</summary>
    public Task StartFunctions(int process, CancellationToken cancel = default) => functions[process].Start(options.HealthyWithin, cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(functions.Select(f => f.Stop()));
        while (running.TryPop(out var part))
        {
            await part.DisposeAsync();
        }

        foreach (var http in functionsHttp.Append(SimulatorHttp))
        {
            http.Dispose();
        }

        Clock.Dispose();
    }

    private async Task StartAll(CancellationToken cancel)
    {
        var program = options.FunctionsProgram ?? FunctionsProgram.Find();
        var data = World.DataDirectory.Take(options.DataDirectory);
        running.Push(new Ending(data.Dispose));
        DataDirectory = data.Path;

        var port = options.Port == 0 ? FreePorts.InARow(options.FunctionsProcesses) : options.Port;
        var simulatorPort = options.SimulatorPort == 0 ? FreePorts.InARow(1) : options.SimulatorPort;
        FreePorts.Check(Wanted(port, simulatorPort));

        var azurite = await AzuriteProcess.Start(
            options.InMemoryAzurite ? null : data.Folder("azurite"),
            options.AzuritePort,
            options.AzuritePort == 0 ? 0 : options.AzuritePort + 2,
            options.Tell is { } tell ? new Told(tell) : null,
            cancel);
        running.Push(azurite);
        StorageConnectionString = azurite.ConnectionString;

        var network = new Uri($"http://localhost:{simulatorPort.ToString(CultureInfo.InvariantCulture)}");
        var simulator = new SimulatorOptions { BaseUri = network, EventGridAudience = FunctionsSettings.EventGridAudience };
        simulator.Trunks.Add("+31205550*"); // the numbers of the sample account, and of accounts that tests make
        simulator.PortalRedirectUris.Add($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}/");
        simulator.EventGridEndpoints.Add(new Uri($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}{options.EventGridPath}"));
        if (options.RecordingFilesPath is { } recordingFiles)
        {
            simulator.RecordingFileEndpoints.Add(new Uri($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}{recordingFiles}"));
        }

        simulator.RecordingStorage = new StoredRecordings(StorageConnectionString);
        var broker = new BrokerOptions { DataDirectory = data.Folder("broker") };
        ServiceBusConnectionString = broker.ConnectionString("localhost", simulatorPort);
        running.Push(await Serve(network, simulator, broker, cancel));
        SimulatorHttp.BaseAddress = network;

        for (var i = 0; i < options.FunctionsProcesses; i++)
        {
            var settings = FunctionsSettings.Of(
                port + i, network, simulator, StorageConnectionString, ServiceBusConnectionString, data.Path, options.Settings);
            var process = new FunctionsProcess(i, program, port + i, settings, line => options.Tell?.Invoke(line));
            running.Push(process);
            functions.Add(process);
            functionsHttp.Add(new HttpClient { BaseAddress = process.Address });
        }

        await Task.WhenAll(functions.Select(f => f.Start(options.HealthyWithin, cancel)));
        if (options.Sample)
        {
            await SampleAccount.Load(Http, SimulatorHttp, options.Tell, cancel);
        }
    }

    private IEnumerable<(int Port, string What)> Wanted(int port, int simulatorPort)
    {
        for (var i = 0; i < options.FunctionsProcesses; i++)
        {
            yield return (port + i, i == 0 ? "functions and portal, --port" : $"functions process {i}, --port and those after it");
        }

        yield return (simulatorPort, "simulator, --simulator-port");
        if (options.AzuritePort != 0)
        {
            yield return (options.AzuritePort, "Azurite's blobs, --azurite-port");
            yield return (options.AzuritePort + 2, "Azurite's tables, --azurite-port plus 2");
        }
    }

    private async Task<WebApplication> Serve(Uri address, SimulatorOptions simulator, BrokerOptions broker, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear(); // An environment made for another program must not move this one.
        builder.Logging.ClearProviders();
        if (options.Tell is not null)
        {
            builder.Logging.AddSimpleConsole(static console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        }

        // Its own answer to Ctrl+C would end it before the functions.
        builder.Services.AddSingleton<IHostLifetime, EndedByTheWorld>();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton(Clock).AddSimulator(simulator).AddBroker(broker);
        var app = builder.Build();
        app.Urls.Add(address.ToString());
        app.MapSimulator();
        app.MapBroker();
        app.MapClockFollowers();
        await app.StartAsync(cancel);
        return app;
    }

    private sealed class Ending(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Told(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }

    private sealed class EndedByTheWorld : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
