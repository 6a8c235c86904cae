using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pbx.Local.Host.Broker;
using Pbx.Simulator.Network.Time;

namespace Pbx.Local.Tests.Broker;

/// <summary>A broker on a real web server with a manual clock, in a directory that outlives it, and clients for it.</summary>
public sealed class BrokerHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly List<IAsyncDisposable> owned = [];
    private readonly bool ownsDirectory;
    private WebApplication? app;

    private BrokerHost(Clock clock, BrokerOptions options, bool ownsDirectory)
    {
        Clock = clock;
        Options = options;
        this.ownsDirectory = ownsDirectory;
    }

    public Clock Clock { get; private set; }

    public BrokerOptions Options { get; }

    public MessageBroker Broker => app!.Services.GetRequiredService<MessageBroker>();

    public string Address { get; private set; } = "";

    public string ConnectionString => Options.ConnectionString("127.0.0.1", new Uri(Address).Port);

    public static Task<BrokerHost> Up(params QueueDefinition[] queues) => Up(new BrokerOptions
    {
        DataDirectory = Directory.CreateTempSubdirectory("broker-").FullName,
        Queues = queues,
    });

    public static async Task<BrokerHost> Up(BrokerOptions options)
    {
        var host = new BrokerHost(new Clock(Start), options, ownsDirectory: true);
        await host.Serve(0);
        return host;
    }

    /// <summary>A client with short tries, closed with the host.</summary>
    public ServiceBusClient Client(TimeSpan? tryTimeout = null, int retries = 3)
    {
        var client = new ServiceBusClient(ConnectionString, new ServiceBusClientOptions
        {
            RetryOptions = new ServiceBusRetryOptions
            {
                TryTimeout = tryTimeout ?? TimeSpan.FromSeconds(20),
                MaxRetries = retries,
                Delay = TimeSpan.FromMilliseconds(20),
                MaxDelay = TimeSpan.FromMilliseconds(200),
            },
        });
        owned.Add(client);
        return client;
    }

    /// <summary>Stops the broker and starts it again on the same port, with the same data and the time that the clock showed.</summary>
    public async Task Restart()
    {
        var now = Clock.GetUtcNow();
        await Down();
        await UpAgain(now);
    }

    public async Task UpAgain(DateTimeOffset at)
    {
        Clock = new Clock(at);
        await Serve(new Uri(Address).Port);
    }

    public async Task Down()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        Clock.Dispose();
        app = null;
    }

    public Task Advance(TimeSpan by) => Clock.AdvanceTo(Clock.GetUtcNow() + by).WaitAsync(TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        foreach (var one in owned)
        {
            await one.DisposeAsync();
        }

        if (app is not null)
        {
            await Down();
        }

        if (ownsDirectory)
        {
            Directory.Delete(Options.DataDirectory, recursive: true);
        }
    }

    private async Task Serve(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSingleton(Clock).AddBroker(Options);
        app = builder.Build();
        app.MapBroker();
        await app.StartAsync();
        Address = app.Urls.First();
    }
}
