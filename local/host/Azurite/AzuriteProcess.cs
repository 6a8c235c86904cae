using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pbx.Local.Host.Azurite;

/// <summary>
/// The storage of the local world: Azurite's table and blob services as a child process on 127.0.0.1, with data in a folder or in
/// memory only. Its packages are installed on the first start. Disposing stops it after it has written everything; if this
/// program is killed, Azurite notices and does the same.
/// </summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    /// <summary>The emulator's account.</summary>
    public const string AccountName = "devstoreaccount1";

    /// <summary>The emulator's key. It is published, and no secret.</summary>
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);

    private readonly Process process;

    private AzuriteProcess(Process process, Uri blobs, Uri tables)
    {
        this.process = process;
        BlobEndpoint = blobs;
        TableEndpoint = tables;
        Ended = process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Where the blob service is, account included.</summary>
    public Uri BlobEndpoint { get; }

    /// <summary>Where the table service is, account included.</summary>
    public Uri TableEndpoint { get; }

    /// <summary>Completes when Azurite has ended, whether it was stopped or not.</summary>
    public Task Ended { get; }

    /// <summary>For TableServiceClient and BlobServiceClient.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};BlobEndpoint={BlobEndpoint};TableEndpoint={TableEndpoint};";

    /// <summary>Starts Azurite and waits until both services take requests.</summary>
    /// <param name="dataFolder">Where the data is kept, made if missing; null keeps it in memory, for tests.</param>
    /// <param name="blobPort">The port of the blob service; 0 takes a free one.</param>
    /// <param name="tablePort">The port of the table service; 0 takes a free one.</param>
    /// <param name="progress">Is told when something takes long.</param>
    /// <param name="cancel">Ends the start.</param>
    /// <exception cref="InvalidOperationException">
    /// Node.js or npm is missing, the packages could not be installed, or Azurite did not start, for example because a port is taken.
    /// </exception>
    public static async Task<AzuriteProcess> Start(
        string? dataFolder, int blobPort = 0, int tablePort = 0, IProgress<string>? progress = null, CancellationToken cancel = default)
    {
        var folder = Path.Combine(RepositoryRoot.Path, "local", "azurite");
        await AzuritePackages.Ensure(folder, progress, cancel);

        string[] where = dataFolder is null ? ["--inMemoryPersistence"] : ["--location", Directory.CreateDirectory(dataFolder).FullName];
        var start = new ProcessStartInfo(
            "node",
            [
                "start.js",
                "--silent", "--skipApiVersionCheck", "--disableTelemetry",
                "--blobHost", "127.0.0.1", "--blobPort", Text(blobPort),
                "--tableHost", "127.0.0.1", "--tablePort", Text(tablePort),
                // Azurite has no way to leave the queues out.
                "--queueHost", "127.0.0.1", "--queuePort", "0",
                .. where,
            ])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var azurite = ChildProcess.Start(start, "node (Node.js 20 or later)");
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(StartsWithin);
            var (blobs, tables) = await Listening(azurite, patience.Token);
            return new AzuriteProcess(azurite, Endpoint(blobs), Endpoint(tables));
        }
        catch (Exception fault)
        {
            azurite.Kill(entireProcessTree: true);
            azurite.Dispose();
            throw fault is OperationCanceledException && !cancel.IsCancellationRequested
                ? new InvalidOperationException($"Azurite did not start within {StartsWithin.TotalSeconds:0} seconds.", fault)
                : fault;
        }
    }

    /// <summary>Stops Azurite and waits until it has written its data; after 20 seconds it is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Ended.IsCompleted)
        {
            process.StandardInput.Close(); // start.js makes a SIGTERM of this
            try
            {
                await Ended.WaitAsync(StopsWithin);
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true);
                await Ended;
            }
        }

        process.Dispose();
    }

    // What Azurite says after it has opened its ports is the only place where a port that it chose is told.
    private static async Task<(int Blobs, int Tables)> Listening(Process azurite, CancellationToken cancel)
    {
        var ready = new TaskCompletionSource<(int, int)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var errors = new List<string>();
        int? blobs = null;
        azurite.OutputDataReceived += (_, line) =>
        {
            if (Announcement().Match(line.Data ?? "") is not { Success: true } found)
            {
                return;
            }

            var port = int.Parse(found.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
            if (found.Groups["service"].ValueSpan is "Blob")
            {
                blobs = port;
            }
            else if (blobs is { } before) // tables come last
            {
                ready.TrySetResult((before, port));
            }
        };
        azurite.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                if (!ready.Task.IsCompleted && line.Data is { Length: > 0 } text)
                {
                    errors.Add(text);
                }
            }
        };
        azurite.BeginOutputReadLine();
        azurite.BeginErrorReadLine();

        var ended = azurite.WaitForExitAsync(cancel);
        if (await Task.WhenAny(ready.Task, ended) == ready.Task)
        {
            return await ready.Task;
        }

        await ended;
        lock (errors)
        {
            throw new InvalidOperationException($"Azurite ended while it started (exit code {azurite.ExitCode}).\n{string.Join('\n', errors)}".TrimEnd());
        }
    }

    private static Uri Endpoint(int port) => new($"http://127.0.0.1:{Text(port)}/{AccountName}");

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Azurite (?<service>Blob|Table) service is successfully listening at http://[^:]+:(?<port>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Announcement();
}
