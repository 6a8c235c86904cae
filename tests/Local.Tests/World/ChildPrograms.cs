using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pbx.Local.Host.World;
using Pbx.Local.Tests.Worker;

namespace Pbx.Local.Tests.World;

/// <summary>What this assembly does as a program: it is the functions process of the worlds under test, or with "world" a whole world.</summary>
public static class ChildPrograms
{
    public static string Path => typeof(ChildPrograms).Assembly.Location;

    public static async Task<int> Main(string[] args)
    {
        if (args is ["world"])
        {
            await using var world = await LocalWorld.Start(new LocalWorldOptions { FunctionsProgram = Path, InMemoryAzurite = true, Tell = Console.WriteLine });
            Console.WriteLine($"functions {await world.Http.GetStringAsync("api/process")}");
            await Task.Delay(Timeout.Infinite);
        }

        if (Environment.GetEnvironmentVariable("Test__Ill") is { } illness)
        {
            await Console.Error.WriteLineAsync($"too ill to serve: {illness}");
            return 3;
        }

        var builder = FunctionsApplication.CreateBuilder(args, typeof(WorldFunctions)).ConfigureFunctionsWebApplication();
        builder.Services.AddSingleton<Diary>();
        await builder.Build().RunAsync();
        return 0;
    }
}

/// <summary>The functions of the worlds under test.</summary>
public sealed class WorldFunctions(Diary diary, TimeProvider time)
{
    [Function("Health")]
    public IResult Health([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        Results.Ok();

    [Function("Process")]
    public IResult ProcessId([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "process")] HttpRequest request) =>
        Results.Text($"{Environment.ProcessId}");

    [Function("Time")]
    public IResult Time([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "time")] HttpRequest request) =>
        Results.Text(time.GetUtcNow().ToString("u", CultureInfo.InvariantCulture));

    [Function("Diary")]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "diary/{count:int}")] HttpRequest request, int count)
    {
        await diary.Has(count);
        return Results.Text(string.Join(", ", diary.Lines));
    }

    [Function("Setting")]
    public IResult Setting([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "setting/{name}")] HttpRequest request, string name) =>
        Results.Text(Environment.GetEnvironmentVariable(name) ?? "");

    [Function("Hourly")]
    public void Hourly([TimerTrigger("0 0 * * * *")] TimerInfo timer) =>
        diary.Write($"{time.GetUtcNow().Hour} o'clock{(timer.IsPastDue ? ", past due" : "")}");

    [Function("Calls")]
    public void Calls([ServiceBusTrigger("calls", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message) =>
        diary.Write($"message {message.Body} at {time.GetUtcNow().Hour}");
}
