using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pbx.Simulator.Rest;

namespace Pbx.Local.Host;

/// <summary>
/// The simulator alone, for an application of any kind: <c>simulator [--port 0] [--event-grid URI]… [--trunk NUMBER]…
/// [--with-parent]</c>. It says <c>Simulator: </c> and its address when it serves; incoming calls and files of
/// recordings go to each <c>--event-grid</c>. With
/// <c>--with-parent</c> it ends when its standard input does.
/// </summary>
internal static class SimulatorProcess
{
    public const string Usage = "simulator [--port 0] [--event-grid URI]... [--trunk NUMBER]... [--with-parent]";

    /// <summary>Runs until the process is told to end; returns the exit code: 2 when the arguments make no sense.</summary>
    public static async Task<int> Run(string[] args)
    {
        var options = new SimulatorOptions();
        var port = 0;
        var withParent = false;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--port" when i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort:
                    i++;
                    break;
                case "--event-grid" when i + 1 < args.Length && Uri.TryCreate(args[i + 1], UriKind.Absolute, out var endpoint):
                    options.EventGridEndpoints.Add(endpoint);
                    options.RecordingFileEndpoints.Add(endpoint);
                    i++;
                    break;
                case "--trunk" when i + 1 < args.Length:
                    options.Trunks.Add(args[++i]);
                    break;
                case "--with-parent":
                    withParent = true;
                    break;
                default:
                    await Console.Error.WriteLineAsync($"{args[i]} is not understood. Usage: {Usage}");
                    return 2;
            }
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(FormattableString.Invariant($"http://127.0.0.1:{port}"));
        builder.Services.AddSimulator(options);
        await using var app = builder.Build();
        app.MapSimulator();
        await app.StartAsync();
        Console.WriteLine($"Simulator: {app.Urls.First()}");
        if (withParent)
        {
            ParentProcess.EndsWithIt(app.Lifetime);
        }

        await app.WaitForShutdownAsync();
        return 0;
    }
}
