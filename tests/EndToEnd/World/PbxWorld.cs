using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pbx.Local.Host.World;

namespace Pbx.EndToEnd.World;

/// <summary>
/// The whole PBX with its sample account, its parts as real as on one machine they are: Azurite, the broker, the phone network, and the
/// functions as child processes. Its clock stands until a test advances it, so nothing happens behind a test's back.
/// </summary>
public class PbxWorld : IAsyncLifetime
{
    private readonly int processes;
    private readonly DateTimeOffset? at;
    private LocalWorld? local;
    private CountingProxy? tables;
    private int callers;

    public PbxWorld()
        : this(processes: 1)
    {
    }

    protected PbxWorld(int processes, DateTimeOffset? at = null) => (this.processes, this.at) = (processes, at);

    /// <summary>The parts.</summary>
    public LocalWorld Local => local ?? throw new InvalidOperationException("The world has not been started.");

    /// <summary>What the functions ask of the tables.</summary>
    public CountingProxy Tables => tables ?? throw new InvalidOperationException("The world has not been started.");

    /// <summary>The product's own API.</summary>
    public Api Api => new(this);

    /// <summary>Where the clock stands.</summary>
    public DateTimeOffset Now => Local.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        var port = CountingProxy.FreePorts();
        tables = await CountingProxy.Start(port + 2);
        local = await LocalWorld.Start(new LocalWorldOptions
        {
            Manual = true,
            At = at ?? new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.Zero),
            InMemoryAzurite = true,
            AzuritePort = port,
            FunctionsProcesses = processes,
            Sample = true,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Storage__ConnectionString"] = tables.ConnectionString },
            HealthyWithin = TimeSpan.FromMinutes(3),
        });
    }

    public async Task DisposeAsync()
    {
        if (local is not null)
        {
            await local.DisposeAsync();
        }

        if (tables is not null)
        {
            await tables.DisposeAsync();
        }
    }

    /// <summary>Somebody dials, from a number that nobody else has; returns when all has settled that follows at this instant.</summary>
    public Task<Caller> Dial(string to, string? name = null) => Caller.Dial(this, $"+31612{Interlocked.Increment(ref callers):000000}", to, name);

    /// <summary>The clock goes on, through all that is due on the way.</summary>
    public Task Advance(double seconds) => Control(HttpMethod.Post, "clock", new { advance = TimeSpan.FromSeconds(seconds).ToString("c") });

    /// <summary>What the network does to webhooks.</summary>
    public Task Weather(double duplicate = 0, double reorder = 0, double delay = 0, int seed = 0) =>
        Control(HttpMethod.Put, "weather", new { duplicate, reorder, delay, seed });

    /// <summary>Anna's phone, as nobody has touched it.</summary>
    public Task<Phone> Anna() => Phone.At(this, "8:acs:anna");

    /// <summary>Any phone, as nobody has touched it.</summary>
    public Task<Phone> PhoneAt(string address) => Phone.At(this, address);

    /// <summary>Asks the simulator's control API.</summary>
    public async Task<JsonObject> Control(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/sim/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await Local.SimulatorHttp.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} /sim/{path} answered {(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!.AsObject();
    }
}
