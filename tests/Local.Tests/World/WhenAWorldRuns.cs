using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Pbx.Local.Host.World;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Local.Tests.World;

// One after the other with the tests of Azurite, which may install its packages.
[Collection(AzuriteCollection.Name)]
public sealed class WhenAWorldRuns
{
    private static readonly DateTimeOffset Noon = new(2031, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static LocalWorldOptions Options { get; } = new()
    {
        Manual = true,
        At = Noon,
        InMemoryAzurite = true,
        FunctionsProgram = ChildPrograms.Path,
    };

    [Fact]
    public async Task Its_processes_live_by_one_clock_and_one_broker_and_survive_a_kill()
    {
        await using var world = await LocalWorld.Start(Options);
        await using var client = new ServiceBusClient(world.ServiceBusConnectionString);
        await using var sender = client.CreateSender("calls");

        await world.Clock.AdvanceTo(Noon.AddHours(1));
        await sender.ScheduleMessageAsync(new ServiceBusMessage("alarm"), Noon.AddHours(1.5));
        await world.Clock.AdvanceTo(Noon.AddHours(2));
        Assert.Equal("13 o'clock, message alarm at 13, 14 o'clock", await world.Http.GetStringAsync("api/diary/0"));

        await world.KillFunctions(0);
        await sender.SendMessageAsync(new ServiceBusMessage("while it was down"));
        await world.Clock.AdvanceTo(Noon.AddHours(5));
        await world.StartFunctions(0);

        var lines = (await world.Http.GetStringAsync("api/diary/2")).Split(", ");
        Assert.Contains("message while it was down at 17", lines);
        Assert.Contains("17 o'clock", lines);
        Assert.Equal("2031-03-02 17:00:00Z", await world.Http.GetStringAsync("api/time"));
    }

    [Fact]
    public async Task The_settings_of_the_functions_are_those_of_the_world()
    {
        await using var world = await LocalWorld.Start(Options with { Settings = new Dictionary<string, string> { ["More__Of"] = "these" } });

        var network = world.SimulatorHttp.BaseAddress!.ToString().TrimEnd('/');
        Assert.Equal("these", await world.Http.GetStringAsync("api/setting/More__Of"));
        Assert.Equal(world.StorageConnectionString, await world.Http.GetStringAsync("api/setting/Storage__ConnectionString"));
        Assert.Equal(world.Http.BaseAddress, new Uri(await world.Http.GetStringAsync("api/setting/PublicUri")));
        foreach (var name in (string[])["Acs__CallbackMetadataAddress", "EventGrid__MetadataAddress"])
        {
            var metadata = await world.SimulatorHttp.GetStringAsync(await world.Http.GetStringAsync($"api/setting/{name}"));
            var issuer = await world.Http.GetStringAsync($"api/setting/{name.Split("__")[0]}__{(name.StartsWith("Acs", StringComparison.Ordinal) ? "CallbackIssuer" : "Issuer")}");
            Assert.StartsWith(network, issuer, StringComparison.Ordinal);
            Assert.Contains($"\"{issuer}\"", metadata, StringComparison.Ordinal);
        }

        var people = await world.SimulatorHttp.GetStringAsync(
            $"{await world.Http.GetStringAsync("api/setting/AzureAd__Instance")}{await world.Http.GetStringAsync("api/setting/AzureAd__TenantId")}/v2.0/.well-known/openid-configuration");
        Assert.Contains($"\"{network}/{{tenantid}}/v2.0\"", people, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_and_ports_in_use_are_named()
    {
        await using var world = await LocalWorld.Start(Options);

        var sameData = await Assert.ThrowsAsync<InvalidOperationException>(() => LocalWorld.Start(Options with { DataDirectory = world.DataDirectory }));
        var samePorts = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            LocalWorld.Start(Options with { Port = world.Http.BaseAddress!.Port, SimulatorPort = world.SimulatorHttp.BaseAddress!.Port }));

        Assert.Contains($"Another copy runs on the data in {world.DataDirectory}.", sameData.Message, StringComparison.Ordinal);
        Assert.Contains($"Port {world.Http.BaseAddress!.Port} (functions and portal, --port) is taken", samePorts.Message, StringComparison.Ordinal);
        Assert.Contains($"Port {world.SimulatorHttp.BaseAddress!.Port} (simulator, --simulator-port) is taken", samePorts.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Functions_that_do_not_start_are_told_with_their_last_lines()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => LocalWorld.Start(Options with
        {
            Settings = new Dictionary<string, string> { ["Test__Ill"] = "measles" },
        }));

        Assert.Contains("Functions process 0 ended while it started (exit code 3).", failure.Message, StringComparison.Ordinal);
        Assert.Contains("too ill to serve: measles", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_world_that_is_killed_leaves_no_functions_behind()
    {
        using var world = Process.Start(new ProcessStartInfo("dotnet", [ChildPrograms.Path, "world"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var trouble = world.StandardError.ReadToEndAsync();
        int? functions = null;
        while (functions is null && await world.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
        {
            functions = line.StartsWith("functions ", StringComparison.Ordinal) ? int.Parse(line["functions ".Length..]) : null;
        }

        using var orphan = Process.GetProcessById(functions ?? throw new InvalidOperationException($"The world did not start: {await trouble}"));
        world.Kill();

        await orphan.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
