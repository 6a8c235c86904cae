using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Rest.Audio;
using Pbx.Simulator.Rest.Calling;
using Pbx.Simulator.Rest.Control;
using Pbx.Simulator.Rest.Events;
using Pbx.Simulator.Rest.Identity;
using Pbx.Simulator.Rest.Notifications;
using Pbx.Simulator.Rest.OpenApi;
using Pbx.Simulator.Rest.Recordings;
using Pbx.Simulator.Rest.Streams;

namespace Pbx.Simulator.Rest;

/// <summary>Puts a simulator into a web application: its Call Automation API, identity provider, control API and phone page.</summary>
public static class SimulatorComposition
{
    /// <summary>Registers a simulator. It lives by the <see cref="Clock"/> that is registered, or by a real one.</summary>
    public static IServiceCollection AddSimulator(this IServiceCollection services, SimulatorOptions options)
    {
        services.TryAddSingleton<Clock>();
        services.AddRouting();
        services.AddSingleton(options);
        services.AddSingleton<SimulatorAddress>();
        services.AddSingleton<Registrations>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<Grants>();
        services.AddSingleton<AuthorizeEndpoint>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<Post>();
        services.AddSingleton<RequestSchema>();
        services.AddSingleton<AudioDownload>();
        services.AddSingleton<StreamConnector>();
        services.AddSingleton<CallbackCourier>();
        services.AddSingleton<EventGridCourier>();
        services.AddSingleton<CallingPipeline>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<RecordingArchive>();
        services.AddSingleton(provider => new PhoneNetwork(provider.GetRequiredService<Clock>(), new NetworkSettings
        {
            Trunks = [.. options.Trunks],
            ConcurrentCallsPerNumber = options.ConcurrentCallsPerNumber,
            CheckDestination = (place, cancel) => options.RecordingStorage?.Problem(place, cancel)
                ?? Task.FromResult<string?>($"The simulator was given no storage account, so nothing can be written to {place}."),
            Fetch = provider.GetRequiredService<AudioDownload>().Fetch,
            OpenStream = provider.GetRequiredService<StreamConnector>().Open,
        }));
        return services;
    }

    /// <summary>Maps the endpoints of the simulator and starts to deliver its events.</summary>
    public static void MapSimulator(this IEndpointRouteBuilder app)
    {
        var services = app.ServiceProvider;
        var network = services.GetRequiredService<PhoneNetwork>();
        var options = services.GetRequiredService<SimulatorOptions>();
        var tokens = services.GetRequiredService<Tokens>();
        var pipeline = services.GetRequiredService<CallingPipeline>();
        var courier = services.GetRequiredService<CallbackCourier>();
        var eventGrid = services.GetRequiredService<EventGridCourier>();
        var live = services.GetRequiredService<LiveFeed>();
        var audio = services.GetRequiredService<AudioDownload>();
        var archive = services.GetRequiredService<RecordingArchive>();

        network.Told = courier.Take;
        network.CallComesIn = eventGrid.Take;
        network.Changed = live.Changed;
        network.RecordingEnded = archive.Take;

        CallingEndpoints.Map(app, network, options, pipeline, services.GetRequiredService<RequestSchema>());
        RecordingEndpoints.Map(app, network, pipeline, services.GetRequiredService<RequestSchema>(), archive);
        var apps = services.GetRequiredService<Registrations>();
        var grants = services.GetRequiredService<Grants>();
        IdentityEndpoints.Map(
            app, services.GetRequiredService<SimulatorAddress>(), apps, tokens, services.GetRequiredService<AuthorizeEndpoint>(), services.GetRequiredService<TokenEndpoint>());
        TokenControl.Map(app, options, apps, tokens);
        CallControl.Map(app, network);
        ReceptionistBot.Map(app);
        var postbox = new Postbox(options, network.Clock);
        postbox.Map(app);
        PhoneControl.Map(app, network);
        RecordingControl.Map(app, network, archive);
        ClockControl.Map(app, network.Clock);
        WeatherControl.Map(app, network, courier);
        ApplicationControl.Map(app, options);
        app.MapGet("/sim/live", live.Serve);
        app.MapGet("/sim/eventgrid/validate", (string? id) => id is not null && eventGrid.Validate(id)
            ? Results.Text("The subscription is validated.\n")
            : Problems.NotFound("No subscription waits for this code."));
        app.On("POST", "/sim/reset", async http => await ControlCall.Settle(
            network.Clock,
            await ControlRequest.Read(http.Request),
            () =>
            {
                courier.Forget();
                eventGrid.Forget();
                network.Reset();
                archive.Forget();
                pipeline.Forget();
                audio.Forget();
                postbox.Forget();
                grants.Forget();
                return Task.CompletedTask;
            },
            () => new JsonObject { ["reset"] = true },
            http.RequestAborted));
        PhonePageFiles.Map(app, options);
    }
}
