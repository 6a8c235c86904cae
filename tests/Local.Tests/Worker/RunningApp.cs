using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pbx.Local.Tests.Worker;

/// <summary>A functions app of given classes, served in this process on a free port.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly IHost host;

    private RunningApp(IHost host)
    {
        this.host = host;
        Http = new HttpClient { BaseAddress = new Uri(((WebApplication)host).Urls.Single()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => host.Services;

    public static FunctionsApplicationBuilder Builder(Type[] classes, params string[] settings)
    {
        var builder = FunctionsApplication.CreateBuilder([.. settings, "--ASPNETCORE_URLS=http://127.0.0.1:0"], classes);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Diary>();
        return builder.ConfigureFunctionsWebApplication();
    }

    public static Task<RunningApp> Start(Type functions, params string[] settings) => Start(Builder([functions], settings));

    public static async Task<RunningApp> Start(FunctionsApplicationBuilder builder)
    {
        var app = builder.Build();
        await app.StartAsync();
        return new RunningApp(app);
    }

    public Task Stop(CancellationToken patience = default) => host.StopAsync(patience);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}

/// <summary>What functions under test write down, and what they wait for.</summary>
public sealed class Diary
{
    private readonly List<string> lines = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];

    /// <summary>Set by a test that wants a function to go on.</summary>
    public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string[] Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    public void Write(string line)
    {
        lock (lines)
        {
            lines.Add(line);
            foreach (var (_, reached) in waiting.Where(w => w.Count <= lines.Count))
            {
                reached.TrySetResult();
            }
        }
    }

    /// <summary>Completes when there are that many lines.</summary>
    public Task Has(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (lines)
        {
            waiting.Add((count, reached));
            if (lines.Count >= count)
            {
                reached.TrySetResult();
            }
        }

        return reached.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
