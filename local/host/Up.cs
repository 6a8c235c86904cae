using System.Runtime.InteropServices;
using Pbx.Local.Host.World;

namespace Pbx.Local.Host;

/// <summary>The command <c>up</c>: a local world until Ctrl+C or SIGTERM.</summary>
internal static class Up
{
    /// <summary>Runs; returns the exit code.</summary>
    public static async Task<int> Run(string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var options = UpArguments.Read(args) with { Tell = Console.WriteLine };
            Console.WriteLine("Starting …");
            await using var world = await LocalWorld.Start(options, stop.Token);
            Console.WriteLine($"""
                Portal and API   {world.Http.BaseAddress}
                Phones           {world.SimulatorHttp.BaseAddress}
                Data             {world.DataDirectory}
                Clock            {(options.Manual ? "manual, at " + world.Clock.GetUtcNow().ToString("u") : "real")}
                Ctrl+C stops everything.
                """);
            await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
            Console.WriteLine("Stopping …");
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
