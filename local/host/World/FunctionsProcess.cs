using System.Diagnostics;
using System.Globalization;
using System.Net;
using Pbx.Local.Host.Azurite;

namespace Pbx.Local.Host.World;

/// <summary>
/// A functions process, as Azure would run it: it can be killed and started again. It ends when this program does, in whatever
/// way, because its standard input ends then.
/// </summary>
internal sealed class FunctionsProcess(int number, string program, int port, IReadOnlyDictionary<string, string> settings, Action<string> tell)
    : IAsyncDisposable
{
    // The functions let running invocations end for 30 s.
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private Process? process;

    /// <summary>Where it is reached.</summary>
    public Uri Address { get; } = new($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}/");

    /// <summary>The id of the process that runs now, or ran last.</summary>
    public int Id => process?.Id ?? 0;

    /// <summary>What it wrote last.</summary>
    public LastLines Log { get; } = new(500);

    /// <summary>Starts it and waits until it is healthy.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not healthy in time; the message has its last lines.</exception>
    public async Task Start(TimeSpan healthyWithin, CancellationToken cancel)
    {
        if (process is { HasExited: false })
        {
            throw new InvalidOperationException($"Functions process {number} runs already.");
        }

        process?.Dispose();
        process = Launch();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(healthyWithin);
        try
        {
            await Healthy(process, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            await Kill();
            throw Failed($"was not healthy within {healthyWithin.TotalSeconds:0} seconds");
        }
        catch
        {
            await Kill();
            throw;
        }
    }

    /// <summary>Kills it, as a crash would.</summary>
    public async Task Kill()
    {
        if (process is { HasExited: false } running)
        {
            running.Kill();
            await running.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Lets it end what it has begun, and kills it when it takes too long.</summary>
    public async Task Stop()
    {
        if (process is not { HasExited: false } running)
        {
            return;
        }

        running.StandardInput.Close();
        try
        {
            await running.WaitForExitAsync(CancellationToken.None).WaitAsync(StopsWithin);
        }
        catch (TimeoutException)
        {
            tell($"Functions process {number} did not stop in time and is killed.");
            await Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        process?.Dispose();
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [program])
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var launched = ChildProcess.Start(start, "dotnet");
        launched.OutputDataReceived += (_, line) => Wrote(line.Data);
        launched.ErrorDataReceived += (_, line) => Wrote(line.Data);
        launched.BeginOutputReadLine();
        launched.BeginErrorReadLine();
        return launched;
    }

    private void Wrote(string? line)
    {
        if (line is not null)
        {
            Log.Add(line);
            tell(line);
        }
    }

    private async Task Healthy(Process running, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = Address };
        while (true)
        {
            try
            {
                using var health = await http.GetAsync("api/health", cancel);
                if (health.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            if (running.HasExited)
            {
                await running.WaitForExitAsync(cancel); // The last lines may still be on their way.
                throw Failed($"ended while it started (exit code {running.ExitCode})");
            }

            await Task.Delay(Pause, cancel); // A process that starts is a matter of real time.
        }
    }

    private InvalidOperationException Failed(string how) =>
        new($"Functions process {number} {how}. Its last lines:{Environment.NewLine}{Log}");
}
