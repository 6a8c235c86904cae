using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;
using Pbx.Infra.Memory;
using Pbx.Infra.Tables;
using Pbx.Local.Host.World;

namespace Pbx.Benchmarks;

/// <summary>
/// P7: the peak memory (VmHWM) of a functions process that serves 1,000 accounts of 50 extensions from Azurite, less that of an empty app after as many requests. In use means: each account was read
/// whole over HTTP, which compiles all of its sections, and one call to it was answered, led to a user and ended.
/// </summary>
internal static partial class Footprint
{
    private const int Accounts = 1000;
    private const int Extensions = 50;
    private const int AtOnce = 8;
    private const double Most = 150;
    private const string Tenant = "87ca7790-ff83-4e0e-bccd-8469e79c99f8"; // of the local identity provider

    public static async Task<IEnumerable<Ratio>> Measure()
    {
        var empty = await Starts.PeakOfEmptyApp(Accounts);
        await using var world = await LocalWorld.Start(new LocalWorldOptions { InMemoryAzurite = true });
        var started = Peak(world.FunctionsId(0));
        await SaveAll(world.StorageConnectionString);
        var reader = await world.SimulatorHttp.GetStringAsync("sim/token?user=reader@sample.example");
        world.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)JsonNode.Parse(reader)?["access_token"]);
        long bytes = 0;
        await Each(async i => Interlocked.Add(ref bytes, (await world.Http.GetByteArrayAsync($"api/v1/accounts/{Name(i)}/config")).Length));
        var read = Peak(world.FunctionsId(0));
        await Each(i => Call(world, i));
        var peak = Peak(world.FunctionsId(0));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"P7 MiB: empty app {empty:0}, functions started {started:0}, all accounts read {read:0} ({bytes / 1024.0 / 1024:0} MiB of documents), and a call to each {peak:0}"));
        return [new Ratio("P7", "functions with 1,000 accounts of 50 extensions less an empty app, peak MiB", [peak - empty], Most: Most)];
    }

    /// <summary>The most memory that a process ever had, in MiB.</summary>
    public static double Peak(int process)
    {
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status")).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', '\t').First(word => word.Length > 0 && char.IsAsciiDigit(word[0])), CultureInfo.InvariantCulture) / 1024;
    }

    private static async Task SaveAll(string connectionString)
    {
        var storage = TableAccount.Connect(connectionString, new StorageOperations());
        var store = new TableConfigurations(storage);
        var saving = new AccountSaving(store, new TableNumbers(storage), new MemoryAudio(), new AccountConfigurations(store), TimeProvider.System);
        var sample = SampleAccount.With(Extensions);
        await Each(async i =>
        {
            var text = Number().Replace(System.Text.Encoding.UTF8.GetString(AccountText.Write(sample)), string.Create(CultureInfo.InvariantCulture, $"+31205550{i:000}$1"))
                .Replace("Extension ", $"Account {i} extension ", StringComparison.Ordinal)
                .Replace("web:user", string.Create(CultureInfo.InvariantCulture, $"web:a{i}-user"), StringComparison.Ordinal)
                .Replace(Guid.Empty.ToString(), Tenant, StringComparison.Ordinal);
            if (AccountReading.Read(System.Text.Encoding.UTF8.GetBytes(text)) is not AccountReading.Parsed parsed
                || await saving.Save(AccountId.Parse(Name(i)), parsed, null, new VersionNote("bench", "to measure"), CancellationToken.None) is not Saving.Saved)
            {
                throw new InvalidOperationException($"Account {i} was not saved: {text}");
            }
        });
    }

    private static async Task Call(LocalWorld world, int account)
    {
        using var dialled = await world.SimulatorHttp.PostAsync("sim/calls", Json(new JsonObject { ["from"] = "+31612345678", ["to"] = MainNumber(account) }));
        var id = (string?)JsonNode.Parse(await dialled.Content.ReadAsStringAsync())?["id"] ?? throw new InvalidOperationException($"No call: {await dialled.Content.ReadAsStringAsync()}");
        using var pressed = await world.SimulatorHttp.PostAsync($"sim/calls/{id}/dtmf", Json(new JsonObject { ["tones"] = "1" }));
        using var ended = await world.SimulatorHttp.PostAsync($"sim/calls/{id}/hangup", null);
        ended.EnsureSuccessStatusCode();
    }

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");

    private static Task Each(Func<int, Task> work) =>
        Parallel.ForAsync(0, Accounts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => await work(i));

    private static string Name(int account) => string.Create(CultureInfo.InvariantCulture, $"account-{account}");

    private static string MainNumber(int account) => string.Create(CultureInfo.InvariantCulture, $"+31205550{account:000}0000");

    [GeneratedRegex(@"\+3120[0-9]{3}([0-9]{4})")]
    private static partial Regex Number();
}
