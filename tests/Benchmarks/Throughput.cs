using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Functions;
using Pbx.Functions.Access;
using Pbx.Infra.CallAutomation;
using Pbx.Infra.Memory;

namespace Pbx.Benchmarks;

/// <summary>P2: the webhook's throughput against an empty endpoint and one that only checks the token, on the same server, over loopback HTTP with connections that stay open.</summary>
internal static class Throughput
{
    private const int Rounds = 11;
    private const int WarmUps = 6;
    private const int Connections = 16;
    private const int Requests = 4000;
    private const int EventsOfACall = 4;

    private static int calls;
    private static int events;

    /// <summary>Measures.</summary>
    public static async Task<IEnumerable<Ratio>> Measure()
    {
        await using var tokens = await Tokens.Open();
        using var host = Host(tokens.Metadata);
        await host.StartAsync();
        await SampleAccount.Save(host.Services.GetRequiredService<AccountSaving>(), 100);
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.First() ?? throw new InvalidOperationException("No address.");
        var port = new Uri(address).Port;
        var head = $"\r\nHost: localhost:{port}\r\nAuthorization: Bearer {tokens.Issue(DateTimeOffset.UtcNow)}\r\nContent-Type: application/json\r\nContent-Length: ";
        var desk = host.Services.GetRequiredService<CallDesk>();

        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var arg in (string[])[typeof(Throughput).Assembly.Location, "client", port.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(arg);
        }

        using var client = Process.Start(start) ?? throw new InvalidOperationException("The client did not start.");
        var taken = new List<Cost[]>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var empty = await Run("empty", await Stale(desk));
            var token = await Run("token", await Stale(desk));
            var oneStep = await Run("calls", await Stale(desk));
            var wholeCalls = await Run("calls", await WholeCalls(desk));
            if (round >= 0)
            {
                taken.Add([empty, token, oneStep, wholeCalls]);
            }
        }

        client.StandardInput.Close();
        await client.WaitForExitAsync();
        await host.StopAsync();
        foreach (var (name, i) in (ReadOnlySpan<(string, int)>)[("empty", 0), ("token only", 1), ("one step and commit", 2), ("whole calls", 3)])
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"P2 {name}: {Ratio.Of(taken.Select(t => t[i].Allocated), 0.5):0} B allocated and {Ratio.Of(taken.Select(t => t[i].Processor), 0.5):0.0} µs of processor in the server per request"));
        }

        return
        [
            Compare("one step and commit ÷ empty endpoint, throughput", 2, 0, cost => 1 / cost.Elapsed, 0.4),
            Compare("one step and commit ÷ token only, throughput", 2, 1, cost => 1 / cost.Elapsed, 0.7),
            Compare("one step and commit ÷ empty endpoint, requests per processor second of the server", 2, 0, cost => 1 / cost.Processor, null),
            Compare("one step and commit ÷ token only, requests per processor second of the server", 2, 1, cost => 1 / cost.Processor, null),
            Compare("whole calls with their commands ÷ empty endpoint, throughput", 3, 0, cost => 1 / cost.Elapsed, null),
            Compare("whole calls with their commands ÷ token only, throughput", 3, 1, cost => 1 / cost.Elapsed, null),
        ];

        Ratio Compare(string what, int one, int other, Func<Cost, double> of, double? least) =>
            new(least is null ? "info" : "P2", what, [.. taken.Select(round => of(round[one]) / of(round[other]))], Least: least);

        async Task<Cost> Run(string endpoint, List<(MachineKey Key, byte[] Body)> bodies)
        {
            var requests = new List<byte[]>[Connections];
            for (var i = 0; i < bodies.Count; i++)
            {
                var (key, body) = bodies[i];
                var text = $"POST /api/{endpoint}/{key.Account}/{key.Id}/events HTTP/1.1{head}{body.Length}\r\n\r\n";
                // all events of a call go over one connection, in their order
                (requests[i / EventsOfACall % Connections] ??= []).Add([.. Encoding.ASCII.GetBytes(text), .. body]);
            }

            GC.Collect();
            var before = (Cpu: TimeSpan.Zero, Bytes: 0L);
            var elapsed = await LoadClient.Send(client, [.. requests.Select(own => own.ToArray())], () => before = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes()));
            return new Cost(
                elapsed.TotalMicroseconds / bodies.Count,
                (Environment.CpuUsage.TotalTime - before.Cpu).TotalMicroseconds / bodies.Count,
                (double)(GC.GetTotalAllocatedBytes() - before.Bytes) / bodies.Count);
        }
    }

    private static IHost Host(string metadata)
    {
        var builder = FunctionsApplication.CreateBuilder(
        [
            "--ASPNETCORE_URLS=http://127.0.0.1:0",
            "--Storage:ConnectionString=memory",
            "--PublicUri=https://pbx.example.test",
            "--Acs:ConnectionString=endpoint=https://acs.example.test/;accesskey=c2VjcmV0",
            "--Acs:CognitiveServicesEndpoint=https://speech.example.test",
            $"--Acs:CallbackMetadataAddress={metadata}",
            $"--Acs:CallbackIssuer={Tokens.Issuer}",
            $"--Acs:ResourceId={Tokens.Audience}",
            $"--EventGrid:MetadataAddress={metadata}",
            $"--EventGrid:Issuer={Tokens.Issuer}",
            $"--EventGrid:Audience={Tokens.Audience}",
            $"--AzureAd:Instance={Tokens.Issuer}",
            "--AzureAd:TenantId=organizations",
            $"--AzureAd:ClientId={Tokens.Audience}",
            "--AzureFunctionsJobHost:logging:logLevel:Pbx=Warning", // the console is not what is measured
            "--AzureFunctionsJobHost:logging:logLevel:default=Warning",
        ]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<Gate>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddTokenChecks(builder.Configuration);
        builder.Services.AddPbx(builder.Configuration);
        builder.Services.AddPbxCallAutomation(new AcsOptions
        {
            ConnectionString = "endpoint=https://acs.example.test/;accesskey=c2VjcmV0",
            PublicUri = new Uri("https://pbx.example.test"),
            CognitiveServicesEndpoint = new Uri("https://speech.example.test"),
            Transport = new Azure.Core.Pipeline.HttpClientTransport(new NoNetwork()),
        });
        return builder.Build();
    }

    // Events that each take a step and a commit and give no command: the end of a sound that nobody waits for any more.
    private static async Task<List<(MachineKey, byte[])>> Stale(CallDesk desk)
    {
        var bodies = new List<(MachineKey, byte[])>();
        for (var i = 0; i < Requests / EventsOfACall; i++)
        {
            var key = await Arrive(desk);
            await desk.Happened(key, NextEvent(), new CallEvent.CallerConnected(Webhooks.Connection), CancellationToken.None);
            for (var k = 0; k < EventsOfACall; k++)
            {
                bodies.Add((key, Webhooks.Played(NextEvent(), "1.7")));
            }
        }

        return bodies;
    }

    // Calls from the connected caller to the end, with the commands that they give: a menu, a user who is rung and answers, and the caller hangs up.
    private static async Task<List<(MachineKey, byte[])>> WholeCalls(CallDesk desk)
    {
        var bodies = new List<(MachineKey, byte[])>();
        for (var i = 0; i < Requests / EventsOfACall; i++)
        {
            var key = await Arrive(desk);
            bodies.Add((key, Webhooks.Connected(NextEvent())));
            bodies.Add((key, Webhooks.Digits(NextEvent(), "3.0", "one")));
            bodies.Add((key, Webhooks.PhoneAnswered(NextEvent(), "5.1")));
            bodies.Add((key, Webhooks.Disconnected(NextEvent())));
        }

        return bodies;
    }

    private static async Task<MachineKey> Arrive(CallDesk desk) =>
        await desk.Arrived(
            string.Create(CultureInfo.InvariantCulture, $"call-{++calls}"),
            DateTimeOffset.UtcNow,
            new CallEvent.CallArrived(SampleAccount.Caller, null, PhoneNumber.Parse(SampleAccount.Main), "context"),
            CancellationToken.None) ?? throw new InvalidOperationException("The number is not known.");

    private static string NextEvent() => string.Create(CultureInfo.InvariantCulture, $"0b7d3a10-0000-4000-8000-{++events:000000000000}");

    /// <summary>Of one request, in microseconds and bytes.</summary>
    private sealed record Cost(double Elapsed, double Processor, double Allocated);
}
