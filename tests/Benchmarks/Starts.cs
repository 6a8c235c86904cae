using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Pbx.Benchmarks;

/// <summary>P6: the time from the start of a process to its first correct answer, of the functions and of an empty app on the same host.</summary>
internal static class Starts
{
    private const int Rounds = 15;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Measures: the build that tests run, and one that was compiled ahead if it is there (docs/performance.md tells how to make it).</summary>
    public static async Task<IEnumerable<Ratio>> Measure()
    {
        var root = Root();
        var empty = Path.Combine(root, "tests/Benchmarks/EmptyApp/bin/Release/net10.0/Pbx.Benchmarks.EmptyApp.dll");
        var functions = Path.Combine(root, "functions/bin/Release/net10.0/Pbx.Functions.dll");
        var emptyAhead = Path.Combine(root, "artifacts/bench/empty/Pbx.Benchmarks.EmptyApp.dll");
        var functionsAhead = Path.Combine(root, "artifacts/bench/functions/Pbx.Functions.dll");
        var isAhead = File.Exists(emptyAhead) && File.Exists(functionsAhead);
        string[] programs = isAhead ? [empty, functions, emptyAhead, functionsAhead] : [empty, functions];
        var rounds = new List<double[]>();
        for (var round = -1; round < Rounds; round++)
        {
            var taken = new double[programs.Length];
            for (var i = 0; i < programs.Length; i++)
            {
                taken[i] = (await Start(programs[i])).TotalMilliseconds;
            }

            if (round >= 0)
            {
                rounds.Add(taken);
            }
        }

        Console.Error.WriteLine($"P6 milliseconds, medians: {string.Join(", ", programs.Select((program, i) => string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(root, program)} {Ratio.Of(rounds.Select(r => r[i]), 0.5):0}")))}");
        List<Ratio> ratios = [new("P6", "functions ÷ empty app, start to first answer", [.. rounds.Select(r => r[1] / r[0])], Most: 2.5)];
        if (isAhead)
        {
            ratios.Add(new("P6", "with ReadyToRun: functions ÷ empty app, both compiled ahead", [.. rounds.Select(r => r[3] / r[2])], Most: 1.8));
            ratios.Add(new("info", "with ReadyToRun: functions ÷ empty app as it is built", [.. rounds.Select(r => r[3] / r[0])]));
        }

        return ratios;
    }

    /// <summary>The most memory in MiB that an empty app has had after so many requests.</summary>
    public static async Task<double> PeakOfEmptyApp(int requests)
    {
        double peak = 0;
        await Start(Path.Combine(Root(), "tests/Benchmarks/EmptyApp/bin/Release/net10.0/Pbx.Benchmarks.EmptyApp.dll"), async (http, process) =>
        {
            for (var i = 0; i < requests; i++)
            {
                await http.GetStringAsync("api/health");
            }

            peak = Footprint.Peak(process.Id);
        });
        return peak;
    }

    private static async Task<TimeSpan> Start(string program, Func<HttpClient, Process, Task>? then = null)
    {
        var port = FreePort();
        var own = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = Path.GetDirectoryName(program), UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Settings(own))
        {
            start.Environment[name] = value;
        }

        using var http = new HttpClient { BaseAddress = new Uri(own) };
        var from = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            while (true)
            {
                try
                {
                    if (await http.GetStringAsync("api/health") == "ok")
                    {
                        var taken = Stopwatch.GetElapsedTime(from);
                        await (then?.Invoke(http, process) ?? Task.CompletedTask);
                        return taken;
                    }
                }
                catch (HttpRequestException refused) when (Stopwatch.GetElapsedTime(from) < Longest)
                {
                    // it does not listen yet, or never will
                    if (process.WaitForExit(2))
                    {
                        throw new InvalidOperationException($"{program} ended while it started.", refused);
                    }
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    // A functions process that needs nobody else to start: identity providers and network are asked at the first request that needs them.
    private static Dictionary<string, string> Settings(string own) => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_URLS"] = own,
        ["PublicUri"] = own,
        ["Storage__ConnectionString"] = "memory",
        ["ServiceBusConnection"] = "Endpoint=sb://localhost:9;SharedAccessKeyName=none;SharedAccessKey=bm9uZQ==;UseDevelopmentEmulator=true",
        ["Acs__ConnectionString"] = "endpoint=http://localhost:9/;accesskey=c2VjcmV0",
        ["Acs__CognitiveServicesEndpoint"] = "http://localhost:9",
        ["Acs__CallbackMetadataAddress"] = "http://localhost:9/acs",
        ["Acs__CallbackIssuer"] = "http://localhost:9",
        ["Acs__ResourceId"] = "none",
        ["EventGrid__MetadataAddress"] = "http://localhost:9/grid",
        ["EventGrid__Issuer"] = "http://localhost:9",
        ["EventGrid__Audience"] = "none",
        ["AzureAd__Instance"] = "http://localhost:9/",
        ["AzureAd__TenantId"] = "organizations",
        ["AzureAd__ClientId"] = "none",
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository is not around this program.");
        }

        return folder.FullName;
    }
}
