using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Pbx.Local.Host.Azurite;

namespace Pbx.EndToEnd.World;

/// <summary>
/// Stands between the functions and the tables and counts every request that is sent, repeats included; a transaction is one. The
/// signature of a request does not cover the host, so it is good on both sides.
/// </summary>
public sealed partial class CountingProxy : IAsyncDisposable
{
    private readonly HttpClient tables = new(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];
    private readonly List<string> lines = [];
    private int all;
    private int changes;
    private readonly Uri blobEndpoint;
    private int conflicts;

    private CountingProxy(int tablePort)
    {
        blobEndpoint = new Uri($"http://127.0.0.1:{(tablePort - 2).ToString(CultureInfo.InvariantCulture)}/{AzuriteProcess.AccountName}");
        tables.BaseAddress = new Uri($"http://127.0.0.1:{tablePort.ToString(CultureInfo.InvariantCulture)}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(Forward);
    }

    /// <summary>Requests so far.</summary>
    public int Requests => Volatile.Read(ref all);

    /// <summary>The requests after the first so many, by verb and path.</summary>
    public IReadOnlyList<string> After(int requests)
    {
        lock (gate)
        {
            return lines[requests..];
        }
    }

    /// <summary>Requests so far that may have stored something.</summary>
    public int Changes => Volatile.Read(ref changes);

    /// <summary>What the functions get in place of the tables' own connection string; they reach the blobs without this.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AzuriteProcess.AccountName};AccountKey={AzuriteProcess.AccountKey};BlobEndpoint={blobEndpoint};TableEndpoint={app.Urls.First()}/{AzuriteProcess.AccountName};";

    /// <summary>Transactions so far that found that somebody else had written in between.</summary>
    public int Conflicts => Volatile.Read(ref conflicts);

    /// <summary>Starts one before a port on which the tables will be.</summary>
    public static async Task<CountingProxy> Start(int tablePort)
    {
        var proxy = new CountingProxy(tablePort);
        await proxy.app.StartAsync();
        return proxy;
    }

    /// <summary>A port for blobs that is free, and so is the second after it, for tables.</summary>
    public static int FreePorts()
    {
        while (true)
        {
            using var blobs = new TcpListener(IPAddress.Loopback, 0);
            blobs.Start();
            var port = ((IPEndPoint)blobs.LocalEndpoint).Port;
            using var second = new TcpListener(IPAddress.Loopback, Math.Min(port + 2, IPEndPoint.MaxPort));
            try
            {
                second.Start();
                return port;
            }
            catch (SocketException)
            {
                // Another program has it: other ports, then.
            }
        }
    }

    /// <summary>Completes when so many requests have come.</summary>
    public Task Reaches(int requests)
    {
        lock (gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((requests, reached));
            Tell();
            return reached.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        tables.Dispose();
    }

    // a transaction is of one partition, which its path does not name
    private static string Whose(PathString path, MemoryStream body) =>
        path.Value?.EndsWith("/$batch", StringComparison.Ordinal) is true && Partition().Match(Encoding.UTF8.GetString(body.ToArray())) is { Success: true } found ? $" (PartitionKey='{Uri.UnescapeDataString(found.Groups[1].Value)}')" : "";

    [GeneratedRegex("""PartitionKey(?:='|"\s*:\s*")([^'"]+)""")]
    private static partial Regex Partition();

    private void Tell()
    {
        foreach (var (_, reached) in waiting.Where(one => one.Count <= all))
        {
            reached.TrySetResult();
        }

        waiting.RemoveAll(one => one.Count <= all);
    }

    private async Task Forward(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        lock (gate)
        {
            all++;
            lines.Add($"{context.Request.Method} {context.Request.Path}{Whose(context.Request.Path, body)}");
            Tell();
        }

        if (!HttpMethods.IsGet(context.Request.Method))
        {
            Interlocked.Increment(ref changes);
        }

        // As it was sent: keys are escaped, and the signature covers how.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            new Uri(tables.BaseAddress + target.TrimStart('/'), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, value) in context.Request.Headers)
        {
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase) && !name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
                && !request.Headers.TryAddWithoutValidation(name, value.AsEnumerable()))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
            }
        }

        using var answer = await tables.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Connection" or "Keep-Alive"))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        if (answer.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
        {
            var content = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
            if (content.AsSpan().IndexOf("HTTP/1.1 412"u8) >= 0)
            {
                Interlocked.Increment(ref conflicts);
            }

            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        }
    }
}
