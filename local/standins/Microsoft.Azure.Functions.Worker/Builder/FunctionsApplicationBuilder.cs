using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Azure.Functions.Worker.Clock;
using Microsoft.Azure.Functions.Worker.Host;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>
/// Builds a functions app. App settings are environment variables (<c>__</c> separates sections) and the command line; the
/// environment's name comes from <c>AZURE_FUNCTIONS_ENVIRONMENT</c>; host.json lies beside the program.
/// </summary>
public sealed class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly Func<IEnumerable<Type>> types;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> layers = [];
    private readonly WebApplicationBuilder web;

    internal FunctionsApplicationBuilder(string[] args, Func<IEnumerable<Type>> types)
    {
        this.types = types;
        web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            EnvironmentName = System.Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });
        web.Configuration.AddEnvironmentVariables().AddCommandLine(args);
        HostJson = HostJson.In(AppContext.BaseDirectory, web.Configuration);
        web.Logging.AddConfiguration(HostJson.Logging);
        web.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        if (web.Configuration["PBX_CLOCK"] is { Length: > 0 } clock)
        {
            ClockConnection.Register(Services, new Uri(clock));
        }

        if (web.Configuration["PBX_PARENT"] == "stdin")
        {
            Services.AddHostedService<ParentWatch>();
        }
    }

    /// <summary>The app's services.</summary>
    public IServiceCollection Services => web.Services;

    /// <summary>The app settings.</summary>
    public ConfigurationManager Configuration => web.Configuration;

    /// <summary>Name and folder of the app.</summary>
    public IHostEnvironment Environment => web.Environment;

    /// <summary>Where log lines go; a console at first.</summary>
    public ILoggingBuilder Logging => web.Logging;

    /// <summary>Where measurements go.</summary>
    public IMetricsBuilder Metrics => web.Metrics;

    /// <summary>Notes of the building itself.</summary>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)web).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => web.Configuration;

    internal WebApplicationBuilder Web => web;

    internal HostJson HostJson { get; }

    /// <summary>Adds one layer of middleware around all that is added later.</summary>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        layers.Add(middleware);
        return this;
    }

    void IHostApplicationBuilder.ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure) =>
        ((IHostApplicationBuilder)web).ConfigureContainer(factory, configure);

    /// <summary>Finds the functions and makes the app, ready to run.</summary>
    /// <exception cref="InvalidOperationException">Functions cannot be served: the message names every problem.</exception>
    public IHost Build()
    {
        Services.AddSingleton(HostJson);
        var found = FunctionSearch.In(types(), Services, Configuration);
        Services.AddSingleton(found);
        Services.AddSingleton(new FunctionPipeline(layers));
        foreach (var type in found.Where(f => !f.Method.IsStatic).Select(f => f.Method.DeclaringType).OfType<Type>().Distinct())
        {
            Services.TryAddScoped(type);
        }

        foreach (var kind in found.Select(f => f.Trigger).DistinctBy(t => t.GetType()))
        {
            kind.AddListener(Services);
        }

        Services.AddHostedService<TriggerHost>();
        Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        Services.TryAddSingleton<IServer, NoServer>();
        var app = web.Build();
        foreach (var finish in app.Services.GetServices<AppFinish>())
        {
            finish.Use(app);
        }

        return app;
    }
}
