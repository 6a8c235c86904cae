using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pbx.Local.Host.Broker;

using Clock = Simulator.Network.Time.Clock; // not the namespace beside this one

/// <summary>
/// The broker alone in a process of its own, with a real clock: <c>broker --data DIR [--port 0] [--with-parent]</c>. It says
/// <c>Broker: </c> and its address when it serves. With <c>--with-parent</c> it ends when its standard input does.
/// </summary>
public static class BrokerProcess
{
    /// <summary>Runs until the process is told to end.</summary>
    /// <returns>The exit code: 2 when the arguments make no sense.</returns>
    public static async Task<int> Run(string[] args)
    {
        string? data = null;
        var port = 0;
        var withParent = false;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "broker":
                    break;
                case "--data" when i + 1 < args.Length:
                    data = args[++i];
                    break;
                case "--port" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out port):
                    i++;
                    break;
                case "--with-parent":
                    withParent = true;
                    break;
                default:
                    await Console.Error.WriteLineAsync($"{args[i]} is not understood. Usage: broker --data DIR [--port 0] [--with-parent]");
                    return 2;
            }
        }

        if (data is null)
        {
            await Console.Error.WriteLineAsync("Say where to keep the messages: broker --data DIR [--port 0] [--with-parent]");
            return 2;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(FormattableString.Invariant($"http://127.0.0.1:{port}"));
        using var clock = new Clock();
        builder.Services.AddSingleton(clock).AddBroker(new BrokerOptions { DataDirectory = data });
        await using var app = builder.Build();
        app.MapBroker();
        await app.StartAsync();
        Console.WriteLine($"Broker: {app.Urls.First()}");
        if (withParent)
        {
            ParentProcess.EndsWithIt(app.Lifetime);
        }

        await app.WaitForShutdownAsync();
        return 0;
    }
}
